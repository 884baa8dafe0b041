import { and, eq, inArray, lte } from "drizzle-orm";
import type { Executor, Transaction } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { versions } from "../versions/tables.ts";
import { advance, lookAgain } from "./advance.ts";
import { end, lock } from "./commands.ts";
import { loadPromotion } from "./load.ts";
import { isOpen } from "./machine.ts";
import { promotions } from "./tables.ts";

/**
 * What the registry does with a promotion by itself, when its time may have come: lets it expire, begins a new round,
 * applies it. Doing it twice, or on two instances at once, is doing it once.
 */
export async function tendPromotion(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const row = await lock(tx, actor, id);
  if (!isOpen(row.state)) return;
  if (row.expiresAt && row.expiresAt <= new Date()) return await end(tx, actor, await loadPromotion(tx, actor, id), "expire", "");
  await lookAgain(tx, id, null);
  await advance(tx, actor, id);
}

/** The promotions of a version that are open: what was found out about it concerns them. */
export async function advanceVersion(tx: Transaction, actor: Actor, versionId: string): Promise<void> {
  const open = await tx
    .select({ id: promotions.id })
    .from(promotions)
    .where(and(eq(promotions.versionId, versionId), inArray(promotions.state, ["open", "approved"])))
    .orderBy(promotions.createdAt);
  for (const { id } of open) await advance(tx, actor, id);
}

/** The same for somebody who does not hold the lock on the version's model. */
export async function tendVersion(tx: Transaction, actor: Actor, versionId: string): Promise<void> {
  const [version] = await tx.select({ modelId: versions.modelId }).from(versions).where(eq(versions.id, versionId));
  if (!version) return;
  await lockModel(tx, version.modelId);
  await advanceVersion(tx, actor, versionId);
}

/** The promotions to a stage that are open, or to any stage, the oldest first: up to 10,000 of them. */
export async function openPromotions(db: Executor, stage: string | null): Promise<string[]> {
  const open = await db
    .select({ id: promotions.id })
    .from(promotions)
    .where(and(inArray(promotions.state, ["open", "approved"]), stage === null ? undefined : eq(promotions.stage, stage)))
    .orderBy(promotions.createdAt, promotions.id)
    .limit(10_000);
  return open.map(({ id }) => id);
}

/** Promotions whose time has come, up to 200 of them. */
export async function duePromotions(db: Executor, now: Date): Promise<string[]> {
  const due = await db.select({ id: promotions.id }).from(promotions).where(lte(promotions.dueAt, now)).orderBy(promotions.dueAt).limit(200);
  return due.map(({ id }) => id);
}
