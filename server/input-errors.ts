import type { ZodError } from "zod";
import type { Reason } from "./errors.ts";
import { metadataExample } from "./versions/schema.ts";

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
