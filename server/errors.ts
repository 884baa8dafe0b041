import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/** Why something was refused: the closed list, each with the tRPC code (and so the HTTP status) that it becomes. */
export const reasons = {
  invalid_input: "BAD_REQUEST",
  invalid_query: "BAD_REQUEST",
  query_too_slow: "BAD_REQUEST",
  card_faulty: "BAD_REQUEST",
  metadata_incomplete: "BAD_REQUEST",
  malformed_body: "BAD_REQUEST",
  body_too_large: "PAYLOAD_TOO_LARGE",
  method_not_allowed: "METHOD_NOT_SUPPORTED",
  not_signed_in: "UNAUTHORIZED",
  token_invalid: "UNAUTHORIZED",
  token_expired: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  forbidden_by_token: "FORBIDDEN",
  foreign_origin: "FORBIDDEN",
  not_found: "NOT_FOUND",
  already_exists: "CONFLICT",
  version_exists: "CONFLICT",
  version_number: "CONFLICT",
  already_set_up: "CONFLICT",
  draft_incomplete: "CONFLICT",
  files_missing: "CONFLICT",
  already_finalized: "CONFLICT",
  digest_mismatch: "CONFLICT",
  path_taken: "CONFLICT",
  offset_mismatch: "CONFLICT",
  upload_incomplete: "CONFLICT",
  upload_busy: "TOO_MANY_REQUESTS",
  upload_failed: "CONFLICT",
  card_changed: "CONFLICT",
  version_in_use: "CONFLICT",
  version_purged: "CONFLICT",
  quota_exceeded: "FORBIDDEN",
  blob_damaged: "INTERNAL_SERVER_ERROR",
  token_ended: "CONFLICT",
  token_rotated: "CONFLICT",
  account_retired: "CONFLICT",
  stage_needs_promotion: "CONFLICT",
  already_live: "CONFLICT",
  already_requested: "CONFLICT",
  promotion_closed: "CONFLICT",
  evidence_changed: "CONFLICT",
  self_approval: "FORBIDDEN",
  promotion_blocked: "CONFLICT",
  report_differs: "CONFLICT",
  evidence_missing: "CONFLICT",
  version_archived: "CONFLICT",
  policy_changed: "CONFLICT",
  policy_unsatisfiable: "BAD_REQUEST",
  stage_in_use: "CONFLICT",
  metadata_refused: "BAD_REQUEST",
  schema_invalid: "BAD_REQUEST",
  schema_changed: "CONFLICT",
  tag_unknown: "BAD_REQUEST",
  tag_reserved: "FORBIDDEN",
  tag_conflict: "CONFLICT",
  tag_group_in_use: "CONFLICT",
  cursor_ahead: "CONFLICT",
  check_unknown: "NOT_FOUND",
  check_not_pinned: "FORBIDDEN",
  sign_in_stale: "FORBIDDEN",
  passwords_off: "FORBIDDEN",
  second_factor_required: "FORBIDDEN",
  second_factor_wrong: "FORBIDDEN",
  last_administrator: "CONFLICT",
  nothing_to_roll_back_to: "CONFLICT",
  lineage_circle: "CONFLICT",
  already_recalled: "CONFLICT",
  recall_lifted: "CONFLICT",
  too_many_attempts: "TOO_MANY_REQUESTS",
  rate_limited: "TOO_MANY_REQUESTS",
  stream_ended: "SERVICE_UNAVAILABLE",
  outgoing_refused: "BAD_REQUEST",
  storage_full: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<string, TRPC_ERROR_CODE_KEY>;

export type Reason = keyof typeof reasons;

/**
 * A refusal that the caller can do something about. The message says what was wrong, what was expected and what to do.
 * @param details what a program needs to act on it; it goes to the caller as it is
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly reason: Reason;
  readonly details: Record<string, unknown>;

  constructor(reason: Reason, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.reason = reason;
    this.details = details;
  }
}

/** What does not exist, or may not be seen by the one who asks: they can't tell which. */
export function notFound(what: string): DomainError {
  return new DomainError("not_found", `${what} does not exist, or you may not see it.`);
}

/**
 * A failure as the log tells of it: what failed, where and why, from the outermost to the innermost cause. Left out are the
 * values that went to the database, and the rows that it shows of itself: they may be secrets.
 */
export function loggable(error: unknown): string {
  const told: string[] = [];
  for (let each = error; told.length < 5 && each !== undefined; each = each instanceof Error ? each.cause : undefined) told.push(tell(each));
  return told.join("\ncaused by ");
}

function tell(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? ` (${String(error.code)})` : "";
  // Drizzle's message holds the parameters; the query itself has places for them.
  if (!("query" in error && "params" in error)) return `${error.stack ?? error.message}${code}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`a query failed: ${String(error.query)}`, ...frames].join("\n");
}
