import { and, eq, sql, type SQL } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { holdWebhook, modelOf, targetOf } from "./commands.ts";
import { requireWebhookOf } from "./queries.ts";
import { askToDeliver } from "./queue.ts";
import { mostRedelivered, type RedeliverRange } from "./schema.ts";
import { deliveries } from "./tables.ts";

/**
 * Sends a delivery again, behind what waits. One that still waits is tried at once.
 * @returns the delivery that is sent
 * @throws DomainError not_found, forbidden; invalid_input, of a test
 */
export async function redeliver(tx: Transaction, actor: Actor, { delivery: id }: { delivery: string }): Promise<{ delivery: string }> {
  const webhook = await requireWebhookOf(tx, actor, id);
  const [delivery] = await tx.select().from(deliveries).where(eq(deliveries.id, id)).for("update");
  if (!delivery) throw notFound("That delivery");
  if (delivery.eventId === null) throw new DomainError("invalid_input", "A test is not sent again: send another.");
  const sent = delivery.state === "pending" ? await hasten(tx, id) : (await sendAgain(tx, eq(deliveries.id, id)))[0]!;
  await askToDeliver(tx, delivery);
  await record(tx, actor, { action: "webhook.redelivered", ...modelOf(webhook), target: targetOf(webhook), details: { webhook: webhook.id, deliveries: 1, event: delivery.eventId } });
  return { delivery: sent };
}

async function hasten(tx: Transaction, id: string): Promise<string> {
  await tx.update(deliveries).set({ nextAttemptAt: sql`now()` }).where(and(eq(deliveries.id, id), eq(deliveries.state, "pending")));
  return id;
}

/** @returns the ids of the new deliveries, in the order of the old ones */
async function sendAgain(tx: Transaction, which: SQL): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into deliveries (id, webhook_id, event_id, event_type, model_id, redelivery_of)
    select gen_random_uuid(), webhook_id, event_id, event_type, model_id, coalesce(redelivery_of, id) from deliveries where ${which} order by seq
    returning id`);
  return rows.map(({ id }) => id);
}

/**
 * Sends what a webhook was told of some events again, behind what waits, in the order in which it happened. Of an event that
 * still waits, or was sent again since and arrived, nothing more is sent.
 * @returns how many are sent
 * @throws DomainError not_found, forbidden; invalid_input, when there are too many
 */
export async function redeliverRange(tx: Transaction, actor: Actor, { id, since, until, firstEvent, lastEvent, undeliveredOnly }: RedeliverRange): Promise<{ deliveries: number }> {
  const webhook = await holdWebhook(tx, actor, id);
  const ended = undeliveredOnly ? sql`state = 'given_up'` : sql`state in ('given_up', 'delivered')`;
  const again = undeliveredOnly ? sql`a.state in ('pending', 'delivered')` : sql`a.state = 'pending'`;
  const within = and(
    sql`webhook_id = ${id} and redelivery_of is null and event_id is not null and ${ended}`,
    sql`not exists (select 1 from deliveries a where a.redelivery_of = deliveries.id and ${again})`,
    since === undefined ? undefined : sql`created_at >= ${since}::timestamptz`,
    until === undefined ? undefined : sql`created_at <= ${until}::timestamptz`,
    firstEvent === undefined ? undefined : sql`event_id >= ${firstEvent}`,
    lastEvent === undefined ? undefined : sql`event_id <= ${lastEvent}`,
  )!;
  const [counted] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from deliveries where ${within} limit ${mostRedelivered + 1}) counted`);
  if ((counted?.n ?? 0) > mostRedelivered) {
    throw new DomainError("invalid_input", `There are more than ${mostRedelivered} deliveries in this range, which is the most that are sent again at once. Narrow it.`, { most: mostRedelivered });
  }
  const lines = await tx.execute<{ modelId: string | null }>(sql`select distinct model_id as "modelId" from deliveries where ${within} order by 1`);
  const sent = await sendAgain(tx, within);
  for (const { modelId } of lines) await askToDeliver(tx, { webhookId: id, modelId });
  await record(tx, actor, {
    action: "webhook.redelivered", ...modelOf(webhook), target: targetOf(webhook),
    details: { webhook: id, deliveries: sent.length, since: since ?? null, until: until ?? null, firstEvent: firstEvent ?? null, lastEvent: lastEvent ?? null, undeliveredOnly },
  });
  return { deliveries: sent.length };
}
