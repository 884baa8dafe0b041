/** What stands behind a field, read by what the field holds. */
import { cut, fail, replaced } from "./faults.ts";
import { fieldNames, findField, openFields, splitOpen, type Field } from "./fields.ts";
import { written, writtenField, type Operator, type Token, type Value } from "./lexer.ts";
import { nearest } from "./near.ts";
import type { Bound, Expression, Query } from "./syntax.ts";
import { readDate, readNumber, readSize } from "./values.ts";

type Term = Extract<Token, { kind: "term" }>;
interface Context {
  now: Date;
  in: Query["in"];
}

/** Longer values are kept no longer than this. */
const mostValue = 200;

/** @throws QueryError */
export function readTerm(text: string, token: Term, context: Context): Expression {
  const name = token.field.toLowerCase();
  const field = findField(name);
  const open = splitOpen(name);
  if (!field && (!open || open.key === "")) return failUnknown(text, token, name);
  const empty = token.values.find((value) => value.text === "" && !value.quoted);
  if (empty) fail({ at: token.at, length: token.length }, `${token.field}${token.operator} wants a value.`, token.values.length === 1 ? cut(text, token) : null);
  if (token.operator === "!=") fail(token, "What must not hold has a - before it.", replaced(text, token, `-${writtenField(name)}:${valuesOf(token)}`));
  if (open) return openFields[open.open]!.kind === "number" ? readNumberTerm(text, token, name, readNumber) : readEither(text, token, name);
  return readField(text, token, field!, context);
}

function readField(text: string, token: Term, field: Field, context: Context): Expression {
  const { name, kind } = field;
  if (field.modelsOnly && context.in === "versions") {
    fail(token, name === "updated" ? "A version never changes: ask when it was created." : `A version has no ${name}.`, name === "updated" ? replaced(text, token, `created${token.operator}${valuesOf(token)}`) : cut(text, token));
  }
  if (kind === "number") return readNumberTerm(text, token, name, name === "size" ? readSize : readNumber);
  if (kind === "date") return readDateTerm(text, token, name as "created" | "updated", context.now);
  if (token.operator !== ":" && token.operator !== "=") {
    fail(token, `${name} is no number: ${token.operator} can't compare it.`, replaced(text, token, `${name}:${valuesOf(token)}`));
  }
  if (field.choices) {
    for (const value of token.values) {
      if (Object.hasOwn(field.choices, value.text.toLowerCase())) continue;
      const near = nearest(value.text.toLowerCase(), Object.keys(field.choices));
      fail(value, `${name}: knows ${Object.keys(field.choices).join(", ")}.`, near === null ? null : replaced(text, value, near));
    }
  }
  const short = name === "commit" ? token.values.find((value) => value.text.length < 7) : undefined;
  if (short) fail(short, "A commit is named by at least 7 of its characters.", null);
  return termOf(token, name);
}

function termOf(token: Term, field: string): Expression {
  const values = [...new Set(token.values.map(({ text }) => text.toLowerCase().slice(0, mostValue)))];
  return { kind: "term", field, values, span: { at: token.at, length: token.length } };
}

/** A parameter or attribute: a text that is the same, or a number that is compared. */
function readEither(text: string, token: Term, name: string): Expression {
  const [value] = token.values;
  const compares = token.operator !== ":" && token.operator !== "=";
  const isRange = token.values.length === 1 && !value!.quoted && rangeOf(value!.text, readNumber) !== null;
  if (!compares && !isRange) return termOf(token, name);
  if (compares && token.values.length === 1 && readNumber(value!.text) === null) {
    fail(value!, `${token.operator} compares numbers, and ${value!.text} is none.`, replaced(text, token, `${writtenField(name)}:${written(value!.text)}`));
  }
  return readNumberTerm(text, token, name, readNumber);
}

function readNumberTerm(text: string, token: Term, key: string, read: (text: string) => number | null): Expression {
  const value = single(text, token);
  const range = rangeOf(value.text, read);
  if (range && (token.operator === ":" || token.operator === "=")) {
    const [from, to] = range;
    if (from !== null && to !== null && from > to) fail(value, "This range ends before it begins.", replaced(text, value, `${value.text.split("..")[1]}..${value.text.split("..")[0]}`));
    return { kind: "number", key, from: from === null ? null : { value: from, open: false }, to: to === null ? null : { value: to, open: false } };
  }
  const number = read(value.text);
  if (number === null) {
    const comma = /^\d+$/.test(value.text) ? null : read(value.text.replaceAll(/[^\d.eE+-]/g, ""));
    return fail(value, `${key} is a number, and ${JSON.stringify(value.text)} is none.`, comma === null ? null : replaced(text, value, String(comma)));
  }
  return { kind: "number", key, ...boundsOf(token.operator, number) };
}

function boundsOf(operator: Operator, value: number): { from: Bound | null; to: Bound | null } {
  const bound = { value, open: operator === ">" || operator === "<" };
  if (operator === ":" || operator === "=") return { from: bound, to: bound };
  return operator.startsWith(">") ? { from: bound, to: null } : { from: null, to: bound };
}

/** `0.8..0.9`, `0.8..`, `..0.9`: both ends belong to it. */
function rangeOf<Read>(text: string, read: (text: string) => Read | null): [Read | null, Read | null] | null {
  const [, low = "", high = ""] = /^(.*?)\.\.(.*)$/.exec(text) ?? [];
  if (low === "" && high === "") return null;
  const ends = [low, high].map((end) => (end === "" ? null : read(end)));
  const isBad = [low, high].some((end, at) => end !== "" && ends[at] === null);
  return isBad ? null : [ends[0]!, ends[1]!];
}

function readDateTerm(text: string, token: Term, field: "created" | "updated", now: Date): Expression {
  const value = single(text, token);
  const range = rangeOf(value.text, (end) => readDate(end, now));
  if (range && (token.operator === ":" || token.operator === "=")) return { kind: "date", field, from: range[0]?.from ?? null, before: range[1]?.before ?? null };
  const date = readDate(value.text, now);
  if (!date) {
    return fail(value, `${JSON.stringify(value.text)} is no date: write a day such as 2026-05-03, a month such as 2026-05, today, or 30d for so long ago.`, dateSuggestion(text, value, now));
  }
  const { from, before } = date;
  const asked = { ":": [from, before], "=": [from, before], "!=": [null, null], ">": [before, null], ">=": [from, null], "<": [null, from], "<=": [null, before] } as const;
  const [start, end] = asked[token.operator];
  return { kind: "date", field, from: start, before: end };
}

/** `3.5.2026` and `2026/5/3` are days too; of one that does not exist, its month. */
function dateSuggestion(text: string, value: Value, now: Date): string | null {
  const parts = value.text.split(/\D+/).filter((part) => part !== "");
  const turned = parts[2]?.length === 4 ? parts.toReversed() : parts;
  const padded = turned.map((part) => part.padStart(2, "0")).join("-");
  const known = [padded, padded.slice(0, 7), padded.slice(0, 4)].find((each) => each !== "" && each !== value.text && readDate(each, now));
  return known === undefined ? null : replaced(text, value, known);
}

function single(text: string, token: Term): Value {
  const [value, second] = token.values;
  if (second) fail(second, `${token.field} takes one value.`, replaced(text, token, `(${token.values.map((each) => `${token.field}${token.operator}${written(each.text)}`).join(" OR ")})`));
  return value!;
}

const valuesOf = (token: Term) => token.values.map(({ text }) => written(text)).join(",");

function failUnknown(text: string, token: Term, name: string): never {
  const whole = text.slice(token.at, token.at + token.length);
  const open = name.split(".", 1)[0]!;
  const near = name.includes(".") ? nearest(open, Object.keys(openFields)) : nearest(name, fieldNames.filter((each) => !each.endsWith(".")));
  const rest = text.slice(token.at + token.field.length, token.at + token.length);
  const isComparison = token.operator !== ":" && token.operator !== "=" && token.operator !== "!=";
  const meant = near !== null ? (name.includes(".") ? near + name.slice(open.length) : near) + rest : isComparison ? `metric.${name}${rest}` : `"${whole.replaceAll(/["\\]/g, "")}"`;
  fail({ at: token.at, length: token.field.length }, `There is no field ${token.field}. What is looked for as it is stands in quotes.`, replaced(text, token, meant));
}
