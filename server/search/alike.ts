import { sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { places, type Known } from "./compile.ts";
import { seen, type Sight } from "./sight.ts";
import { leavesOf, type Query } from "./syntax.ts";
import { tsqueryOf } from "./text.ts";

/** So many people of one name, and so many words in the place of one. */
const mostPeople = 100;
const mostAlike = 4;
const leastLikeness = 0.35;
const none: ReadonlyMap<string, readonly string[]> = new Map();

/** Looks up what the query names and entries hold by id. */
export async function knownOf(db: Executor, actor: Actor, query: Query): Promise<Known> {
  const names = [...new Set(leavesOf(query.where).flatMap(({ leaf }) => (leaf.kind === "term" && leaf.field === "author" ? leaf.values : [])))];
  const authors = new Map<string, string[]>(names.includes("me") ? [["me", [actor.userId]]] : []);
  const others = names.filter((name) => name !== "me");
  if (others.length > 0) {
    const rows = await db.execute<{ name: string; ids: string[] }>(sql`
      select n.name, to_json(array(select u.id from users u where lower(u.name) = n.name or starts_with(lower(u.name), n.name || ' ') limit ${mostPeople})) as ids
      from unnest(${sql.param(others)}::text[]) n (name)`);
    for (const { name, ids } of rows) authors.set(name, ids);
  }
  return { authors, alike: none };
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
    if (await isSeen(db, sight, query.in, tsqueryOf([word], prefix, none))) continue;
    const rows = await db.execute<{ word: string }>(sql`
      select word from search_words where word % ${word} and similarity(word, ${word}) >= ${leastLikeness} order by similarity(word, ${word}) desc, word limit 20`);
    const near: string[] = [];
    for (const row of rows) {
      if (near.length < mostAlike && (await isSeen(db, sight, query.in, tsqueryOf([row.word], false, none)))) near.push(row.word);
    }
    if (near.length > 0) alike.set(word, near);
  }
  return alike;
}

async function isSeen(db: Executor, sight: Sight, place: Query["in"], tsquery: string): Promise<boolean> {
  const { entries } = places[place];
  // Each by its own index: of both in one condition, Postgres would rather read everything.
  const within = (words: PgColumn) => sql`exists (select 1 from ${entries} where ${words} @@ to_tsquery('simple', ${tsquery}) and ${seen(sight, entries)})`;
  const [row] = await db.execute<{ found: boolean }>(sql`select ${within(entries.words)} or ${within(entries.cardWords)} as found`);
  return row?.found ?? false;
}
