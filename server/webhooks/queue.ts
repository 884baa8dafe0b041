import { and, asc, eq, isNotNull, sql, type SQL } from "drizzle-orm";
import type { Database, Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import type { Pace } from "./retry.ts";
import { deliveries } from "./tables.ts";

/** What waits for one webhook and one model (null: about none) is sent one after the other, by one worker at a time. */
export interface Line {
  webhookId: string;
  modelId: string | null;
}

/** So many lines of one webhook are under way at once, so that an endpoint that hangs leaves room for the others. */
const lanes = 2;

/** Which lane a line goes in: always the same one. The last digit of a model's id is random. */
export function laneOf({ modelId }: Line): number {
  return modelId === null ? 0 : Number.parseInt(modelId.slice(-1), 16) % lanes;
}

/** Asks that what waits in a line be sent, not before `at`. One that is due goes behind what waits in its lane. */
export async function askToDeliver(tx: Transaction, line: Line, at?: Date): Promise<void> {
  const { webhookId, modelId } = line;
  const lane = laneOf(line);
  await addJob(tx, "deliver", { webhookId, modelId, lane }, { key: `deliver:${webhookId}:${modelId ?? "none"}`, queue: `deliver:${webhookId}:${lane}`, ...(at && at > new Date() ? { at } : {}) });
}

/** The lane of tests and probes: one after the other, and without waiting for what hangs in the other lanes. */
const triesOf = (webhookId: string) => `deliver:${webhookId}:try`;

/** Asks that a test be sent. */
export async function askToTest(tx: Transaction, { webhookId, deliveryId }: { webhookId: string; deliveryId: string }): Promise<void> {
  await addJob(tx, "deliver_test", { deliveryId }, { queue: triesOf(webhookId) });
}

/** Asks that a broken webhook be tried, once the pace says so. */
export async function askToProbe(tx: Transaction, webhookId: string, { probeMs }: Pace): Promise<void> {
  await addJob(tx, "probe_webhook", { webhookId }, { key: `probe:${webhookId}`, queue: triesOf(webhookId), at: new Date(Date.now() + probeMs) });
}

/** Asks that all that waits for a webhook be sent. */
export async function wakeDeliveries(tx: Transaction, webhookId: string): Promise<void> {
  const lines = await tx
    .selectDistinct({ modelId: deliveries.modelId })
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.state, "pending"), isNotNull(deliveries.eventId)))
    // Whoever asks for many asks in the same order: of two, one waits.
    .orderBy(asc(deliveries.modelId));
  for (const { modelId } of lines) await askToDeliver(tx, { webhookId, modelId });
}

/** The condition that a job of this key still comes. */
const comes = (key: SQL) => sql`exists (select 1 from graphile_worker.jobs j where j.key = ${key} and j.attempts < j.max_attempts)`;

/** Asks for every line in which something is due that nobody was asked to send, and for every broken webhook that nobody was asked to probe. @returns how many */
export async function wakeForgotten(tx: Transaction, pace: Pace): Promise<number> {
  const lines = await tx.execute<{ webhookId: string; modelId: string | null }>(sql`
    select distinct d.webhook_id as "webhookId", d.model_id as "modelId" from deliveries d join webhooks w on w.id = d.webhook_id
    where d.state = 'pending' and d.event_id is not null and d.next_attempt_at <= now() and w.state = 'active' and w.removed_at is null
      and not ${comes(sql`'deliver:' || d.webhook_id || ':' || coalesce(d.model_id::text, 'none')`)}
    order by 1, 2 limit 1000`);
  for (const line of lines) await askToDeliver(tx, line);
  // A probe that found nothing to try has asked for no other.
  const broken = await tx.execute<{ id: string }>(sql`select w.id from webhooks w where w.state = 'broken' and w.removed_at is null and not ${comes(sql`'probe:' || w.id`)} order by 1 limit 1000`);
  for (const { id } of broken) await askToProbe(tx, id, pace);
  return lines.length + broken.length;
}

/** How long what has ended is kept, in days, and how long what is held up may wait. */
const keepDays = 30;
/** So many are removed in one transaction. */
const atOnce = 5000;

/** Removes deliveries that ended long ago, with their tries, gives up those that waited so long for a webhook that is paused, broken or gone, and forgets the lanes of those that are gone. */
export async function trimDeliveries(db: Database): Promise<void> {
  await db.execute(sql`
    update deliveries set state = 'given_up', ended_at = now() from webhooks w
    where w.id = deliveries.webhook_id and (w.state <> 'active' or w.removed_at is not null) and deliveries.state = 'pending' and deliveries.created_at < now() - make_interval(days => ${keepDays})`);
  while ((await db.transaction(removeOld)) > 0);
  await db.execute(sql`
    delete from graphile_worker._private_job_queues q
    where q.queue_name like 'deliver:%' and q.locked_at is null and not exists (select 1 from graphile_worker._private_jobs j where j.job_queue_id = q.id)
      and not exists (select 1 from webhooks w where w.removed_at is null and q.queue_name ~ ('^deliver:' || w.id || ':([0-9]|try)$'))`);
}

/** @returns how many were removed; what was sent again goes after what sent it again */
async function removeOld(tx: Transaction): Promise<number> {
  const old = await tx.execute<{ id: string }>(sql`
    select d.id from deliveries d where d.state <> 'pending' and d.ended_at < now() - make_interval(days => ${keepDays})
      and not exists (select 1 from deliveries a where a.redelivery_of = d.id) limit ${atOnce} for update`);
  if (old.length === 0) return 0;
  const ids = sql`any(${sql.param(old.map(({ id }) => id))}::uuid[])`;
  await tx.execute(sql`delete from delivery_attempts where delivery_id = ${ids}`);
  await tx.execute(sql`delete from deliveries where id = ${ids}`);
  return old.length;
}
