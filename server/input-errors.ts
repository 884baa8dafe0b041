import type { z, ZodError } from "zod";
import { DomainError, type Reason } from "./errors.ts";
import { metadataExample } from "./versions/schema.ts";

/** Deeper than any metadata needs, and far from where walking it would take the stack. */
const deepest = 64;

/**
 * What of a parsed JSON value no database text can hold, before anything else is asked of it.
 * @returns what is wrong, in a sentence; null when it can be stored
 */
export function unstorable(value: unknown): string | null {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { depth } = next;
    if (depth > deepest) return `The input is nested more than ${deepest} levels deep.`;
    if (typeof next.value === "number" && !Number.isFinite(next.value)) return "The input holds a number that is not finite, or too large to be kept.";
    if (typeof next.value === "string" && !isText(next.value)) return notText;
    if (typeof next.value !== "object" || next.value === null) continue;
    for (const [key, inner] of Object.entries(next.value)) {
      if (!isText(key) || key === "__proto__") return notText;
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return null;
}

const notText = "The input holds text that can't be stored: a NUL character, half of a surrogate pair, or the key __proto__.";

function isText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** Reads what came over plain HTTP. @throws DomainError invalid_input, which says of every part what is wrong with it */
export function readInput<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const fault = unstorable(given);
  if (fault) throw new DomainError("invalid_input", fault);
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  const { message, reason, details } = explainInput(error);
  throw new DomainError(reason, message, details);
}

/** Says of every part of an input what was wrong with it, and shows complete metadata where that is what is missing. */
export function explainInput(error: ZodError): { message: string; reason: Reason; details: Record<string, unknown> } {
  const issues = error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: phrase(issue.message),
    missing: "input" in issue ? issue.input === undefined : issue.message.endsWith("received undefined"),
  }));
  const message = sentences(issues);
  const ofMetadata = issues.filter((issue) => issue.path === "metadata" || issue.path.startsWith("metadata."));
  if (ofMetadata.length < issues.length || !ofMetadata.some((issue) => issue.missing)) {
    return { message, reason: "invalid_input", details: { issues } };
  }
  return {
    message: `${message} A complete example: ${JSON.stringify(metadataExample)}`,
    reason: "metadata_incomplete",
    details: { issues, missing: ofMetadata.filter((issue) => issue.missing).map((issue) => issue.path), example: metadataExample },
  };
}

/** zod's own messages speak of types; ours say what must be. */
function phrase(message: string): string {
  if (message.endsWith("received undefined")) return "is missing";
  return message.replace(/^Invalid input: expected (\S+), received (.*)$/, "must be a $1, and is $2");
}

function sentences(issues: readonly { path: string; message: string }[]): string {
  const shown = issues.slice(0, 8).map(({ path, message }) => (path === "" ? `The input ${message}` : `${path} ${message}`));
  const more = issues.length > shown.length ? ` And ${issues.length - shown.length} more.` : "";
  return `${shown.map((sentence) => (sentence.endsWith(".") ? sentence : `${sentence}.`)).join(" ")}${more}`;
}
