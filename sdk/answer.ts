import type { IncomingHttpHeaders } from "node:http";
import { CountersignError, type Reason } from "./errors.ts";
import { Setback } from "./retry.ts";

/** Answers of something between us and the registry, or of a registry that is starting or busy. */
const passing = new Set([429, 502, 503, 504]);

/** Of these, the ones that say that nothing has been done. */
const untouched = new Set([429, 503]);

interface Refusal {
  reason: Reason;
  message: string;
  details: Record<string, unknown>;
  requestId: string | null;
}

/**
 * What an answer with another status than 2xx means.
 * @param body either `{ error: { message, data: { reason, details, requestId } } }`, as tRPC answers, or
 *   `{ error: { reason, message, details, requestId } }`, as the routes for bytes do
 * @returns Setback, when trying again may help
 */
export function failedAnswer(url: string, headers: IncomingHttpHeaders, status: number, body: string): CountersignError | Setback {
  const refusal = readRefusal(body);
  const failure = refusal
    ? new CountersignError(refusal.reason, refusal.message, { details: refusal.details, status, requestId: refusal.requestId })
    : withoutReason(url, headers, status);
  // A full disk stays full: somebody has to make room first.
  if (!passing.has(status) || failure.reason === "storage_full") return failure;
  return new Setback(failure, !untouched.has(status), readRetryAfter(headers["retry-after"]));
}

/** The refusal in a body as JSON; null where there is none. */
export function readRefusal(body: string): Refusal | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  const error = field(parsed, "error");
  const source = field(error, "data") ?? error;
  const [reason, message] = [field(source, "reason"), field(error, "message")];
  if (typeof reason !== "string" || typeof message !== "string") return null;
  const [details, requestId] = [field(source, "details"), field(source, "requestId")];
  return {
    reason: reason as Reason,
    message,
    details: typeof details === "object" && details !== null ? (details as Record<string, unknown>) : {},
    requestId: typeof requestId === "string" ? requestId : null,
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function withoutReason(url: string, { location }: IncomingHttpHeaders, status: number): CountersignError {
  if (passing.has(status)) {
    const message = `The registry at ${url} is not available now (${status}). Try again later.`;
    return new CountersignError("cannot_reach", message, { details: { url }, status });
  }
  return unexpectedAnswer(url, `it answered ${status}${location ? ` and the address ${location}` : ""}`, status);
}

/** Something answers, and it is no registry. */
export function unexpectedAnswer(url: string, what: string, status: number | null): CountersignError {
  const message = `What answers at ${url} is no Countersign registry: ${what}. Check the address (COUNTERSIGN_URL, or --url).`;
  return new CountersignError("unexpected_answer", message, { details: { url }, status });
}

/** The Retry-After header (RFC 9110, section 10.2.3) in milliseconds: a number of seconds, or a date. */
function readRetryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
