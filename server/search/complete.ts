import { sql, type SQL } from "drizzle-orm";
import type { Database, Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { knownOf } from "./alike.ts";
import { bounded } from "./bounded.ts";
import { conditionOf, places } from "./compile.ts";
import { cursorWord, type CursorWord } from "./cursor-word.ts";
import { directives, fields, findField, openFields, sorts, splitOpen } from "./fields.ts";
import { written, writtenField } from "./lexer.ts";
import { parseQuery } from "./query-language.ts";
import type { Completions } from "./schema.ts";
import { searched, seen, sightOf, type Sight } from "./sight.ts";
import { QueryError, type Query } from "./syntax.ts";

type Item = Completions["items"][number];

const mostItems = 10;
/** Values are those of the first so many that the rest of the query finds; keys of numbers, of fewer. */
const mostLooked = 1500;
const mostKeyed = 300;
/** The best names are of the first so many. */
const mostNames = 60;
/** Shorter parts of names are in no index. */
const trigram = 3;

/**
 * What could stand where the cursor is: fields, names of models, and values that stand in what the actor may see and the rest of the
 * query finds.
 */
export async function complete(db: Database, actor: Actor, input: { query: string; at: number }): Promise<Completions> {
  const word = cursorWord(input.query, input.at);
  const items = word.field === null ? await completeWord(db, actor, word) : await completeValue(db, actor, word, word.field);
  return { from: word.from, to: word.to, items: items.slice(0, mostItems) };
}

async function completeWord(db: Database, actor: Actor, word: CursorWord): Promise<Item[]> {
  const typed = word.typed.toLowerCase();
  const open = splitOpen(typed);
  if (open) return await bounded(db, async (tx) => completeKey(tx, await lookAround(tx, actor, word), open.open, open.key));
  const named = [
    ...fields.map(({ name, detail }) => ({ name: `${name}:`, detail })),
    ...Object.entries(openFields).map(([name, { detail }]) => ({ name: `${name}.`, detail })),
    ...Object.entries(directives).map(([name, detail]) => ({ name: `${name}:`, detail })),
  ].filter(({ name }) => name.startsWith(typed));
  const ofFields = named.map(({ name, detail }): Item => ({ insert: name, label: name, detail, kind: "field" }));
  if (typed.length < 2) return ofFields;
  return [...ofFields.slice(0, 4), ...(await bounded(db, async (tx) => completeName(tx, await sightOf(tx, actor), typed)))];
}

/** Models that are named so: those whose team or name begins with what was typed, and where these are few, those that hold it. */
async function completeName(db: Executor, sight: Sight, typed: string): Promise<Item[]> {
  const { entries } = places.models;
  const name = sql`split_part(${entries.reference}, '/', 2)`;
  const begins = (part: SQL) => sql`(select ${entries.reference} as reference from ${entries} where ${part} between ${typed} and ${`${typed}\u{10ffff}`} and ${seen(sight, entries)} order by ${part} limit ${mostNames})`;
  const begun = await namesOf(db, sql`${begins(name)} union ${begins(sql`${entries.reference}`)}`);
  const like = typed.replaceAll(/[\\%_]/g, String.raw`\$&`);
  const holding = begun.length >= mostItems || typed.length < trigram ? [] : await namesOf(db, sql`select ${entries.reference} as reference from ${entries} where ${entries.reference} like ${`%${like}%`} and ${seen(sight, entries)} limit ${mostNames}`);
  return [...new Set([...begun, ...holding])].map((reference) => ({ insert: `model:${written(reference)}`, label: reference, detail: "model", kind: "name" }));
}

async function namesOf(db: Executor, found: SQL): Promise<string[]> {
  const rows = await db.execute<{ reference: string }>(sql`select reference from (${found}) x order by length(reference), reference limit ${mostItems}`);
  return rows.map(({ reference }) => reference);
}

async function completeValue(db: Database, actor: Actor, word: CursorWord, name: string): Promise<Item[]> {
  const typed = word.typed.toLowerCase();
  const field = findField(name);
  if (field?.choices) return choices(field.choices, typed);
  if (name === "in") return choices({ models: "list models", versions: "list versions" }, typed);
  if (name === "sort") return await completeSort(db, actor, word, typed);
  if (field?.kind === "date") return choices({ today: "today", "7d": "7 days ago", "30d": "30 days ago" }, typed);
  if (name === "model") return await bounded(db, async (tx) => (await completeName(tx, await sightOf(tx, actor), typed)).map((item) => ({ ...item, insert: written(item.label) })));
  if (field?.kind === "term" || splitOpen(name)) {
    return await bounded(db, async (tx) => {
      const around = await lookAround(tx, actor, word);
      return name === "author" ? await completeAuthor(tx, around, typed) : await completeTerm(tx, around, name, typed);
    });
  }
  return [];
}

const choices = (known: Readonly<Record<string, string>>, typed: string) =>
  Object.entries(known).filter(([value]) => value.startsWith(typed)).map(([value, detail]): Item => ({ insert: value, label: value, detail, kind: "value" }));

async function completeSort(db: Database, actor: Actor, word: CursorWord, typed: string): Promise<Item[]> {
  const open = splitOpen(typed);
  if (open) return (await bounded(db, async (tx) => completeKey(tx, await lookAround(tx, actor, word), open.open, open.key))).map((item) => ({ ...item, insert: item.label, kind: "value" }));
  return choices({ ...Object.fromEntries(Object.keys(sorts).map((name) => [name, "order"])), "metric.": "a metric" }, typed);
}

interface Around {
  place: Query["in"];
  from: SQL;
  where: SQL;
}

/** What the rest of the query finds of what the actor sees; where the rest can't be read, all of that. */
async function lookAround(db: Executor, actor: Actor, { rest }: CursorWord): Promise<Around> {
  const query = readable(rest);
  const sight = await sightOf(db, actor);
  const where = sql`${seen(sight, places[query.in].entries)} and ${conditionOf(query, await knownOf(db, actor, sight, query))}`;
  return { place: query.in, from: searched(sight, query.in), where };
}

function readable(text: string): Query {
  try {
    return parseQuery(text, new Date());
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return parseQuery("", new Date());
  }
}

async function termsAround(db: Executor, { place, from, where }: Around, prefix: string): Promise<{ value: string; count: number }[]> {
  const { entries } = places[place];
  const rows = await db.execute<{ term: string; count: number }>(sql`
    with found as materialized (select ${entries.terms} as terms from ${from} where ${where} limit ${mostLooked})
    select term, count(*)::int as count from found, unnest(terms) term where starts_with(term, ${prefix}) group by term order by count(*) desc, term limit 50`);
  return rows.map(({ term, count }) => ({ value: term.slice(term.indexOf(":") + 1), count }));
}

async function completeTerm(db: Executor, around: Around, name: string, typed: string): Promise<Item[]> {
  const values = await termsAround(db, around, `${name}:${typed}`);
  return values.map(({ value, count }) => ({ insert: written(value), label: value, detail: counted(count, around.place), kind: "value" }));
}

async function completeAuthor(db: Executor, around: Around, typed: string): Promise<Item[]> {
  const found = new Map((await termsAround(db, around, "author:")).map(({ value, count }) => [value, count]));
  const people = await db.execute<{ id: string; name: string }>(sql`select id, name from users where id = any(${sql.param([...found.keys()])}::uuid[]) and strpos(lower(name), ${typed}) > 0 order by name limit ${mostItems}`);
  return [...choices({ me: "yourself" }, typed), ...people.map(({ id, name }): Item => ({ insert: written(name), label: name, detail: counted(found.get(id) ?? 0, around.place), kind: "value" }))];
}

/** Names of metrics, parameters or attributes. */
async function completeKey(db: Executor, { place, from, where }: Around, open: string, typed: string): Promise<Item[]> {
  const { entries, id, numbers, numbersId } = places[place];
  const rows = await db.execute<{ key: string; count: number }>(sql`
    with found as materialized (select ${id} as id, ${entries.terms} as terms from ${from} where ${where} limit ${mostKeyed}), keys as (
      select distinct found.id, ${numbers.key} as key from found join ${numbers} on ${numbersId} = found.id
      union select found.id, split_part(term, ':', 1) from found, unnest(terms) term
    ) select key, count(*)::int as count from keys where starts_with(key, ${`${open}.${typed}`}) group by key order by count(*) desc, key limit ${mostItems}`);
  const after = openFields[open]!.kind === "number" ? ">=" : ":";
  return rows.map(({ key, count }) => ({ insert: writtenField(key) + after, label: key, detail: counted(count, place), kind: "field" }));
}

const counted = (count: number, place: Query["in"]) => `${count.toLocaleString("en")} ${count === 1 ? place.slice(0, -1) : place}`;
