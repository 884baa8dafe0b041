interface Issue {
  path: string;
  message: string;
}

/** What a form shows of an error: a message beside each field that was wrong, and one for all else. */
export interface Faults {
  fields: Record<string, string | undefined>;
  rest: string | null;
}

/**
 * Sorts a tRPC error by the fields of the form that caused it.
 * @param error as a mutation gives it; null while there is none
 */
export function faultsOf(error: unknown): Faults {
  if (error === null || error === undefined) return { fields: {}, rest: null };
  const issues = issuesOf(error);
  if (issues.length > 0) {
    const fields = Object.fromEntries(issues.map((issue) => [issue.path, `${issue.message[0]?.toUpperCase() ?? ""}${issue.message.slice(1)}`]));
    return { fields, rest: null };
  }
  return { fields: {}, rest: messageOf(error) };
}

/** The sentence to show for an error: the registry's own, or that it can't be reached. */
export function messageOf(error: unknown): string {
  if (isRecord(error) && isRecord(error["data"]) && typeof error["message"] === "string") return error["message"];
  return "The registry can't be reached. Check your connection, then try again.";
}

/** The registry's reason for a refusal, such as `evidence_changed`; null when it is none. */
export function reasonOf(error: unknown): string | null {
  const data = isRecord(error) ? error["data"] : null;
  return isRecord(data) && typeof data["reason"] === "string" ? data["reason"] : null;
}

/** The words that a refusal lists under a name, such as the models that are in the way; none where it lists nothing. */
export function listedBy(error: unknown, name: string): string[] {
  const list = detailsOf(error)[name];
  return Array.isArray(list) ? list.filter((word) => typeof word === "string") : [];
}

/** A number that a refusal tells under a name; null where it tells none. */
export function numberIn(error: unknown, name: string): number | null {
  const value = detailsOf(error)[name];
  return typeof value === "number" ? value : null;
}

/** Whether a refusal tells anything under a name: which part of the input it is about. */
export function tellsOf(error: unknown, name: string): boolean {
  return Object.hasOwn(detailsOf(error), name);
}

/** All that a refusal tells beside its message, by name. */
export function detailsOf(error: unknown): Record<string, unknown> {
  const data = isRecord(error) ? error["data"] : null;
  const details = isRecord(data) ? data["details"] : null;
  return isRecord(details) ? details : {};
}

function issuesOf(error: unknown): Issue[] {
  const issues = detailsOf(error)["issues"];
  return Array.isArray(issues) ? (issues as Issue[]) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
