import { sql, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { holdsEverywhere, likelyModels, modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";

/** Whoever sees at most so many models is asked for these alone; of others, each row is looked at. */
const few = 1000;

/** Which models somebody sees, in the form that a list is quickest with. */
export type Sight = { kind: "all" } | { kind: "few"; ids: string[] } | { kind: "many"; actor: Actor };

/** Asks once for what every statement of a search needs. @param most so many models are few */
export async function sightOf(db: Executor, actor: Actor, most = few): Promise<Sight> {
  if (holdsEverywhere(actor, "model:read")) return { kind: "all" };
  const [row] = await db.execute<{ ids: string[]; likely: number }>(sql`
    with likely as materialized (${likelyModels(actor, "model:read", most + 1)})
    select (select count(*)::int from likely) as likely, to_json(array(
      select models.id from likely join models on models.id = likely.id join teams on teams.id = models.team_id
      where models.announced and ${modelPermits(actor, "model:read")} limit ${most + 1})) as ids`);
  return row && row.likely <= most ? { kind: "few", ids: row.ids } : { kind: "many", actor };
}

/** The condition that the model which `modelId` names is one of those. */
export function seen(sight: Sight, modelId: PgColumn): SQL {
  if (sight.kind === "all") return sql`true`;
  if (sight.kind === "few") return sql`${modelId} = any(${sql.param(sight.ids)}::uuid[])`;
  // A scalar subquery: Postgres asks it row by row, and never reads all models to join them.
  return sql`(select ${modelPermits(sight.actor, "model:read")} from models join teams on teams.id = models.team_id where models.id = ${modelId})`;
}
