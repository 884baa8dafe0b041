import { lookup as askResolver } from "node:dns";
import { Agent as HttpAgent, type ClientRequestArgs } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Socket, type LookupFunction } from "node:net";
import type { Duplex } from "node:stream";
import { DomainError } from "../errors.ts";
import { isAddress, isPublic, liesIn, readListed, type Listed } from "./addresses.ts";

/** How connections to the outside are made. Whatever the registry sends anywhere by itself goes through these. */
export interface OutgoingAgents {
  /** The agent for Node's `http.request` or `https.request`. */
  for(url: string | URL): HttpAgent;
}

type Connected = (error: Error | null, stream: Duplex) => void;
type Connect = (options: ClientRequestArgs, connected?: Connected) => Duplex | null | undefined;

/**
 * Agents that connect to public addresses, and to others only where they are listed. What is looked at is the address that
 * the connection then goes to, so that a name which means another the next time gains nothing; and it is looked at for
 * every connection, also that to where a redirect leads. What is refused fails with DomainError outgoing_refused.
 * @param allowed names of hosts, addresses and networks that may be private: COUNTERSIGN_OUTGOING_ALLOW
 * @param resolve finds the addresses of a name, as Node's `dns.lookup` does
 */
export function outgoingAgents(allowed: readonly string[], resolve: LookupFunction = askResolver): OutgoingAgents {
  const listed = readListed(allowed);
  const http = guarded(new HttpAgent({ keepAlive: false }), listed, resolve);
  const https = guarded(new HttpsAgent({ keepAlive: false }), listed, resolve);
  return { for: (url) => (new URL(url).protocol === "https:" ? https : http) };
}

function guarded<A extends HttpAgent>(agent: A, listed: Listed, resolve: LookupFunction): A {
  const connect: Connect = agent.createConnection.bind(agent);
  const create: Connect = (options, connected) => {
    const host = options.host ?? "localhost";
    // An address needs no resolver, and is never shown to `lookup`.
    const refusal = isAddress(host) ? refusalOf(host, host, listed) : null;
    if (refusal) {
      const nowhere = new Socket();
      connected?.(refusal, nowhere);
      return nowhere;
    }
    return connect({ ...options, lookup: guardedLookup(listed, resolve) }, connected);
  };
  agent.createConnection = create;
  return agent;
}

function guardedLookup(listed: Listed, resolve: LookupFunction): LookupFunction {
  return (host, options, done) => {
    resolve(host, options, (error, found, family) => {
      if (error) return done(error, found, family);
      const addresses = typeof found === "string" ? [found] : found.map(({ address }) => address);
      const refusals = addresses.flatMap((address) => refusalOf(address, host, listed) ?? []);
      done(refusals[0] ?? null, found, family);
    });
  };
}

function refusalOf(address: string, host: string, { networks, hosts }: Listed): DomainError | null {
  if (isPublic(address) || hosts.has(host.toLowerCase()) || liesIn(address, networks)) return null;
  const what = address === host ? `${host} is not a public address` : `${host} leads to ${address}, which is not a public address`;
  return new DomainError("outgoing_refused", `${what}, and the registry sends nothing there. Who runs it can list it in COUNTERSIGN_OUTGOING_ALLOW.`, { host });
}
