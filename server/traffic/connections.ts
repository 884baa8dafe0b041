import { createServer, STATUS_CODES, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** How long the head of a request may take to come, in milliseconds. */
const headMs = 20_000;
/** How long a connection may be silent, in milliseconds; finding out the digest of a very large file takes minutes. */
const silenceMs = 30 * 60_000;
/** How long a connection is kept for the next request, in milliseconds: longer than proxies keep theirs, or they would ask on one that ends. */
const keptMs = 130_000;
/** How long a stopping process waits for its last requests. */
const patienceMs = 60_000;

/** When nothing was asked for so long, nobody sends requests here any more, in milliseconds. */
const quietMs = 1000;
/** What is asked of a process itself, by its own paths. */
const probe = /^\/(ready|health|metrics)$/;

/** The connections of a server on which nothing was asked yet: browsers open some before they need them. */
const unused = new WeakMap<Server, Set<Socket>>();
/** When a server was last asked for something, by `performance.now()`. */
const lastAsked = new WeakMap<Server, number>();

/**
 * An HTTP server on which nobody holds a connection for nothing: heads come in time and are small, and who has gone
 * without a word is let go. Bodies may take as long as files do.
 */
export function openServer(): Server {
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: headMs,
    connectionsCheckingInterval: 5000,
    maxHeaderSize: 16 * 1024,
    keepAliveTimeout: keptMs,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
  });
  server.setTimeout(silenceMs);
  server.on("clientError", refuse);
  const waiting = new Set<Socket>();
  unused.set(server, waiting);
  server.on("connection", (socket) => {
    waiting.add(socket);
    socket.once("close", () => waiting.delete(socket));
  });
  server.on("request", ({ socket, url = "/" }) => {
    waiting.delete(socket);
    if (!probe.test(url)) lastAsked.set(server, performance.now());
  });
  return server;
}

/**
 * Waits until whoever sends requests here has found out that they are to go elsewhere: so many seconds, and while there
 * still are requests, up to three times as long. A busy machine asks late, and hears late.
 * @param signal ends the waiting
 */
export async function untilLeft(server: Server, seconds: number, signal: AbortSignal): Promise<void> {
  const begun = performance.now();
  const isOver = () => {
    const now = performance.now();
    return now >= begun + seconds * 3000 || (now >= begun + seconds * 1000 && now >= (lastAsked.get(server) ?? 0) + quietMs);
  };
  while (!signal.aborted && !isOver()) await sleep(50, undefined, { signal }).catch(() => {});
}

/** Takes no new connection, and waits until every request has had its answer. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of unused.get(server) ?? []) socket.destroy();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(deadline);
}

const faults: Record<string, { status: number; reason: string; message: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, reason: "body_too_large", message: "The address and the headers are too long: at most 16 KB of them fit into one request." },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: "malformed_body", message: "The request did not come in time. Send it again." },
};
const other = { status: 400, reason: "malformed_body", message: "This is no HTTP request." };

/** Answers what Node's parser has refused, which reaches no handler, as everything else is answered. */
function refuse(error: Error, socket: Duplex): void {
  if (!socket.writable || ("code" in error && error.code === "ECONNRESET")) {
    socket.destroy();
    return;
  }
  const { status, reason, message } = ("code" in error ? faults[String(error.code)] : undefined) ?? other;
  const body = JSON.stringify({ error: { reason, message, details: {}, requestId: null } });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
