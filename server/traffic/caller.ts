import { isAddress, liesIn, readListed, type Listed } from "../outgoing/addresses.ts";

/** The proxies before this process whose word counts: so many of them, or those in these networks. */
export type Proxies = { hops: number } | Listed;

/** @param setting a number of proxies, or addresses and networks */
export function readProxies(setting: number | readonly string[]): Proxies {
  return typeof setting === "number" ? { hops: setting } : readListed(setting);
}

/** Where a request came from, as far as it can be believed. */
export interface Caller {
  address: string;
  /** Whether it came by https to the outermost proxy. */
  secure: boolean;
  /** The host that was asked for, where a proxy tells. */
  host: string | undefined;
}

type Headers = Record<string, string | string[] | undefined>;

/**
 * Who calls: the other end of the connection, and beyond it whom trusted proxies name in X-Forwarded-For, from the last to
 * the first. Everybody can send these headers; what stands there before the first address that is not a trusted proxy's is
 * hearsay, and is not looked at.
 * @param remote the address at the other end of the connection
 * @param proxies those that are trusted; null for none
 */
export function callerOf(headers: Headers, remote: string, proxies: Proxies | null): Caller {
  const trusts = (address: string, hop: number) => proxies !== null && ("hops" in proxies ? hop < proxies.hops : liesIn(address, proxies.networks));
  let address = plain(remote);
  if (!trusts(address, 0)) return { address, secure: false, host: undefined };
  const named = listOf(headers["x-forwarded-for"]).toReversed();
  for (const [hop, each] of named.entries()) {
    const next = withoutPort(each);
    if (!isAddress(next)) break;
    address = plain(next);
    if (!trusts(address, hop + 1)) break;
  }
  return { address, secure: listOf(headers["x-forwarded-proto"])[0] === "https", host: listOf(headers["x-forwarded-host"])[0] };
}

function listOf(header: string | string[] | undefined): string[] {
  return [header ?? []].flat().join(",").split(",").map((each) => each.trim()).filter(Boolean);
}

/** An IPv4 address as itself where it comes as an IPv6 one. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** Some proxies name the port as well: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(each: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(each)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(each)?.[1] ?? each;
}
