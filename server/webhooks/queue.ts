import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { deliveries } from "./tables.ts";

/** What waits for one webhook and one model (null: about none) is sent one after the other, by one worker at a time. */
export interface Line {
  webhookId: string;
  modelId: string | null;
}

/** Asks that what waits in a line be sent, not before `at`. */
export async function askToDeliver(tx: Transaction, { webhookId, modelId }: Line, at?: Date): Promise<void> {
  const line = `deliver:${webhookId}:${modelId ?? "none"}`;
  await addJob(tx, "deliver", { webhookId, modelId }, { key: line, queue: line, ...(at ? { at } : {}) });
}

/** Asks that all that waits for a webhook be sent. */
export async function wakeDeliveries(tx: Transaction, webhookId: string): Promise<void> {
  const lines = await tx
    .selectDistinct({ modelId: deliveries.modelId })
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.state, "pending"), isNotNull(deliveries.eventId)));
  for (const { modelId } of lines) await askToDeliver(tx, { webhookId, modelId });
}

/** Asks for every line in which something is due that nobody was asked to send. @returns how many */
export async function wakeForgotten(tx: Transaction): Promise<number> {
  const lines = await tx.execute<{ webhookId: string; modelId: string | null }>(sql`
    select distinct d.webhook_id as "webhookId", d.model_id as "modelId" from deliveries d join webhooks w on w.id = d.webhook_id
    where d.state = 'pending' and d.event_id is not null and d.next_attempt_at <= now() and w.state = 'active' and w.removed_at is null
      and not exists (select 1 from graphile_worker.jobs j where j.key = 'deliver:' || d.webhook_id || ':' || coalesce(d.model_id::text, 'none') and j.attempts < j.max_attempts)
    limit 1000`);
  for (const line of lines) await askToDeliver(tx, line);
  return lines.length;
}

/** How long what has ended is kept, in days, and how long what is held up may wait. */
const keepDays = 30;
/** So many are removed at once. */
const atOnce = 5000;

/** Removes deliveries that ended long ago, with their tries, and gives up those that waited so long for a webhook that is paused or broken. */
export async function trimDeliveries(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    update deliveries set state = 'given_up', ended_at = now() from webhooks w
    where w.id = deliveries.webhook_id and w.state <> 'active' and deliveries.state = 'pending' and deliveries.created_at < now() - make_interval(days => ${keepDays})`);
  const old = sql`select d.id from deliveries d where d.state <> 'pending' and d.ended_at < now() - make_interval(days => ${keepDays})
    and not exists (select 1 from deliveries a where a.redelivery_of = d.id) limit ${atOnce}`;
  await tx.execute(sql`with old as materialized (${old}), tries as (delete from delivery_attempts where delivery_id in (select id from old)) select 1`);
  await tx.execute(sql`delete from deliveries where id in (${old}) and not exists (select 1 from delivery_attempts t where t.delivery_id = deliveries.id)`);
}
