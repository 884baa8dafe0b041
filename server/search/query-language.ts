/**
 * The language of the search, as docs/search.md tells people. A query is words, "phrases" and `field:value`, all of which must
 * hold; `OR`, parentheses, and `-` or `NOT` before what must not. `sort:` and `in:` say how to list, wherever they stand.
 *
 *     any   = all { "OR" all }
 *     all   = one { [ "AND" ] one }
 *     one   = ( "-" | "NOT" ) one | "(" any ")" | word | "phrase" | field operator value { "," value }
 */
import { cut, fail, replaced } from "./faults.ts";
import { directives, sorts, splitOpen } from "./fields.ts";
import { tokensOf, type Token } from "./lexer.ts";
import { nearest } from "./near.ts";
import { leavesOf, type Expression, type Query, type Sort, type Span } from "./syntax.ts";
import { readTerm } from "./terms.ts";
import { lexemesOf } from "./text.ts";

/** Parentheses and negations within each other, and words and values in all. */
export const mostDepth = 12;
export const mostLeaves = 50;

/**
 * Reads a query.
 * @param now what `today` and `30d` count from
 * @throws QueryError, with the place and a suggestion
 */
export function parseQuery(text: string, now: Date): Query {
  const { rest, sort, place } = takeDirectives(text, tokensOf(text));
  const where = readExpression(text, rest, { now, in: place });
  const ranked = isRanked(where);
  if (sort?.by === "relevance" && !ranked) {
    const { span } = sort;
    fail(span, "Nothing can be ranked without a word to look for.", text.replace(text.slice(span.at, span.at + span.length), place === "models" ? "sort:updated" : "sort:created"));
  }
  const natural: Sort = ranked ? { by: "relevance", direction: "descending" } : { by: place === "models" ? "updated" : "created", direction: "descending" };
  return { in: place, where, sort: sort ? { by: sort.by, direction: sort.direction } : natural };
}

/** Whether there are words to look for: then what they stand in tells the better from the worse. */
function isRanked(where: Expression): boolean {
  return leavesOf(where).some(({ leaf, excluded }) => leaf.kind === "words" && !excluded);
}

type Term = Extract<Token, { kind: "term" }>;

function takeDirectives(text: string, tokens: readonly Token[]) {
  let depth = 0;
  let sortToken: Term | undefined;
  let inToken: Term | undefined;
  const rest: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "(") depth++;
    if (token.kind === ")") depth--;
    const field = token.kind === "term" ? token.field.toLowerCase() : "";
    if (token.kind !== "term" || !Object.hasOwn(directives, field)) {
      rest.push(token);
      continue;
    }
    const before = tokens[index - 1]?.kind;
    if (before === "-" || before === "NOT") fail(token, `${field}: says how to list, which can't be excluded.`, cut(text, { at: tokens[index - 1]!.at, length: token.at + token.length - tokens[index - 1]!.at }));
    if (depth > 0) fail(token, `${field}: says how to list, and stands outside of parentheses.`, `${cut(text, token)} ${text.slice(token.at, token.at + token.length)}`);
    if (field === "sort" ? sortToken : inToken) fail(token, `${field}: was said before.`, cut(text, token));
    if (field === "sort") sortToken = token;
    else inToken = token;
  }
  const place = inToken ? readPlace(text, inToken) : "models";
  return { rest, place, sort: sortToken ? { ...readSort(text, sortToken, place), span: sortToken } : null };
}

function readPlace(text: string, token: Term): Query["in"] {
  const [value] = token.values;
  const place = value?.text.toLowerCase();
  if (token.values.length === 1 && (place === "models" || place === "versions")) return place;
  return fail(token, "in: says what is listed: models or versions.", replaced(text, token, `in:${nearest(place ?? "", ["models", "versions"]) ?? "versions"}`));
}

function readSort(text: string, token: Term, place: Query["in"]): Sort {
  const [value] = token.values;
  const [, given = "", direction] = /^(.*?)(?:-(asc|desc))?$/i.exec(value?.text ?? "") ?? [];
  const by = given.toLowerCase();
  const open = splitOpen(by);
  const known = Object.hasOwn(sorts, by) ? sorts[by] : open && open.key !== "" ? { descends: true } : undefined;
  const choices = Object.keys(sorts).filter((name) => place === "models" || !sorts[name]!.modelsOnly);
  if (token.values.length !== 1 || !known || (place === "versions" && "modelsOnly" in known)) {
    const near = by === "updated" ? "created" : nearest(by, choices);
    fail(token, `${place === "models" ? "Models" : "Versions"} are sorted by ${choices.join(", ")} or a number such as metric.auc.`, near === null ? null : replaced(text, token, `sort:${near}${direction ? `-${direction}` : ""}`));
  }
  const descends = direction === undefined ? known.descends : direction.toLowerCase() === "desc";
  return { by, direction: descends ? "descending" : "ascending" };
}

function readExpression(text: string, tokens: readonly Token[], context: { now: Date; in: Query["in"] }): Expression {
  let at = 0;
  let leaves = 0;
  const peek = () => tokens[at];
  const end: Span = { at: text.length, length: 0 };

  const count = (token: Token, more: number) => {
    leaves += more;
    if (leaves > mostLeaves) fail(token, `A query asks for at most ${mostLeaves} words and values.`, null);
  };

  function any(depth: number): Expression {
    const parts = [all(depth)];
    while (peek()?.kind === "OR") {
      at++;
      parts.push(all(depth));
    }
    return parts.length === 1 ? parts[0]! : { kind: "any", parts };
  }

  function all(depth: number): Expression {
    const parts = [one(depth)];
    for (let next = peek(); next && next.kind !== ")" && next.kind !== "OR"; next = peek()) {
      if (next.kind === "AND") at++;
      parts.push(one(depth));
    }
    return parts.length === 1 ? parts[0]! : { kind: "all", parts };
  }

  function one(depth: number): Expression {
    const token = tokens[at++];
    if (!token) return lacking(tokens.at(-1));
    if (depth > mostDepth) fail(token, `Parentheses and negations stand at most ${mostDepth} deep in each other.`, null);
    if (token.kind === "-" || token.kind === "NOT") {
      const next = peek();
      if (!next || (token.kind === "-" && next.at !== token.at + 1)) fail(token, "Nothing stands right after this to exclude.", next ? text.slice(0, token.at + 1) + text.slice(next.at) : cut(text, token));
      return { kind: "not", part: one(depth + 1) };
    }
    if (token.kind === "(") {
      if (peek()?.kind === ")") fail({ at: token.at, length: peek()!.at - token.at + 1 }, "Nothing stands between these parentheses.", cut(text, { at: token.at, length: peek()!.at - token.at + 1 }));
      const inner = any(depth + 1);
      if (peek()?.kind !== ")") fail(token, "This parenthesis is never closed.", `${text.trimEnd()})`);
      at++;
      return inner;
    }
    if (token.kind === ")") return fail(token, "This parenthesis closes nothing.", cut(text, token));
    if (token.kind === "term") {
      count(token, token.values.length);
      return readTerm(text, token, context);
    }
    if (token.kind !== "word") return lacking(token);
    count(token, 1);
    return words(token);
  }

  function words(token: Extract<Token, { kind: "word" }>): Expression {
    const quoted = token.quoted;
    const lexemes = lexemesOf(token.text);
    if (lexemes.length === 0) fail(token, `There is no letter or digit in ${text.slice(token.at, token.at + token.length)} to look for.`, cut(text, token));
    const isLast = token === tokens.at(-1);
    return { kind: "words", text: lexemes.join(" "), prefix: !quoted && (isLast || token.text.endsWith("*")) };
  }

  function lacking(token: Token | undefined): never {
    const word = token && (token.kind === "AND" || token.kind === "OR") ? token.kind : "This";
    return fail(token ?? end, `${word} needs something on both sides.`, token ? cut(text, token) : null);
  }

  if (tokens.length === 0) return { kind: "all", parts: [] };
  const where = any(1);
  const beyond = peek();
  if (beyond) fail(beyond, "This parenthesis closes nothing.", cut(text, beyond));
  return where;
}
