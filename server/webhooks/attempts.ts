import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Executor, Transaction } from "../db/client.ts";
import { systemActor } from "../identity/actor.ts";
import { resume, targetOf } from "./commands.ts";
import { askToDeliver, askToProbe, type Line } from "./queue.ts";
import { findPlaceOf } from "./queries.ts";
import { isBroken, nextTry, verdictOf, type Pace } from "./retry.ts";
import { deliveries, deliveryAttempts, webhooks } from "./tables.ts";

export type WebhookRow = typeof webhooks.$inferSelect;
export type DeliveryRow = typeof deliveries.$inferSelect;

/** A delivery, and where it goes. */
export interface Due {
  webhook: WebhookRow;
  delivery: DeliveryRow;
}

/** What came of one try, as it is kept. */
export type Tried = Omit<typeof deliveryAttempts.$inferInsert, "id" | "deliveryId" | "number">;

/** How it is decided when it is tried next. */
export interface Timing {
  pace: Pace;
  /** From 0 to 1. */
  chance: number;
}

function selectDue(db: Executor) {
  return db.select({ webhook: webhooks, delivery: deliveries }).from(deliveries).innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId));
}

const waits = and(eq(deliveries.state, "pending"), isNotNull(deliveries.eventId), isNull(webhooks.removedAt));

function selectFirst(db: Executor, { webhookId, modelId }: Line) {
  return selectDue(db)
    .where(and(waits, eq(webhooks.state, "active"), eq(deliveries.webhookId, webhookId), modelId === null ? isNull(deliveries.modelId) : eq(deliveries.modelId, modelId)))
    .orderBy(asc(deliveries.seq))
    .limit(1);
}

/** The first that waits in a line of a webhook that is active; null when none does. */
export async function firstInLine(db: Executor, line: Line): Promise<Due | null> {
  return (await selectFirst(db, line))[0] ?? null;
}

/** Asks that a line be sent on when its first is due. That is looked up here and held: whoever wants it sooner asks before, and is seen, or asks after. */
export async function askToGoOn(tx: Transaction, line: Line): Promise<void> {
  const [due] = await selectFirst(tx, line).for("update", { of: deliveries });
  if (due) await askToDeliver(tx, line, due.delivery.nextAttemptAt);
}

/** The first of all that waits for a webhook that is broken; null when none does, or it is broken no longer. */
export async function firstOfBroken(db: Executor, webhookId: string): Promise<Due | null> {
  const [due] = await selectDue(db).where(and(waits, eq(webhooks.state, "broken"), eq(deliveries.webhookId, webhookId))).orderBy(asc(deliveries.seq)).limit(1);
  return due ?? null;
}

/** A test that waits; null when it was sent, or its webhook removed. */
export async function waitingTest(db: Executor, deliveryId: string): Promise<Due | null> {
  const [due] = await selectDue(db).where(and(eq(deliveries.id, deliveryId), eq(deliveries.state, "pending"), isNull(webhooks.removedAt)));
  return due ?? null;
}

/** Locks the webhook and the delivery, and writes the try down. @returns both as they are now */
async function writeDown(tx: Transaction, { webhook: { id }, delivery }: Due, tried: Tried): Promise<Due> {
  const [webhook] = await tx.select().from(webhooks).where(eq(webhooks.id, id)).for("update");
  const [row] = await tx.update(deliveries).set({ attempts: sql`${deliveries.attempts} + 1` }).where(eq(deliveries.id, delivery.id)).returning();
  await tx.insert(deliveryAttempts).values({ ...tried, deliveryId: delivery.id, number: row!.attempts });
  return { webhook: webhook!, delivery: row! };
}

const verdict = ({ status }: Tried) => (status === null || status === undefined ? "failed" : verdictOf(status));

async function endDelivery(tx: Transaction, { id }: Pick<DeliveryRow, "id">, state: "delivered" | "given_up"): Promise<void> {
  await tx.update(deliveries).set({ state, endedAt: sql`now()` }).where(and(eq(deliveries.id, id), eq(deliveries.state, "pending")));
}

async function arrive(tx: Transaction, { webhook, delivery }: Due): Promise<void> {
  await endDelivery(tx, delivery, "delivered");
  if (webhook.failures > 0) await tx.update(webhooks).set({ failures: 0, failingSince: null }).where(eq(webhooks.id, webhook.id));
}

/**
 * Writes down what came of a try, and decides how it goes on.
 * @returns whether the next in line can be sent now
 */
export async function noteTry(tx: Transaction, due: Due, tried: Tried, timing: Timing): Promise<boolean> {
  const { webhook, delivery } = await writeDown(tx, due, tried);
  if (verdict(tried) === "arrived") {
    await arrive(tx, { webhook, delivery });
    return true;
  }
  const now = new Date();
  const failures = webhook.failures + 1;
  const failingSince = webhook.failingSince ?? tried.at;
  await tx.update(webhooks).set({ failures, failingSince }).where(eq(webhooks.id, webhook.id));
  // Whoever paused or removed it in the meantime has decided.
  if (webhook.state !== "active" || webhook.removedAt) return false;
  if (verdict(tried) === "gone") {
    await stop(tx, webhook, "paused", { reason: "It answered 410 Gone: it wants no more." });
    return false;
  }
  if (isBroken(timing.pace, { failures, failingSince }, now)) {
    await stop(tx, webhook, "broken", { failures, failingSince: failingSince.toISOString(), lastError: tried.error ?? null });
    await askToProbe(tx, webhook.id, timing.pace);
    return false;
  }
  const next = nextTry(timing.pace, delivery.attempts, now, timing.chance);
  if (next === null) {
    await endDelivery(tx, delivery, "given_up");
    return true;
  }
  await tx.update(deliveries).set({ nextAttemptAt: next }).where(eq(deliveries.id, delivery.id));
  await askToDeliver(tx, delivery, next);
  return false;
}

async function stop(tx: Transaction, webhook: WebhookRow, state: "paused" | "broken", details: Record<string, unknown>): Promise<void> {
  await tx.update(webhooks).set({ state }).where(eq(webhooks.id, webhook.id));
  const { id, name, scope, createdBy, modelId } = webhook;
  const place = await findPlaceOf(tx, id);
  await record(tx, systemActor("deliver"), {
    action: `webhook.${state}`,
    ...(modelId === null ? {} : { modelId }),
    target: targetOf({ place, name }),
    details: { webhook: id, webhookId: id, name, scope, ...(place.kind === "team" ? { team: place.team } : {}), createdBy, ...details },
  });
}

/** Writes down what came of a try of a webhook that is broken: when it arrived, it is active again. */
export async function noteProbe(tx: Transaction, due: Due, tried: Tried, { pace }: Timing): Promise<void> {
  const { webhook, delivery } = await writeDown(tx, due, tried);
  if (verdict(tried) === "arrived") await endDelivery(tx, delivery, "delivered");
  if (webhook.state !== "broken" || webhook.removedAt) return;
  if (verdict(tried) === "arrived") await resume(tx, systemActor("probe_webhook"), { ...webhook, place: await findPlaceOf(tx, webhook.id) });
  else await askToProbe(tx, webhook.id, pace);
}

/** Writes down what came of a test: it is not tried again, and says nothing about what waits. */
export async function noteTest(tx: Transaction, due: Due, tried: Tried): Promise<void> {
  await writeDown(tx, due, tried);
  await endDelivery(tx, due.delivery, verdict(tried) === "arrived" ? "delivered" : "given_up");
}
