import { eq, inArray, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { holdsEverywhere, isNarrow, modelPermits } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { rolesWith } from "../identity/permissions.ts";
import { models } from "../models/tables.ts";
import { teams } from "../teams/tables.ts";
import { catalogue, catalogueVersion, isPublic, type RegistryEvent } from "./catalogue.ts";
import type { StoredEvent } from "./queries.ts";
import { events } from "./tables.ts";

/** The name of the model at hand, as a column; null where an event hangs on none. */
export const modelName = sql<string | null>`${teams.slug} || '/' || ${models.name}`;

/**
 * The condition on a row of `events`, left joined with its `models` and their `teams`, that the actor may hear of it: they see
 * its model now; or it hangs on none, and they read the whole record, or keep the team that it is about.
 */
export function mayHear(actor: Actor): SQL<boolean> {
  const ofModel = sql`(${models.id} is not null and ${modelPermits(actor, "model:read")})`;
  if (holdsEverywhere(actor, "audit:read")) return sql<boolean>`(${ofModel} or ${events.modelId} is null)`;
  if (isNarrow(actor) || !credentialAllows(actor, "team:manage")) return sql<boolean>`${ofModel}`;
  return sql<boolean>`(${ofModel} or (${events.modelId} is null and ${events.payload}->>'team' in (
    select t.slug from members m join teams t on t.id = m.team_id where m.user_id = ${actor.userId} and m.role in ${rolesWith("team:manage")})))`;
}

/**
 * Events as they are told outside, in the same order, for who has decided already who hears of them. What stands in the record
 * alone is left out.
 */
export async function envelopesOf(db: Executor, stored: readonly StoredEvent[]): Promise<RegistryEvent[]> {
  const ids = [...new Set(stored.flatMap(({ type, modelId }) => (isPublic(type) && modelId ? [modelId] : [])))];
  const named = ids.length === 0 ? [] : await db.select({ id: models.id, name: modelName }).from(models).innerJoin(teams, eq(teams.id, models.teamId)).where(inArray(models.id, ids));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return stored.flatMap((event) => enveloped(event, (event.modelId && names.get(event.modelId)) ?? null) ?? []);
}

/** The same of those of the events that the actor may hear of, now. */
export async function envelopesFor(db: Executor, actor: Actor, stored: readonly StoredEvent[]): Promise<RegistryEvent[]> {
  const ids = stored.flatMap(({ type, id }) => (isPublic(type) ? [id] : []));
  if (ids.length === 0) return [];
  const heard = await db
    .select({ id: events.id, model: modelName })
    .from(events)
    .leftJoin(models, eq(models.id, events.modelId))
    .leftJoin(teams, eq(teams.id, models.teamId))
    .where(sql`${inArray(events.id, ids)} and ${mayHear(actor)}`);
  const names = new Map(heard.map(({ id, model }) => [id, model]));
  return stored.flatMap((event) => (names.has(event.id) ? (enveloped(event, names.get(event.id) ?? null) ?? []) : []));
}

/** @returns null of what stands in the record alone */
export function enveloped({ id, type, payload, createdAt }: StoredEvent, model: string | null): RegistryEvent | null {
  if (!isPublic(type)) return null;
  const { target, actor = null, ...rest } = payload;
  return { id, type, version: catalogueVersion, at: createdAt.toISOString(), model, subject: String(target), actor, data: told(type, rest) } as RegistryEvent;
}

/** What the catalogue names of a payload. One of an earlier version of the registry may lack some of it, and is told without. */
function told(type: keyof typeof catalogue, payload: Record<string, unknown>): Record<string, unknown> {
  const { data } = catalogue[type];
  const whole = data.safeParse(payload);
  if (whole.success) return whole.data;
  const fields = Object.entries(data.shape).flatMap(([name, schema]) => {
    const field = schema.safeParse(payload[name]);
    return field.success && field.data !== undefined ? [[name, field.data] as const] : [];
  });
  return Object.fromEntries(fields);
}
