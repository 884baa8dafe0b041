import type { DomainError, Reason } from "../errors.ts";

/** What was wrong with the words of a request, or tells an upload where to go on: no refusal of what was wanted. */
const faults: readonly Reason[] = [
  "invalid_input", "metadata_incomplete", "metadata_refused", "schema_invalid", "tag_unknown", "malformed_body", "body_too_large", "method_not_allowed", "not_signed_in", "token_invalid", "token_expired",
  "upload_busy", "files_missing", "offset_mismatch", "rate_limited", "internal",
];

/** Whether a write that ended so was refused, and is told of in the record. */
export function isRefusal({ reason }: Pick<DomainError, "reason">): boolean {
  return !faults.includes(reason);
}

/** The fields by which requests name what they are about. Nothing else of a request is kept: it may hold secrets. */
const naming = ["model", "reference", "draft", "id", "team", "slug", "stage", "alias", "check", "review", "comment", "thread", "userId", "email", "name", "version", "role", "path"];

/** What a request names. */
export function namedIn(input: unknown): Record<string, string | number> {
  if (typeof input !== "object" || input === null) return {};
  const given = input as Record<string, unknown>;
  return Object.fromEntries(
    naming.flatMap((field): [string, string | number][] => {
      const value = Object.hasOwn(given, field) ? given[field] : undefined;
      if (typeof value === "number") return [[field, value]];
      return typeof value === "string" && value !== "" ? [[field, value.slice(0, 200).toWellFormed()]] : [];
    }),
  );
}

/**
 * Whether a refusal that has happened so often within a while is written down: the first three, and then each power of
 * ten, which tells of those between. Whoever tries a million times leaves nine entries.
 */
export function isTold(count: number): boolean {
  return count <= 3 || /^10+$/.test(String(count));
}
