/** A query's text as a row of tokens, each with its place. Nothing is refused here but a quote that is never closed. */
import { QueryError, type Span } from "./syntax.ts";

export type Operator = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=";

export type Token = Span &
  (
    | { kind: "(" | ")" | "-" | "AND" | "OR" | "NOT" }
    | { kind: "word"; text: string; quoted: boolean }
    /** `field`, operator and values: `team:a,"b c"`. */
    | { kind: "term"; field: string; operator: Operator; values: Value[] }
  );

export interface Value extends Span {
  text: string;
  quoted: boolean;
}

const isSpace = (c: string | undefined) => c !== undefined && /\s/.test(c);
const endsWord = (c: string | undefined) => c === undefined || isSpace(c) || c === "(" || c === ")";

/** @throws QueryError, for a quote that is never closed */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const c = query[at]!;
    if (isSpace(c)) at++;
    else {
      const token = c === "(" || c === ")" ? { kind: c, at, length: 1 } as const : c === "-" ? { kind: c, at, length: 1 } as const : wordAt(query, at);
      tokens.push(token);
      at += token.length;
    }
  }
  return tokens;
}

const keywords = ["AND", "OR", "NOT"] as const;

function wordAt(query: string, at: number): Token {
  if (query[at] === '"') {
    const { text, end } = quotedAt(query, at);
    return { kind: "word", text, quoted: true, at, length: end - at };
  }
  let field = "";
  let end = at;
  while (!endsWord(query[end])) {
    const operator = /^(?:!=|>=|<=|[:=<>])/.exec(query.slice(end, end + 2))?.[0] as Operator | undefined;
    if (operator !== undefined && field !== "") return termAt(query, at, field, operator, end + operator.length);
    if (query[end] === '"' && field.endsWith(".")) {
      const quoted = quotedAt(query, end);
      [field, end] = [field + quoted.text, quoted.end];
    } else if (query[end] === '"') break;
    else field += query[end++];
  }
  const keyword = keywords.find((each) => each === field);
  return keyword ? { kind: keyword, at, length: end - at } : { kind: "word", text: field, quoted: false, at, length: end - at };
}

/** `created:>2026-01-01` is the same as `created>2026-01-01`. */
function termAt(query: string, at: number, field: string, first: Operator, from: number): Token {
  const inner = first === ":" ? (/^(?:>=|<=|[<>=])/.exec(query.slice(from, from + 2))?.[0] as Operator | undefined) : undefined;
  let end = from + (inner?.length ?? 0);
  const values: Value[] = [];
  for (;;) {
    const value = valueAt(query, end);
    values.push(value);
    end = value.at + value.length;
    if (query[end] !== ",") break;
    end++;
  }
  return { kind: "term", field, operator: inner ?? first, values, at, length: end - at };
}

function valueAt(query: string, at: number): Value {
  if (query[at] === '"') {
    const { text, end } = quotedAt(query, at);
    return { text, quoted: true, at, length: end - at };
  }
  let end = at;
  while (!endsWord(query[end]) && query[end] !== "," && query[end] !== '"') end++;
  return { text: query.slice(at, end), quoted: false, at, length: end - at };
}

/** What stands between quotes; a backslash takes the next character as it is. */
function quotedAt(query: string, at: number): { text: string; end: number } {
  let text = "";
  for (let end = at + 1; end < query.length; end++) {
    if (query[end] === '"') return { text, end: end + 1 };
    if (query[end] === "\\" && end + 1 < query.length) end++;
    text += query[end];
  }
  throw new QueryError({ message: "This quote is never closed.", at, length: query.length - at, suggestion: `${query}"` });
}

/** A value as it has to be written in a query. */
export function written(value: string): string {
  return value !== "" && /^[^\s"(),<>=:\\][^\s"(),\\]*$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** The name of a field as it has to be written: `metric."f1 score"`. */
export function writtenField(name: string): string {
  const dot = name.indexOf(".");
  const key = name.slice(dot + 1);
  return dot > 0 && !/^[^\s"(),<>=:!\\-][^\s"(),<>=:!\\]*$/.test(key) ? `${name.slice(0, dot)}."${key.replaceAll(/["\\]/g, String.raw`\$&`)}"` : name;
}
