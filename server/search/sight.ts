import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { holdsEverywhere, isNarrow, likelyModels, modelPermits, reachColumns, withinSets, type Reach } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";
import { places } from "./compile.ts";
import type { Query } from "./syntax.ts";

const reading = "model:read";

/** Whoever sees at most so many models is asked for these alone; of others, each row is looked at. */
const few = 1000;

/** So many versions are looked through one by one. */
const fewVersions = 15_000;

/** Which models somebody sees, in the form that a list is quickest with; of few, with how many versions these have. */
export type Sight = { kind: "all" } | { kind: "few"; ids: string[]; versions: number } | ({ kind: "sets" } & Reach) | { kind: "rows"; actor: Actor };

/** Asks once for what every statement of a search needs. @param most so many models are few */
export async function sightOf(db: Executor, actor: Actor, most = few): Promise<Sight> {
  if (!credentialAllows(actor, reading)) return { kind: "few", ids: [], versions: 0 };
  if (holdsEverywhere(actor, reading)) return { kind: "all" };
  // Where there are many, none of them is looked at.
  const [row] = await db.execute<{ ids: string[] | null; versions: number } & Record<keyof Reach, string[]>>(sql`
    with likely as materialized (select id from (${likelyModels(actor, reading, most + 1)}) x limit ${most + 1}), mine as materialized (
      select models.id, models.versions
      from likely cross join lateral (select m.*, e.versions from models m join model_entries e on e.model_id = m.id where m.id = likely.id offset 0) models join teams on teams.id = models.team_id
      where (select count(*) from likely) <= ${most} and models.announced and ${modelPermits(actor, reading)})
    select case when (select count(*) from likely) <= ${most} then to_json(array(select id from mine)) end as ids, (select coalesce(sum(versions), 0)::int from mine) as versions,
      ${reachColumns(actor, reading)}`);
  if (!row) throw new Error("nothing is known of what the actor sees");
  if (row.ids) return { kind: "few", ids: row.ids, versions: row.versions };
  return isNarrow(actor) || siteHolds(actor.siteRole, reading) ? { kind: "rows", actor } : { kind: "sets", teams: row.teams, given: row.given };
}

/** The condition that the model which an entry belongs to is one of those. */
export function seen(sight: Sight, entries: { teamId: PgColumn; modelId: PgColumn; internal: PgColumn }): SQL {
  if (sight.kind === "all") return sql`true`;
  if (sight.kind === "few") return sql`${entries.modelId} = any(${sql.param(sight.ids)}::uuid[])`;
  if (sight.kind === "sets") return withinSets(sight, reading, entries);
  // A scalar subquery: Postgres asks it row by row, and never reads all models to join them.
  return sql`(select ${modelPermits(sight.actor, reading)} from models join teams on teams.id = models.team_id where models.id = ${entries.modelId})`;
}

/** Whether so few versions are seen that each is looked at, and no index of a word, tag or number that a million others have. */
export function isLookedThrough(sight: Sight, place: Query["in"]): sight is Extract<Sight, { kind: "few" }> {
  return place === "versions" && sight.kind === "few" && sight.versions <= fewVersions;
}

/** What is searched, in the place of a table of entries. */
export function searched(sight: Sight, place: Query["in"]): SQL {
  const { entries, modelId } = places[place];
  // `offset` keeps Postgres from taking the condition out of it.
  return isLookedThrough(sight, place) ? sql`(select * from ${entries} where ${modelId} = any(${sql.param(sight.ids)}::uuid[]) offset 0) ${entries}` : sql`${entries}`;
}
