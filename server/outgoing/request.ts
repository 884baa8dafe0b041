import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { DomainError } from "../errors.ts";
import type { OutgoingAgents } from "./agents.ts";

export interface OutgoingRequest {
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** How long it may take in all, in milliseconds. */
  timeoutMs?: number;
  /** How much of an answer is read, in bytes; one that is longer is refused. */
  mostBytes?: number;
  /** An answer that is longer is cut there. */
  cut?: boolean;
  /** False: whoever answers is believed, whatever their certificate says. */
  verifyTls?: boolean;
  /** How many redirects a GET may follow; a POST follows none. */
  redirects?: number;
}

export interface OutgoingAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What is shown to one server and never to the next. */
const secretHeaders = new Set(["authorization", "cookie"]);

/**
 * Asks a server of the outside. Each hop of a redirect is looked at as the first is.
 * @throws DomainError outgoing_refused, when the address may not be asked, or the answer is too long or leads nowhere;
 * Error, when the server can't be reached in time
 */
export async function requestOutside(agents: OutgoingAgents, address: string, options: OutgoingRequest = {}): Promise<OutgoingAnswer> {
  const { method = "GET", timeoutMs = 10_000, mostBytes = 1024 * 1024, cut = false, verifyTls = true, redirects = method === "GET" ? 3 : 0 } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  let url = new URL(address);
  let headers = options.headers ?? {};
  for (let hop = 0; ; hop++) {
    requireWeb(url);
    const answer = await send(agents, url, { method, headers, body: options.body, signal, mostBytes, cut, rejectUnauthorized: verifyTls });
    const { location } = answer.headers;
    if (method !== "GET" || answer.status < 300 || answer.status > 399 || location === undefined) return answer;
    if (hop >= redirects) throw new DomainError("outgoing_refused", `${address} redirects more than ${redirects} times.`, { address });
    if (!URL.canParse(location, url)) throw new DomainError("outgoing_refused", `${url.href} redirects to something that is no address.`, { address });
    const next = new URL(location, url);
    if (next.origin !== url.origin) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !secretHeaders.has(name.toLowerCase())));
    url = next;
  }
}

function requireWeb(url: URL): void {
  if (url.protocol === "http:" || url.protocol === "https:") return;
  throw new DomainError("outgoing_refused", `${url.protocol} is not possible; an address must begin with https:// or http://.`, { address: url.href });
}

function send(
  agents: OutgoingAgents,
  url: URL,
  { mostBytes, cut, body, ...options }: { method: string; headers: Record<string, string>; body: string | undefined; signal: AbortSignal; mostBytes: number; cut: boolean; rejectUnauthorized: boolean },
): Promise<OutgoingAnswer> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const req = request(url, { ...options, agent: agents.for(url) }, (res) => {
      readAll(res, mostBytes, cut).then((bytes) => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: bytes }), reject);
    });
    req.once("error", reject);
    req.end(body);
  });
}

async function readAll(res: IncomingMessage, mostBytes: number, cut: boolean): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  // Leaving the loop ends the connection as well.
  for await (const piece of res) {
    size += (piece as Buffer).length;
    if (size > mostBytes && cut) return Buffer.concat([...pieces, piece as Buffer]).subarray(0, mostBytes);
    if (size > mostBytes) throw new DomainError("outgoing_refused", `The answer is longer than ${mostBytes} bytes.`, { mostBytes });
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}
