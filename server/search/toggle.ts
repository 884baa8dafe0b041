/** A query with one more value of a field, or without one that it asks for. */
import { cut, replaced } from "./faults.ts";
import { tokensOf, written, type Token } from "./lexer.ts";

/** Of `any` one value suffices, and they stand in one list; of `all` each is asked for by itself. */
export type Mode = "any" | "all";

type Term = Extract<Token, { kind: "term" }>;

/** The terms of a field which all that is found must meet: not excluded, and neither in parentheses nor beside an OR. */
function demanded(tokens: readonly Token[], field: string): Term[] {
  if (hasOr(tokens)) return [];
  let depth = 0;
  return tokens.filter((token, at): token is Term => {
    if (token.kind === "(") depth++;
    if (token.kind === ")") depth--;
    const before = tokens[at - 1]?.kind;
    return token.kind === "term" && depth === 0 && token.field.toLowerCase() === field && (token.operator === ":" || token.operator === "=") && before !== "-" && before !== "NOT";
  });
}

function hasOr(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.some(({ kind }) => {
    if (kind === "(") depth++;
    if (kind === ")") depth--;
    return kind === "OR" && depth === 0;
  });
}

/** The values of a field that the query asks for. */
export function chosenOf(text: string, field: string): string[] {
  return demanded(tokensOf(text), field).flatMap(({ values }) => values.map((value) => value.text.toLowerCase()));
}

/** The query without what it asks of a field. */
export function without(text: string, field: string): string {
  return demanded(tokensOf(text), field).reduceRight((rest, token) => cut(rest, token), text);
}

/** The query with the value asked for, or no longer where it was. @param text a query that can be read */
export function toggled(text: string, field: string, value: string, mode: Mode): string {
  const tokens = tokensOf(text);
  const terms = demanded(tokens, field);
  const holder = terms.find(({ values }) => values.some((each) => each.text.toLowerCase() === value.toLowerCase()));
  if (holder) {
    const rest = holder.values.filter((each) => each.text.toLowerCase() !== value.toLowerCase());
    return rest.length === 0 ? cut(text, holder) : replaced(text, holder, `${field}:${rest.map((each) => written(each.text)).join(",")}`);
  }
  const [first] = terms;
  if (mode === "any" && first) return replaced(text, first, `${field}:${[...first.values.map((each) => each.text), value].map(written).join(",")}`);
  const term = `${field}:${written(value)}`;
  if (!hasOr(tokens)) return `${text.trim()} ${term}`.trim();
  const directives = tokens.filter((token): token is Term => token.kind === "term" && ["sort", "in"].includes(token.field.toLowerCase()));
  const kept = directives.map(({ at, length }) => text.slice(at, at + length));
  const rest = directives.reduceRight((left, token) => cut(left, token), text);
  return [`(${rest})`, term, ...kept].join(" ");
}
