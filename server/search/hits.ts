import { sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { together } from "../db/statement.ts";
import { listByIds } from "../versions/queries.ts";
import { excerptOf, type Sought } from "./excerpt.ts";
import type { ModelHit, VersionHit } from "./schema.ts";

/** What is told of each hit, beside what a list of models or versions tells. */
export interface Wanted {
  /** The numbers that the query asks for, by their fields. */
  numbers: readonly string[];
  sought: readonly Sought[];
}

/** Of a card, so much around the first word that was looked for. */
const cardPart = (body: SQL, sought: readonly Sought[]) =>
  sought.length === 0
    ? sql`null::text`
    : sql`(select substr(left(${body}, 40000), greatest(1, min(nullif(strpos(lower(left(${body}, 40000)), s.word), 0)) - 120)::int, 500) from unnest(${sql.param(sought.map(({ word }) => word))}::text[]) s (word))`;

const numbersOf = (table: SQL, id: SQL, { numbers }: Wanted) =>
  numbers.length === 0 ? sql`'{}'::json` : sql`coalesce((select json_object_agg(n.key, n.value) from ${table} where ${id} and n.key = any(${sql.param([...numbers])}::text[])), '{}'::json)`;

function firstExcerpt(texts: readonly (string | null)[], sought: readonly Sought[]): ModelHit["excerpt"] {
  if (sought.length === 0) return null;
  for (const text of texts) {
    const excerpt = text === null ? null : excerptOf(text, sought);
    if (excerpt) return excerpt;
  }
  return null;
}

interface ModelRow extends Record<string, unknown> {
  id: string;
  about: string | null;
  card: string | null;
  terms: string[];
}

/** Models as hits, in the order of their ids as given. */
export async function modelHits(db: Executor, ids: readonly string[], wanted: Wanted): Promise<ModelHit[]> {
  if (ids.length === 0) return [];
  const rows = await db.execute<ModelRow & Omit<ModelHit, "tags" | "license" | "recalled" | "excerpt">>(sql`
    select e.model_id as id, e.reference, t.slug as team, m.name, m.description, m.visibility, v.metadata ->> 'task' as task, v.metadata ->> 'framework' as framework,
      v.number as "newestVersion", v.metadata ->> 'description' as about, e.versions, ${iso(sql`e.updated_at`)} as "updatedAt",
      coalesce((select json_agg(x order by s.position) from jsonb_array_elements(e.stages) x join stages s on s.name = x ->> 'stage'), '[]'::json) as stages,
      to_json(array(select x from unnest(e.terms) x where starts_with(x, 'tag:') or starts_with(x, 'license:') or x = 'is:recalled')) as terms,
      ${numbersOf(sql`model_numbers n`, sql`n.model_id = e.model_id`, wanted)} as numbers,
      (select ${cardPart(sql`c.body`, wanted.sought)} from card_revisions c where c.version_id = e.version_id order by revision desc limit 1) as card
    from unnest(${sql.param([...ids])}::uuid[]) with ordinality o (id, position)
    join model_entries e on e.model_id = o.id join models m on m.id = o.id join teams t on t.id = m.team_id left join versions v on v.id = e.version_id
    order by o.position`);
  return rows.map(({ about, card, terms, ...row }) => ({
    ...row,
    tags: terms.filter((term) => term.startsWith("tag:")).map((term) => term.slice("tag:".length)),
    license: terms.find((term) => term.startsWith("license:"))?.slice("license:".length) ?? null,
    recalled: terms.includes("is:recalled"),
    excerpt: firstExcerpt([row.description, about, card], wanted.sought),
  }));
}

/** Versions as hits, in the order of their ids as given. */
export async function versionHits(db: Executor, ids: readonly string[], wanted: Wanted): Promise<VersionHit[]> {
  if (ids.length === 0) return [];
  const reading = db.execute<{ id: string; model: string; recalled: boolean; numbers: VersionHit["numbers"]; card: string | null }>(sql`
    select e.version_id as id, t.slug || '/' || m.name as model, e.terms @> '{is:recalled}' as recalled,
      ${numbersOf(sql`version_numbers n`, sql`n.version_id = e.version_id`, wanted)} as numbers,
      (select ${cardPart(sql`c.body`, wanted.sought)} from card_revisions c where c.version_id = e.version_id order by revision desc limit 1) as card
    from unnest(${sql.param([...ids])}::uuid[]) with ordinality o (id, position)
    join version_entries e on e.version_id = o.id join models m on m.id = e.model_id join teams t on t.id = m.team_id order by o.position`).execute();
  const [rows, summaries] = await together(reading, listByIds(db, ids));
  return rows.flatMap(({ id, card, ...row }) => {
    const summary = summaries.get(id);
    return summary ? [{ ...summary, ...row, excerpt: firstExcerpt([summary.description, card], wanted.sought) }] : [];
  });
}
