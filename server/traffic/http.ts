import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError, notFound } from "../errors.ts";
import type { ProcessMetrics } from "./metrics.ts";

export interface Metrics extends ProcessMetrics {
  /** What whoever fetches them has to show. */
  token: string;
}

/**
 * `GET /metrics`, in Prometheus's text format, for whoever shows the token of the metrics.
 * @param metrics null where nobody is to have them: then there is no such address
 * @throws DomainError not_found, token_invalid
 */
export async function sendMetrics(req: IncomingMessage, res: ServerResponse, metrics: Metrics | null): Promise<void> {
  if (!metrics) throw notFound("The address /metrics");
  const shown = /^Bearer (\S+)$/i.exec(req.headers.authorization ?? "")?.[1];
  if (shown === undefined || !isSame(shown, metrics.token)) {
    throw new DomainError("token_invalid", "The metrics are for whoever sends COUNTERSIGN_METRICS_TOKEN as Authorization: Bearer ….");
  }
  const text = await metrics.text();
  res.writeHead(200, { "content-type": metrics.contentType, "content-length": Buffer.byteLength(text) });
  res.end(req.method === "HEAD" ? undefined : text);
}

/** Compared in the same time, wherever they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
