/** Conditions on versions and recalls, for the queries of every feature that shows them. */
import { sql, type SQL } from "drizzle-orm";
import { modelPermits } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";
import type { Permission } from "../identity/schema.ts";
import { recalls } from "./tables.ts";

/** The condition that a version is registered, was not deleted, and is of a model on which the actor holds `permission`. */
export function seenVersion(actor: Actor, id: SQL, permission: Permission = "model:read"): SQL<boolean> {
  return sql<boolean>`exists (select 1 from versions seen join models on models.id = seen.model_id join teams on teams.id = models.team_id
    where seen.id = ${id} and seen.number is not null and ${modelPermits(actor, permission)} and not exists (select 1 from version_deletions gone where gone.version_id = seen.id))`;
}

/** How people name a version, for whoever may see it. */
export function nameOf(id: SQL): SQL<string> {
  return sql<string>`(select t.slug || '/' || m.name || '@' || named.number from versions named join models m on m.id = named.model_id join teams t on t.id = m.team_id where named.id = ${id})`;
}

/** The condition that a version is touched by a recall that is in force. */
export function isRecalled(id: SQL): SQL<boolean> {
  return sql<boolean>`exists (select 1 from recalled_versions touched join recalls raised on raised.id = touched.recall_id where touched.version_id = ${id} and raised.lifted_at is null)`;
}

/** The condition on `recalls r` and `version_datasets d` that the recall is of that data, and in force. */
export const concerns = sql<boolean>`(r.lifted_at is null and r.kind = 'dataset'
  and (r.dataset_digest = d.digest or (r.dataset_digest is null and r.dataset = d.name and (coalesce(r.dataset_version, '') = '' or r.dataset_version = d.version))))`;

/** Whether the actor may recall datasets. */
export function keepsDatasets(actor: Actor): boolean {
  return siteHolds(actor.siteRole, "dataset:recall") && credentialAllows(actor, "dataset:recall");
}

/** The condition on `recalls` that the actor may lift it. */
export function mayLift(actor: Actor): SQL<boolean> {
  return sql<boolean>`(case when ${recalls.kind} = 'dataset' then ${keepsDatasets(actor)}::boolean else ${seenVersion(actor, sql`${recalls.versionId}`, "version:recall")} end)`;
}
