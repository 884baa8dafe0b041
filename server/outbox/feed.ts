import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { teams } from "../teams/tables.ts";
import { typesOf } from "./catalogue.ts";
import { enveloped, mayHear, modelName } from "./envelope.ts";
import { lastEvent } from "./queries.ts";
import type { FeedInput, FeedPage } from "./schema.ts";
import { events } from "./tables.ts";

/** So many events are looked at for one page, whether the reader may hear of them or not. */
const mostLooked = 5000;

/**
 * A page of the events that the actor may hear of now, in the order in which what happened was committed. Whoever goes on with
 * `next` misses nothing and hears nothing twice: no event is ever committed below one that was seen.
 * @throws DomainError not_found, when the actor may not see the model; cursor_ahead, when there is no such event yet
 */
export async function readFeed(db: Executor, actor: Actor, { after, limit, types, model }: FeedInput): Promise<FeedPage> {
  const modelId = model === undefined ? null : (await requireModel(db, actor, model)).id;
  if (after === "latest") return { items: [], next: await lastEvent(db), more: false };
  const looked = await lookFrom(db, after, modelId);
  if (looked.last === null) {
    await refuseAhead(db, after);
    return { items: [], next: after, more: false };
  }
  const rows = await db
    .select({ id: events.id, type: events.type, modelId: events.modelId, payload: events.payload, createdAt: events.createdAt, model: modelName })
    .from(events)
    .leftJoin(models, eq(models.id, events.modelId))
    .leftJoin(teams, eq(teams.id, models.teamId))
    .where(and(gt(events.id, after), lte(events.id, looked.last), modelId === null ? undefined : eq(events.modelId, modelId), inArray(events.type, typesOf(types)), mayHear(actor)))
    .orderBy(asc(events.id))
    .limit(limit);
  const isFull = rows.length === limit;
  return {
    items: rows.flatMap(({ model: name, ...event }) => enveloped(event, name) ?? []),
    next: isFull ? rows.at(-1)!.id : looked.last,
    more: isFull || looked.count === mostLooked,
  };
}

/** How far is looked from an event on: what is asked for may be rare among what happened. */
async function lookFrom(db: Executor, after: number, modelId: string | null): Promise<{ last: number | null; count: number }> {
  const ofModel = modelId === null ? sql`` : sql`and model_id = ${modelId}`;
  const [row] = await db.execute<{ last: number | null; count: number }>(sql`
    select max(id)::float8 as last, count(*)::int as count from (select id from events where id > ${after} ${ofModel} order by id limit ${mostLooked}) looked`);
  return row!;
}

/** A registry that was restored from a backup has not seen what its readers have: told, because what is new would be passed over. */
async function refuseAhead(db: Executor, after: number): Promise<void> {
  const last = await lastEvent(db);
  if (after <= last) return;
  throw new DomainError(
    "cursor_ahead",
    `There is no event ${after} yet: the last one is ${last}. The registry was probably restored from a backup. Look at what is live now, then go on with after=${last}.`,
    { after, last },
  );
}
