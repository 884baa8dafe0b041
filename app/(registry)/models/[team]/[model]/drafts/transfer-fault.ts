/** What went wrong between this page and the registry, and what the page does about it. Pure. */

/** A transfer that did not go through. `status` is HTTP's; null when there was no answer. */
export class TransferFault extends Error {
  override readonly name = "TransferFault";
  readonly status: number | null;
  readonly reason: string | null;

  constructor(status: number | null, reason: string | null, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

export type Verdict =
  /** The registry does not answer: everything waits for it. */
  | { act: "wait" }
  /** This file, in a moment. */
  | { act: "again" }
  /** Nothing of this draft can go on until somebody has done something. */
  | { act: "stop"; message: string; signedOut: boolean }
  | { act: "fail"; message: string };

const signedOut = new Set(["not_signed_in", "token_invalid", "token_expired"]);
/** What stands in the way of every file of the draft alike. */
const general = new Set(["quota_exceeded", "storage_full", "forbidden", "forbidden_by_token", "not_found", "already_finalized", "foreign_origin"]);
/** What says of one file no more than that it has to be opened anew. */
const passing = new Set(["upload_busy", "offset_mismatch", "upload_incomplete", "address_refused", "internal", "forbidden", "not_found"]);

/**
 * @param fault what was met
 * @param scope whether by all files that were to be opened, or by one of them: an address of a file ends, for example,
 *   while its sender may still open it anew
 */
export function judge({ status, reason, message }: TransferFault, scope: "batch" | "file"): Verdict {
  if (status === 401 || signedOut.has(reason ?? "")) return { act: "stop", message: "You are signed out. Sign in again, then go on: what has come stays.", signedOut: true };
  if (status === null || (reason === null && status >= 500)) return { act: "wait" };
  if (scope === "file" && passing.has(reason ?? "")) return { act: "again" };
  if (general.has(reason ?? "")) return { act: "stop", message, signedOut: false };
  if (status === 429 || status === 408 || reason === "internal") return { act: "again" };
  return { act: "fail", message };
}

/** Reads the JSON of a refusal, of whatever shape: ours, tRPC's, UploadThing's. */
export function faultFrom(status: number | null, body: unknown): TransferFault {
  const { message, reason } = wordsOf(body);
  const fallback = status === null ? "The registry does not answer." : `The registry refused it with the status ${status}, and gave no reason. Try again.`;
  return new TransferFault(status, reason, message ?? fallback);
}

function wordsOf(body: unknown): { message: string | null; reason: string | null } {
  if (!isRecord(body)) return { message: null, reason: null };
  const inner = [body["error"], body["data"], body["cause"]].filter(isRecord).map(wordsOf);
  const text = (key: string) => (typeof body[key] === "string" ? body[key] : null);
  return {
    message: text("message") ?? text("error") ?? inner.find((each) => each.message !== null)?.message ?? null,
    reason: text("reason") ?? inner.find((each) => each.reason !== null)?.reason ?? null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Milliseconds to wait before the try after `tries` that failed: 0.5 s, then twice as long each time, at most 30 s. */
export function pauseAfter(tries: number): number {
  return Math.min(30_000, 500 * 2 ** Math.min(tries, 10));
}
