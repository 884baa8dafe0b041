import { sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { holding, mostHeld, places, type Known } from "./compile.ts";
import { isLookedThrough, searched, seen, type Sight } from "./sight.ts";
import { conjuncts, leavesOf, type Query } from "./syntax.ts";
import { tsqueryOf } from "./text.ts";

/** So many people of one name, so many words in the place of one, and so many that are looked at for them. */
const mostPeople = 100;
const mostAlike = 4;
const mostNear = 20;
const mostOfWord = 100;
const leastLikeness = 0.35;
const none: ReadonlyMap<string, readonly string[]> = new Map();

/** Looks up what the query names and entries hold by id. */
export async function knownOf(db: Executor, actor: Actor, sight: Sight, query: Query): Promise<Known> {
  const names = [...new Set(leavesOf(query.where).flatMap(({ leaf }) => (leaf.kind === "term" && leaf.field === "author" ? leaf.values : [])))];
  const authors = new Map<string, string[]>(names.includes("me") ? [["me", [actor.userId]]] : []);
  const others = names.filter((name) => name !== "me");
  if (others.length > 0) {
    const rows = await db.execute<{ name: string; ids: string[] }>(sql`
      select n.name, to_json(array(select u.id from users u where lower(u.name) = n.name or starts_with(lower(u.name), n.name || ' ') limit ${mostPeople})) as ids
      from unnest(${sql.param(others)}::text[]) n (name)`);
    for (const { name, ids } of rows) authors.set(name, ids);
  }
  return { authors, alike: none, held: await heldOf(db, sight, query) };
}

/** Of each number that everything found must have, whether few have it. */
async function heldOf(db: Executor, sight: Sight, query: Query): Promise<Known["held"]> {
  const numbers = conjuncts(query.where).filter((part) => part.kind === "number");
  if (numbers.length === 0) return new Map();
  if (isLookedThrough(sight, query.in)) return new Map(numbers.map((leaf) => [leaf, "many"]));
  const counts = numbers.map((leaf) => sql`(select count(*)::int from (select 1 from ${holding(leaf, query.in)} limit ${mostHeld + 1}) x)`);
  const [row] = await db.execute<{ counts: number[] }>(sql`select to_json(array[${sql.join(counts, sql`, `)}]) as counts`);
  return new Map(numbers.map((leaf, at) => [leaf, (row?.counts[at] ?? 0) > mostHeld ? "many" : "few"]));
}

/**
 * Words that stand in what the reader may see and are spelt much like those of the query which nothing that they see holds.
 * Words of what they may not see count for nothing: neither these nor whether there are any is told.
 */
export async function findAlike(db: Executor, sight: Sight, query: Query): Promise<Map<string, string[]>> {
  const alike = new Map<string, string[]>();
  const asked = leavesOf(query.where).flatMap(({ leaf, excluded }) => (leaf.kind === "words" && !excluded ? leaf.text.split(" ").map((word, at, all) => ({ word, prefix: leaf.prefix && at === all.length - 1 })) : []));
  const missing = new Map(asked.filter(({ word }) => word.length >= 3 && !/^\d+$/.test(word)).slice(0, 8).map((each) => [each.word, each.prefix]));
  for (const [word, prefix] of missing) {
    if ((await areSeen(db, sight, query, [tsqueryOf([word], prefix, none)]))[0]) continue;
    const rows = await db.execute<{ word: string }>(sql`
      select word from search_words where word % ${word} and similarity(word, ${word}) >= ${leastLikeness} order by similarity(word, ${word}) desc, word limit ${mostNear}`);
    const near: string[] = [];
    for (let at = 0; at < rows.length && near.length < mostAlike; at += mostAlike) {
      const next = rows.slice(at, at + mostAlike).map((row) => row.word);
      const seenOfThem = await areSeen(db, sight, query, next.map((other) => tsqueryOf([other], false, none)));
      near.push(...next.filter((_, nth) => seenOfThem[nth]));
    }
    if (near.length > 0) alike.set(word, near.slice(0, mostAlike));
  }
  return alike;
}

/** Of each whether anything that may be seen holds it. */
async function areSeen(db: Executor, sight: Sight, query: Query, tsqueries: readonly string[]): Promise<boolean[]> {
  const { entries } = places[query.in];
  // Each by its own index: of both in one condition, Postgres would rather read everything. So it would if it were to find one alone,
  // of which it thinks that it comes soon.
  const within = (words: PgColumn, tsquery: string) => sql`(select count(*) from (select 1 from ${searched(sight, query.in)} where ${words} @@ to_tsquery('simple', ${tsquery}) and ${seen(sight, entries)} limit ${mostOfWord}) x) > 0`;
  const each = tsqueries.map((tsquery) => sql`${within(entries.words, tsquery)} or ${within(entries.cardWords, tsquery)}`);
  const [row] = await db.execute<{ found: boolean[] }>(sql`select to_json(array[${sql.join(each, sql`, `)}]) as found`);
  return row?.found ?? [];
}
