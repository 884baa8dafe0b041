import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { splitOpen } from "./fields.ts";
import { conjuncts, type Expression, type Leaf, type Query } from "./syntax.ts";
import { modelEntries, modelNumbers, versionEntries, versionNumbers } from "./tables.ts";
import { tsqueryOf } from "./text.ts";
import { plainNumberOf } from "./values.ts";

/** Where entries of a kind lie. */
export const places = {
  models: { entries: modelEntries, id: modelEntries.modelId, modelId: modelEntries.modelId, numbers: modelNumbers, numbersId: modelNumbers.modelId, changed: modelEntries.updatedAt },
  versions: { entries: versionEntries, id: versionEntries.versionId, modelId: versionEntries.modelId, numbers: versionNumbers, numbersId: versionNumbers.versionId, changed: versionEntries.createdAt },
} as const;

/** What has to be looked up before a query can be asked. */
export interface Known {
  /** The ids of the people whom a name in the query means. */
  authors: ReadonlyMap<string, readonly string[]>;
  /** Words that are looked for beside one that nobody wrote. */
  alike: ReadonlyMap<string, readonly string[]>;
  /** Of the numbers that everything found has between bounds, whether so few have it that these are where to begin. Of others it is not known. */
  held: ReadonlyMap<Leaf, "few" | "many">;
}

/** Few are no more than these. */
export const mostHeld = 10_000;

/** The condition on a row of entries that the query finds it. Every value is a parameter. */
export function conditionOf(query: Pick<Query, "in" | "where">, known: Known): SQL {
  return compile(query.where, query.in, known);
}

/** The same query with what its order says: what is sorted by a number has that number. */
export function listed(query: Query): Query {
  if (!isNumber(query.sort.by)) return query;
  return { ...query, where: { kind: "all", parts: [...conjuncts(query.where), { kind: "number", key: query.sort.by, from: null, to: null }] } };
}

/** The same query without the bounds of the number that is sorted by: these say where in its order to begin. */
export function besideOrder(query: Query): Query {
  return { ...query, where: { kind: "all", parts: conjuncts(query.where).filter((part) => !(part.kind === "number" && part.key === query.sort.by)) } };
}

/** Whether it is a number that is sorted by. */
export function isNumber(by: string): boolean {
  return splitOpen(by) !== null || by === "size" || by === "versions";
}

function compile(where: Expression, place: Query["in"], known: Known): SQL {
  if (where.kind === "not") return sql`not ${compile(where.part, place, known)}`;
  if (where.kind === "any") return sql`(${sql.join(where.parts.map((part) => compile(part, place, known)), sql` or `)})`;
  if (where.kind !== "all") return leafOf(where, place, known);
  if (where.parts.length === 0) return sql`true`;
  // What has one term only is asked for in one go: the index then goes through the rarest.
  const plain = where.parts.flatMap((part) => (part.kind === "term" && isPlain(part) && part.values.length === 1 ? [`${part.field}:${part.values[0]}`] : []));
  const others = where.parts.filter((part) => !(part.kind === "term" && isPlain(part) && part.values.length === 1));
  const terms = plain.length > 0 ? [holdsAll(place, plain)] : [];
  return sql`(${sql.join([...terms, ...others.map((part) => compile(part, place, known))], sql` and `)})`;
}

type Term = Extract<Leaf, { kind: "term" }>;

/** Whether the term stands in the entries as it is written. */
function isPlain({ field, values }: Term): boolean {
  return field !== "author" && field !== "commit" && !splitOpen(field) && !(field === "is" && values.some(isOfModel));
}

/** Who sees it is said of a model alone. */
const isOfModel = (value: string) => value === "internal" || value === "private";

const holdsAll = (place: Query["in"], terms: readonly string[]) => sql`${places[place].entries.terms} @> ${sql.param([...terms])}::text[]`;
const holdsAny = (place: Query["in"], terms: readonly string[]) =>
  terms.length === 1 ? holdsAll(place, terms) : terms.length === 0 ? sql`false` : sql`${places[place].entries.terms} && ${sql.param([...terms])}::text[]`;

function leafOf(leaf: Leaf, place: Query["in"], known: Known): SQL {
  if (leaf.kind === "words") return wordsOf(place, tsqueryOf(leaf.text.split(" "), leaf.prefix, known.alike));
  if (leaf.kind === "number") return numbersOf(leaf, place, known);
  if (leaf.kind === "date") return datesOf(leaf, leaf.field === "created" ? places[place].entries.createdAt : places[place].changed);
  return termOf(leaf, place, known);
}

/** The condition that words stand in what names or describes it, or in its card. */
function wordsOf(place: Query["in"], tsquery: string): SQL {
  const { words, cardWords } = places[place].entries;
  return sql`(${words} @@ to_tsquery('simple', ${tsquery}) or ${cardWords} @@ to_tsquery('simple', ${tsquery}))`;
}

function termOf(leaf: Term, place: Query["in"], { authors }: Known): SQL {
  const { field, values } = leaf;
  if (field === "author") return holdsAny(place, values.flatMap((name) => authors.get(name) ?? []).map((id) => `author:${id}`));
  if (field === "commit") return either(values.map((value) => commitOf(place, value)));
  if (field === "is" && place === "versions" && values.some(isOfModel)) {
    const ofModel = values.filter(isOfModel).map((value) => `is:${value}`);
    const others = values.filter((value) => !isOfModel(value)).map((value) => `is:${value}`);
    const model = sql`exists (select 1 from model_entries m where m.model_id = ${places.versions.modelId} and m.terms && ${sql.param(ofModel)}::text[])`;
    return others.length === 0 ? model : either([model, holdsAny(place, others)]);
  }
  // 6.0 is 6: entries hold what is a number as it is written plainly.
  const sought = splitOpen(field) ? values.flatMap((value) => [...new Set([value, plainNumberOf(value) ?? value])]) : values;
  return holdsAny(place, sought.map((value) => `${field}:${value}`));
}

/** Entries hold a commit whole and by its first seven characters. */
function commitOf(place: Query["in"], value: string): SQL {
  const first = holdsAll(place, [`commit:${value.slice(0, 7)}`]);
  if (value.length === 7) return first;
  return sql`(${first} and exists (select 1 from unnest(${places[place].entries.terms}) t where starts_with(t, ${`commit:${value}`})))`;
}

const either = (conditions: readonly SQL[]) => sql`(${sql.join([...conditions], sql` or `)})`;

function numbersOf(leaf: NumberLeaf, place: Query["in"], { held }: Known): SQL {
  const { numbersId, id } = places[place];
  const of = sql.identifier(numbersId.name);
  // Postgres can't tell how many have a number between bounds, because these are not the same for any two of them: what is known is said.
  if (held.get(leaf) === "few") return sql`${id} = any(array(select n.${of} from ${holding(leaf, place)} limit ${mostHeld}))`;
  if (held.get(leaf) === "many") return sql`(select true from ${holding(leaf, place)} and n.${of} = ${id})`;
  return sql`exists (select 1 from ${holding(leaf, place)} and n.${of} = ${id})`;
}

type NumberLeaf = Extract<Leaf, { kind: "number" }>;

/** The rows of numbers (as `n`) that a term of a query is about: what stands behind `from`. */
export function holding(leaf: NumberLeaf, place: Query["in"]): SQL {
  return sql`${places[place].numbers} n where ${sql.join([sql`n.key = ${leaf.key}`, ...boundsOf(leaf, sql`n.value`)], sql` and `)}`;
}

/** The conditions that a number lies between the bounds. */
export function boundsOf({ from, to }: Pick<NumberLeaf, "from" | "to">, value: SQL | PgColumn): SQL[] {
  return [
    ...(from ? [sql`${value} ${sql.raw(from.open ? ">" : ">=")} ${from.value}::float8`] : []),
    ...(to ? [sql`${value} ${sql.raw(to.open ? "<" : "<=")} ${to.value}::float8`] : []),
  ];
}

function datesOf({ from, before }: Extract<Leaf, { kind: "date" }>, column: PgColumn): SQL {
  const conditions = [...(from ? [sql`${column} >= ${from.toISOString()}::timestamptz`] : []), ...(before ? [sql`${column} < ${before.toISOString()}::timestamptz`] : [])];
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}
