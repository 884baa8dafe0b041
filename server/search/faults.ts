import { QueryError, type Span } from "./syntax.ts";

/** @param suggestion how it was probably meant; where nothing is left of it, it is none. @throws QueryError */
export function fail({ at, length }: Span, message: string, suggestion: string | null): never {
  throw new QueryError({ message, at, length, suggestion: suggestion === "" ? null : suggestion });
}

/** The query without a part of it. */
export function cut(text: string, { at, length }: Span): string {
  return `${text.slice(0, at).trimEnd()} ${text.slice(at + length).trimStart()}`.trim();
}

/** The query with something else in the place of a part. */
export function replaced(text: string, { at, length }: Span, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}
