import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Actor, RequestFacts } from "../identity/actor.ts";
import { log } from "../log.ts";
import type { ProcessMetrics } from "./metrics.ts";
import type { Route } from "./routes.ts";

/** How many bytes of a connection have been counted: requests that follow each other share one. */
const counted = new WeakMap<Socket, { in: number; out: number }>();

/**
 * Counts a request and writes its line into the log, once its answer has ended.
 * @param route what it is counted under; the line tells no more of the address, which may hold secrets
 * @returns what is to be told who asks, as soon as it is known
 */
export function watchRequest(req: IncomingMessage, res: ServerResponse, { route, request, metrics }: { route: Route; request: RequestFacts; metrics: ProcessMetrics | null }): (actor: Actor | null) => void {
  const begun = performance.now();
  let who: Actor | null = null;
  metrics?.begun(route);
  res.once("close", () => {
    const ms = performance.now() - begun;
    const { bytesIn, bytesOut } = count(req.socket);
    const status = res.statusCode;
    metrics?.answered(route, { status, seconds: ms / 1000, bytesIn, bytesOut });
    const level = route.kind === "probe" || route.kind === "asset" ? "debug" : "info";
    if (!log.tells(level)) return;
    log[level](`${req.method} ${route.route} ${status}`, {
      request: request.id,
      method: req.method,
      route: route.route,
      status,
      ms: Math.round(ms * 10) / 10,
      bytesIn,
      bytesOut,
      address: request.address,
      ...whoOf(who),
      // Who asked has hung up, or was cut off.
      ...(res.writableFinished ? {} : { cut: true }),
    });
  });
  return (actor) => (who = actor);
}

function count(socket: Socket): { bytesIn: number; bytesOut: number } {
  const before = counted.get(socket) ?? { in: 0, out: 0 };
  const now = { in: socket.bytesRead, out: socket.bytesWritten };
  counted.set(socket, now);
  return { bytesIn: now.in - before.in, bytesOut: now.out - before.out };
}

/** By what names them in the database. */
function whoOf(actor: Actor | null): { user?: string; tokenId?: string } {
  if (!actor) return {};
  return { user: actor.userId, ...(actor.credential.kind === "token" ? { tokenId: actor.credential.id } : {}) };
}
