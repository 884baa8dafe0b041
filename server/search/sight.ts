import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { holdsEverywhere, isNarrow, likelyModels, modelPermits, reachColumns, withinSets, type Reach } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";

const reading = "model:read";

/** Whoever sees at most so many models is asked for these alone; of others, each row is looked at. */
const few = 1000;

/** Which models somebody sees, in the form that a list is quickest with. */
export type Sight = { kind: "all" } | { kind: "few"; ids: string[] } | ({ kind: "sets" } & Reach) | { kind: "rows"; actor: Actor };

/** Asks once for what every statement of a search needs. @param most so many models are few */
export async function sightOf(db: Executor, actor: Actor, most = few): Promise<Sight> {
  if (!credentialAllows(actor, reading)) return { kind: "few", ids: [] };
  if (holdsEverywhere(actor, reading)) return { kind: "all" };
  // Where there are many, none of them is looked at: Postgres asks for `ids` in the other case alone.
  const [row] = await db.execute<{ ids: string[] | null } & Record<keyof Reach, string[]>>(sql`
    with likely as materialized (select id from (${likelyModels(actor, reading, most + 1)}) x limit ${most + 1})
    select case when (select count(*) from likely) <= ${most} then to_json(array(
        select models.id from likely join models on models.id = likely.id join teams on teams.id = models.team_id
        where models.announced and ${modelPermits(actor, reading)})) end as ids,
      ${reachColumns(actor, reading)}`);
  if (!row) throw new Error("nothing is known of what the actor sees");
  if (row.ids) return { kind: "few", ids: row.ids };
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
