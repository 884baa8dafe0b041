/** What the controls beside a query have to know of it: what it is over, and its order. Pure. */

const token = (field: string) => new RegExp(String.raw`("(?:[^"\\]|\\.)*"?)|(?:^|(?<=\s))${field}:(\S+)`, "gi");

/** The value that a query gives to a field, outside of quotes: `sort:name` → `name`; null where it gives none. */
export function termOf(query: string, field: "in" | "sort"): string | null {
  for (const [, quoted, value] of query.matchAll(token(field))) if (quoted === undefined && value !== undefined) return value.toLowerCase();
  return null;
}

/** The query with another value for the field, or without it. The rest stays as it was written. */
export function withTerm(query: string, field: "in" | "sort", value: string | null): string {
  const rest = query.replaceAll(token(field), (whole, quoted: string | undefined) => (quoted === undefined ? "" : whole)).replaceAll(/ {2,}/g, " ").trim();
  return value === null ? rest : `${rest} ${field}:${value}`.trim();
}

/** Whether words are looked for, by which what is found can be ranked: `churn`, and not `tag:nlp` or `-churn`. */
export function hasWords(query: string): boolean {
  const parts = query.match(/(?:"(?:\\.|[^"\\])*"?|[^\s"()])+/g) ?? [];
  return parts.some((part, at) => !/^(?:-.*|AND|OR|NOT|(?:[^":=<>]|(?<=\.)"[^"]*")+[:=<>].*)$/s.test(part) && parts[at - 1] !== "NOT");
}
