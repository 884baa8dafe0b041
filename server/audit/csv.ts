import { stringify } from "csv-stringify/sync";
import type { ChainedEntry } from "./chain.ts";

/** The columns of the export, in their order. */
const columns = [
  "seq", "at", "actorName", "actorId", "credential", "onBehalfOf", "address", "userAgent", "requestId", "action", "modelId", "target", "outcome",
  "reason", "details", "form", "previousHash", "hash",
] as const satisfies (keyof ChainedEntry)[];

/** How cells are written: what begins like a formula, and is no number, gets an apostrophe; any line break is within quotes. */
export const quoting = { escape_formulas: true, record_delimiter: "windows" as const, quoted_match: /[\r\n]/ };

/** The first line of the export. */
export function csvHead(): string {
  return stringify([columns], quoting);
}

/**
 * Entries as lines of CSV (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe: names, targets
 * and reasons are written by anybody.
 */
export function csvOf(entries: readonly ChainedEntry[]): string {
  return stringify(
    entries.map((entry) => columns.map((column) => (column === "details" ? JSON.stringify(entry.details) : plain(entry[column])))),
    quoting,
  );
}

/** Spreadsheets skip blanks and line breaks before they look for a formula; csv-stringify does not. */
export function plain(value: string | number | null): string | number | null {
  return typeof value === "string" && /^[\s\0]+[=+\-@＝＋－＠]/u.test(value) ? `'${value}` : value;
}
