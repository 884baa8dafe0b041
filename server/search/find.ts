import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database, Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { together } from "../db/statement.ts";
import { after, decodeCursor, encodeCursor, inOrder, MalformedCursor } from "../db/keyset.ts";
import type { Actor } from "../identity/actor.ts";
import { findAlike, knownOf } from "./alike.ts";
import { bounded } from "./bounded.ts";
import { besideOrder, boundsOf, conditionOf, isNumber, places, type Known } from "./compile.ts";
import type { Sought } from "./excerpt.ts";
import { splitOpen } from "./fields.ts";
import { modelHits, versionHits, type Wanted } from "./hits.ts";
import { parseQuery } from "./query-language.ts";
import type { Found } from "./schema.ts";
import { isLookedThrough, searched, seen, sightOf } from "./sight.ts";
import { conjuncts, leavesOf, type Query } from "./syntax.ts";
import { tsqueryOf } from "./text.ts";

/** How far what is found is counted, and how many are ranked. */
const mostCounted = 500;
const mostRanked = 500;
/** Among so many that are named so, those are looked for that the whole query finds. */
const mostNamed = 5000;

interface Input {
  query: string;
  cursor?: string | undefined;
  limit: number;
}

/**
 * A page of what a query finds among what the actor may see.
 * @throws DomainError invalid_query, query_too_slow
 * @throws MalformedCursor
 */
export async function find(db: Database, actor: Actor, input: Input): Promise<Found> {
  const query = parseQuery(input.query, new Date());
  return await bounded(db, async (tx) => {
    const sight = await sightOf(tx, actor);
    const visible = seen(sight, places[query.in].entries);
    const from = searched(sight, query.in);
    const asked = isNumber(query.sort.by) ? besideOrder(query) : query;
    let known = await knownOf(tx, actor, sight, asked);
    const among = (): Among => ({ from, each: isLookedThrough(sight, query.in), where: sql`${visible} and ${conditionOf(asked, known)}` });
    let page = await readPage(tx, query, among(), known, input);
    // Where nothing is found as it was written, words that are spelt much like it are looked for, on every page alike.
    if (page.ids.length === 0 && !(input.cursor && (await countUpTo(tx, query, among(), mostCounted + 1)) > 0)) {
      const alike = await findAlike(tx, sight, query);
      if (alike.size > 0) {
        known = { ...known, alike };
        page = await readPage(tx, query, among(), known, input);
      }
    }
    const isWhole = input.cursor === undefined && page.nextCursor === null;
    const counting = async () => (isWhole ? page.ids.length : (page.counted ?? (await countUpTo(tx, query, among(), mostCounted + 1))));
    const wanted = wantedOf(query, known);
    const more = (counted: number) => ({
      nextCursor: page.nextCursor,
      total: { count: Math.min(counted, mostCounted), more: counted > mostCounted },
      read: page.ids.length > 0 ? [...known.alike].map(([typed, as]) => ({ typed, as: [...as] })) : [],
    });
    if (query.in === "models") {
      const [counted, items] = await together(counting(), modelHits(tx, page.ids, wanted));
      return { in: "models", items, ...more(counted) };
    }
    const [counted, items] = await together(counting(), versionHits(tx, page.ids, wanted));
    return { in: "versions", items, ...more(counted) };
  });
}

/** What of the hits the query asks about, so that each tells of it. */
function wantedOf(query: Query, known: Known): Wanted {
  const asked = leavesOf(query.where).filter(({ excluded }) => !excluded).map(({ leaf }) => leaf);
  const keys = asked.flatMap((leaf) => (leaf.kind === "number" ? [leaf.key] : leaf.kind === "term" && splitOpen(leaf.field) ? [leaf.field] : []));
  const words = asked.flatMap((leaf): Sought[] => (leaf.kind === "words" ? leaf.text.split(" ").map((word, at, all) => ({ word, prefix: leaf.prefix && at === all.length - 1 })) : []));
  const alike = words.flatMap(({ word }) => (known.alike.get(word) ?? []).map((other) => ({ word: other, prefix: false })));
  return { numbers: [...new Set([...keys, ...(isNumber(query.sort.by) ? [query.sort.by] : [])])], sought: [...words, ...alike] };
}

/** The entries that are looked through, and the condition on those that are found. */
interface Among {
  from: SQL;
  where: SQL;
  /** Whether they are so few that each is looked at. */
  each: boolean;
}

async function countUpTo(db: Executor, query: Query, among: Among, most: number): Promise<number> {
  const found = isNumber(query.sort.by) ? inOrderOfNumber(query, among, most) : sql`select 1 from ${among.from} where ${among.where} limit ${most}`;
  const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from (${found}) x`);
  return row?.count ?? 0;
}

interface Page {
  ids: string[];
  nextCursor: string | null;
  /** How many there are, up to one more than are counted, where the page could tell. */
  counted?: number;
}

type Key = readonly (string | number | Date)[];
interface Row extends Record<string, unknown> {
  id: string;
  key: string | number;
}

async function readPage(db: Executor, query: Query, among: Among, known: Known, input: Input): Promise<Page> {
  if (query.sort.by === "relevance") return await readRanked(db, query, among, known, input);
  if (isNumber(query.sort.by)) return await readByNumber(db, query, among, input);
  const { entries, id, changed } = places[query.in];
  const isName = query.sort.by === "name";
  const column = isName ? places.models.entries.reference : query.sort.by === "created" ? entries.createdAt : changed;
  const from = input.cursor === undefined ? undefined : decodeCursor(input.cursor, [isName ? "text" : "timestamp", "uuid"]);
  const rows = await db.execute<Row>(sql`
    select ${id} as id, ${isName ? column : iso(sql`${column}`)} as key from ${among.from} where ${among.where} ${andAfter([column, id], from, query)}
    order by ${sql.join(inOrder([column, id], query.sort.direction), sql`, `)} limit ${input.limit + 1}`);
  return pageOf(rows, input.limit, ({ key, id: last }) => [key, last]);
}

function andAfter(columns: readonly PgColumn[], key: readonly unknown[] | undefined, { sort }: Query): SQL {
  const beyond = after(columns, key, sort.direction);
  return beyond ? sql`and ${beyond}` : sql``;
}

async function readByNumber(db: Executor, query: Query, among: Among, input: Input): Promise<Page> {
  const { numbers, numbersId } = places[query.in];
  // The first page goes on to count.
  const most = input.cursor === undefined ? mostCounted + 1 : input.limit + 1;
  const from = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ["number", "uuid"]);
  const rows = await db.execute<Row & { counted: number }>(sql`
    with found as materialized (${inOrderOfNumber(query, among, most, andAfter([numbers.value, numbersId], from, query))})
    select id, key, (select count(*)::int from found) as counted from found limit ${input.limit + 1}`);
  const page = pageOf(rows, input.limit, ({ key, id: last }) => [key, last]);
  return from || !rows[0] ? page : { ...page, counted: rows[0].counted };
}

/** What is found in the order of a number: so, and no other way, Postgres begins with the number's index however many it thinks there are. */
function inOrderOfNumber(query: Query, { from, where, each }: Among, most: number, beyond = sql``): SQL {
  const { id, numbers, numbersId } = places[query.in];
  const { by, direction } = query.sort;
  // Bounds of the number that is sorted by say where in its index to begin.
  const bounds = conjuncts(query.where).flatMap((leaf) => (leaf.kind === "number" && leaf.key === by ? boundsOf(leaf, numbers.value) : []));
  const order = sql`order by ${sql.join(inOrder([numbers.value, numbersId], direction), sql`, `)} limit ${most}`;
  const of = sql.join([sql`${numbers.key} = ${by}`, ...bounds], sql` and `);
  // One pass over the numbers of all that are looked at, in their order: to look for each by itself takes twice as long.
  if (each) return sql`select ${numbersId} as id, ${numbers.value} as key from ${numbers} where ${of} and ${numbersId} = any(array(select ${id} from ${from} where ${where})) ${beyond} ${order}`;
  return sql`select ${id} as id, ${numbers.value} as key from ${numbers} join ${from} on ${id} = ${numbersId} where ${of} and ${where} ${beyond} ${order}`;
}

/**
 * What is named so first, and then what speaks of it most. Of a word that stands in thousands, so many are ranked, those that are named
 * so before others; the rest follows by when it was changed.
 */
async function readRanked(db: Executor, query: Query, { from, where, each }: Among, known: Known, input: Input): Promise<Page> {
  const { entries, id, changed } = places[query.in];
  const asked = leavesOf(query.where).flatMap(({ leaf, excluded }) => (leaf.kind === "words" && !excluded ? [leaf] : []));
  const sought = asked.map((leaf) => `(${tsqueryOf(leaf.text.split(" "), leaf.prefix, known.alike)})`).join(" | ");
  const named = sql`ts_rank('{0,0,0,1}', ${entries.words}, to_tsquery('simple', ${sought}))`;
  const isNamedSo = sql`${entries.names} @@ to_tsquery('simple', ${sought})`;
  // What is ranked and what is counted are read in one go: the index of a frequent word is long, and so are many that are looked at.
  const read = each
    ? sql`looked as materialized (select ${id} as id, ${isNamedSo} as is_named_so from ${from} where ${where}),
      matching as materialized (select id from looked limit ${mostCounted + 1}),
      named as (select id from looked where is_named_so limit ${mostRanked})`
    : sql`likely as materialized (select ${id} as id from ${entries} where ${isNamedSo} limit ${mostNamed}),
      matching as materialized (select ${id} as id from ${from} where ${where} limit ${mostCounted + 1}),
      named as (select ${id} as id from ${entries} where ${id} in (select id from likely) and ${where} limit ${mostRanked})`;
  const ranked = sql`with ${read}, candidate as materialized (
      select id from named union (select id from matching limit ${mostRanked})
    ), ranked as (
      select ${id} as id, ${changed} as changed, ((${named} > 0)::int * 2 + ts_rank('{0.1,0.2,0.4,1}', ${entries.words}, to_tsquery('simple', ${sought}), 1)
        + ts_rank('{0.1,0.2,0.4,1}', ${entries.cardWords}, to_tsquery('simple', ${sought}), 1) / 10)::float8 as rank
      from ${entries} where ${id} in (select id from candidate)
    )`;
  const key = readRankedCursor(input.cursor);
  const isLess = query.sort.direction === "descending";
  const than = sql.raw(isLess ? "<" : ">");
  const way = sql.raw(isLess ? "desc" : "asc");
  const of = (rank: SQL) => sql`select id, ${rank} as rank, ${iso(sql`changed`)} as changed, (select count(*)::int from matching) as counted`;
  const beyond = key?.kind === "ranked" ? sql`where (rank, changed, id) ${than} (${key.rank}::float8, ${key.changed}::timestamptz, ${key.id}::uuid)` : sql``;
  type Ranked = { id: string; rank: number | null; changed: string; counted: number };
  const rows: Ranked[] = key?.kind === "rest" ? [] : [...(await db.execute<Ranked>(sql`${ranked} ${of(sql`rank`)} from ranked ${beyond} order by rank ${way}, ranked.changed ${way}, id ${way} limit ${input.limit + 1}`))];
  // Of those that are no more than are ranked, every one is.
  const isRanked = key === null && (rows[0]?.counted ?? 0) <= mostRanked;
  if (rows.length <= input.limit && !isRanked) {
    const on = key?.kind === "rest" ? sql`and (${changed}, ${id}) ${than} (${key.changed}::timestamptz, ${key.id}::uuid)` : sql``;
    const rest = await db.execute<Ranked>(sql`${ranked} ${of(sql`null::float8`)} from (select ${id} as id, ${changed} as changed from ${from} where ${where} and ${id} not in (select id from candidate) ${on}
      order by ${changed} ${way}, ${id} ${way} limit ${input.limit + 1 - rows.length}) x order by x.changed ${way}, id ${way}`);
    rows.push(...rest);
  }
  const page = pageOf(rows, input.limit, ({ rank, changed: at, id: last }) => (rank === null ? [at, last] : [rank, at, last]));
  return rows[0] ? { ...page, counted: rows[0].counted } : page;
}

function readRankedCursor(cursor: string | undefined) {
  if (cursor === undefined) return null;
  try {
    const [rank, changed, id] = decodeCursor(cursor, ["number", "timestamp", "uuid"]);
    return { kind: "ranked", rank, changed: changed.toISOString(), id } as const;
  } catch (error) {
    if (!(error instanceof MalformedCursor)) throw error;
    const [changed, id] = decodeCursor(cursor, ["timestamp", "uuid"]);
    return { kind: "rest", changed: changed.toISOString(), id } as const;
  }
}

function pageOf<Of extends { id: string }>(rows: readonly Of[], limit: number, keyOf: (row: Of) => Key): Page {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { ids: items.map(({ id }) => id), nextCursor: last !== undefined && rows.length > limit ? encodeCursor(keyOf(last)) : null };
}
