import type { IncomingMessage, ServerResponse } from "node:http";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { MalformedCursor } from "./db/keyset.ts";
import { DomainError, reasons } from "./errors.ts";
import { log } from "./log.ts";

/** Answers with JSON. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(text) });
  res.end(res.req.method === "HEAD" ? undefined : text);
}

/**
 * Answers with the refusal that `error` is: `{ error: { reason, message, details, requestId } }`, under the same reasons
 * as tRPC's. What is no refusal is logged, and answered with 500 and nothing of the inside.
 */
export function sendError(res: ServerResponse, error: unknown, requestId: string): void {
  const refusal = asRefusal(error);
  if (!(error instanceof DomainError || error instanceof MalformedCursor)) log.error("a request failed", { request: requestId, error });
  if (res.headersSent) {
    // Half an answer must not look like a whole one.
    res.destroy();
    return;
  }
  const status = refusal.reason === "storage_full" || refusal.reason === "quota_exceeded" ? 507 : getHTTPStatusCodeFromError(new TRPCError({ code: reasons[refusal.reason] }));
  if (refusal.reason === "not_signed_in" || refusal.reason.startsWith("token_")) res.setHeader("www-authenticate", "Bearer");
  const { reason, message, details } = refusal;
  if (reason === "upload_busy") res.setHeader("retry-after", 2);
  if (typeof details["retryAfterSeconds"] === "number") res.setHeader("retry-after", details["retryAfterSeconds"]);
  sendJson(res, status, { error: { reason, message, details, requestId } });
}

function asRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof MalformedCursor) return new DomainError("invalid_input", error.message);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new DomainError("storage_full", "The registry's disk is full, so that nothing was stored. Reading still works; ask an administrator.");
  }
  return new DomainError("internal", "Something went wrong here. It has been logged with this request's id.");
}

/** Reads what is left of a refused body and forgets it, so that the caller gets to read the answer. */
export function discardBody(req: IncomingMessage, res: ServerResponse): void {
  if (req.complete || res.headersSent) return;
  res.setHeader("connection", "close");
  req.resume();
}

/** What a JSON body of a byte route may have, in bytes, where nothing else is said. */
const mostJson = 64 * 1024;

/**
 * Reads a small JSON body.
 * @param most how many bytes it may have
 * @returns null when there is none
 * @throws DomainError malformed_body, body_too_large
 */
export async function readJson(req: IncomingMessage, most: number = mostJson): Promise<unknown> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of req.iterator({ destroyOnReturn: false })) {
    size += (piece as Buffer).length;
    if (size > most) throw new DomainError("body_too_large", `The body is too large: at most ${most} bytes of JSON are expected here.`, { maxBytes: most });
    pieces.push(piece as Buffer);
  }
  if (size === 0) return null;
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8"));
  } catch {
    throw new DomainError("malformed_body", "The body is not valid JSON.");
  }
}
