/** The rows of a text of separated values. */
export interface Delimited {
  head: string[];
  rows: string[][];
  /** Whether the text goes on after these rows. */
  more: boolean;
}

/**
 * Reads the beginning of CSV (RFC 4180) or of values that tabs or semicolons separate; which of them it is, the first line
 * tells. A row that is short is filled up, and what a cut has left of the last row is left out.
 * @param isCut whether the text is only the beginning of the file
 * @param most how many rows are given, besides the head
 */
export function readDelimited(text: string, isCut: boolean, most: number): Delimited {
  const separator = separatorOf(text);
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length && records.length <= most) {
    const [field, next] = text[at] === '"' ? readQuoted(text, at) : readBare(text, at, separator);
    record.push(field);
    at = next;
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end has an empty field after it.
      if (at === text.length) record.push("");
      continue;
    }
    if (at === text.length) break;
    records.push(record);
    record = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  if (record.length > 0 && !isCut) records.push(record);
  const [head = [], ...rows] = records.filter((each) => each.length > 1 || each[0] !== "");
  const width = Math.max(head.length, ...rows.map((row) => row.length));
  const filled = (row: string[]) => [...row, ...Array.from({ length: width - row.length }, () => "")];
  return { head: filled(head), rows: rows.map(filled), more: isCut || at < text.length };
}

/** The sign that comes most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const line = (/^[^\r\n]*/.exec(text)?.[0] ?? "").replaceAll(/"(?:[^"]|"")*"/g, "");
  const [best = ","] = [",", "\t", ";"].toSorted((one, other) => line.split(other).length - line.split(one).length);
  return best;
}

/** A field in quotes, in which a quote comes twice. @returns it, and where it ends */
function readQuoted(text: string, start: number): [string, number] {
  let field = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return [field + text.slice(at), text.length];
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [field, quote + 1];
    field += '"';
    at = quote + 2;
  }
}

function readBare(text: string, start: number, separator: string): [string, number] {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return [text.slice(start, end), end];
}
