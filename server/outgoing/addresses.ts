import ipaddr from "ipaddr.js";

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Addresses, networks and names of hosts that somebody has listed. */
export interface Listed {
  networks: readonly Network[];
  hosts: ReadonlySet<string>;
}

/**
 * Reads a list.
 * @param entries each an address, a network such as `10.0.0.0/8`, or the name of a host
 * @throws Error with a sentence about the first that is none of them
 */
export function readListed(entries: readonly string[]): Listed {
  const networks: Network[] = [];
  const hosts = new Set<string>();
  for (const entry of entries) {
    if (ipaddr.isValidCIDR(entry)) networks.push(ipaddr.parseCIDR(entry));
    else if (isAddress(entry)) networks.push(networkOf(entry));
    else if (/^(?=.*[a-z])[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/i.test(entry)) hosts.add(entry.toLowerCase());
    else throw new Error(`${JSON.stringify(entry)} is neither an address, nor a network such as 10.0.0.0/8, nor the name of a host.`);
  }
  return { networks, hosts };
}

function networkOf(address: string): Network {
  const parsed = ipaddr.process(address);
  return [parsed, parsed.kind() === "ipv4" ? 32 : 128];
}

/** Whether it is an IP address, written as everybody writes it: not in octal, and not as one number. */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** Whether the address lies in one of the networks. An IPv4 address within an IPv6 one is the IPv4 address. */
export function liesIn(address: string, networks: readonly Network[]): boolean {
  if (!isAddress(address)) return false;
  return ipaddr.subnetMatch(ipaddr.process(address), { listed: [...networks] }, "other") === "listed";
}

/** Every IPv6 address of the public Internet begins so (RFC 4291, section 2.4, and IANA's registry of what is in use). */
const globalUnicast = ipaddr.parseCIDR("2000::/3");
/** Answers like a part of the machine itself in Azure, though the address is a public one. */
const platform = ipaddr.parseCIDR("168.63.129.16/32");

/**
 * Whether the address is one of the public Internet: not of this machine, its network, its cloud's metadata, or of any other
 * network that IANA lists as special (RFC 6890).
 */
export function isPublic(address: string): boolean {
  if (!isAddress(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv6" ? parsed.match(globalUnicast) : !parsed.match(platform);
}
