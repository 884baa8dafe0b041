import { sql, type SQL } from "drizzle-orm";
import type { Database, Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { knownOf } from "./alike.ts";
import { bounded } from "./bounded.ts";
import { conditionOf, listed, places, type Known } from "./compile.ts";
import { parseQuery } from "./query-language.ts";
import type { Facet } from "./schema.ts";
import { isLookedThrough, searched, seen, sightOf, type Sight } from "./sight.ts";
import type { Query } from "./syntax.ts";
import { chosenOf, toggled, without, type Mode } from "./toggle.ts";

/** Counted are the first so many that are found, and shown the most frequent values. */
const mostCounted = 1500;
const mostValues = 12;

const shown: readonly { field: string; label: string; mode: Mode }[] = [
  { field: "team", label: "Team", mode: "any" },
  { field: "stage", label: "Stage", mode: "any" },
  { field: "framework", label: "Framework", mode: "any" },
  { field: "task", label: "Task", mode: "any" },
  { field: "tag", label: "Tag", mode: "all" },
  { field: "license", label: "License", mode: "any" },
  { field: "author", label: "Author", mode: "any" },
  { field: "format", label: "Format", mode: "any" },
  { field: "is", label: "State", mode: "all" },
];

interface Counted extends Record<string, unknown> {
  field: string;
  value: string;
  count: number;
}

/**
 * How often each value of some fields stands in what a query finds, and the query with that value. Of a field of which any value will do,
 * the counts are of what would be found without it: so others can be added.
 * @throws DomainError invalid_query, query_too_slow
 */
export async function countFacets(db: Database, actor: Actor, text: string): Promise<{ facets: Facet[]; atLeast: boolean }> {
  const now = new Date();
  const query = parseQuery(text, now);
  return await bounded(db, async (tx) => {
    const sight = await sightOf(tx, actor);
    const chosen = new Map(shown.map(({ field }) => [field, chosenOf(text, field)]));
    const alone = shown.filter(({ field, mode }) => mode === "any" && chosen.get(field)!.length > 0).map(({ field }) => field);
    const together = shown.map(({ field }) => field).filter((field) => !alone.includes(field));
    const counted = await count(tx, actor, sight, query, together);
    const rows = counted.rows;
    for (const field of alone) rows.push(...(await count(tx, actor, sight, parseQuery(without(text, field), now), [field])).rows);
    await nameAuthors(tx, rows);
    return { facets: shown.flatMap(({ field, label, mode }) => facetOf(text, { field, label, mode }, rows, chosen.get(field)!)), atLeast: counted.atLeast };
  });
}

async function count(db: Executor, actor: Actor, sight: Sight, query: Query, fields: readonly string[]): Promise<{ rows: Counted[]; atLeast: boolean }> {
  const { entries } = places[query.in];
  const asked = listed(query);
  const known = await knownOf(db, actor, sight, asked);
  // Of a number that many have, some of them are looked at.
  const isPart = !isLookedThrough(sight, query.in) && [...known.held.values()].includes("many");
  const held: Known["held"] = isPart ? new Map([...known.held.keys()].map((leaf) => [leaf, "few"])) : known.held;
  const where = sql`${seen(sight, entries)} and ${conditionOf(asked, { ...known, held })}`;
  const [row] = await db.execute<{ found: number; counts: Counted[] | null }>(sql`
    with found as materialized (select ${entries.terms} as terms from ${searched(sight, query.in)} where ${where} limit ${mostCounted + 1}), ${topValues(sql`found`, fields)}
    select (select count(*)::int from found) as found, (select json_agg(top) from top) as counts`);
  return { rows: [...(row?.counts ?? [])], atLeast: isPart || (row?.found ?? 0) > mostCounted };
}

/** The most frequent values of some fields in the terms of a table, as `top`. */
function topValues(found: SQL, fields: readonly string[]): SQL {
  return sql`tally as (
      select term, count(*)::int as count from ${found}, unnest(terms) term where split_part(term, ':', 1) = any(${sql.param([...fields])}::text[]) group by term
    ), top as (
      select field, value, count from (
        select split_part(term, ':', 1) as field, substr(term, strpos(term, ':') + 1) as value, count,
          row_number() over (partition by split_part(term, ':', 1) order by count desc, term) as place from tally
      ) placed where place <= ${mostValues + 1}
    )`;
}

/** Entries name people by their ids, and a query by what they are called. */
async function nameAuthors(db: Executor, rows: Counted[]): Promise<void> {
  const ids = rows.filter(({ field }) => field === "author").map(({ value }) => value);
  if (ids.length === 0) return;
  const people = await db.execute<{ id: string; name: string }>(sql`select id, name from users where id = any(${sql.param(ids)}::uuid[])`);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  for (const row of rows) if (row.field === "author") row.value = names.get(row.value) ?? row.value;
}

function facetOf(text: string, { field, label, mode }: (typeof shown)[number], rows: readonly Counted[], chosen: readonly string[]): Facet[] {
  const counts = new Map<string, number>();
  // Two people may have one name.
  for (const row of rows) if (row.field === field) counts.set(row.value, (counts.get(row.value) ?? 0) + row.count);
  const more = counts.size > mostValues;
  const most = [...counts].slice(0, mostValues);
  const named = new Set(most.map(([value]) => value.toLowerCase()));
  const values = [...chosen.filter((value) => !named.has(value)).map((value) => [value, counts.get(value) ?? 0] as const), ...most];
  if (values.length === 0) return [];
  return [{ field, label, more, values: values.map(([value, found]) => ({ value, count: found, chosen: chosen.includes(value.toLowerCase()), query: toggled(text, field, value, mode) })) }];
}
