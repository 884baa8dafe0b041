import { and, eq, max } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { refreshVersions } from "../search/entries.ts";
import { isStageName } from "../stages/queries.ts";
import { endsOfMove, pointerTarget, resolveReference } from "./queries.ts";
import { pointerMoves, pointers } from "./tables.ts";

/**
 * Moves a pointer and keeps the move. The caller holds the lock on the model and has decided that it may move: an
 * alias's command, or a promotion that is being applied.
 * @param move.from what the caller believes that it names now (null: nothing)
 * @param onBehalfOf whose move it counts as, where the registry itself makes it
 * @returns when it moved
 * @throws Error, when it names something else: the caller read it before it had the lock
 */
export async function movePointer(
  tx: Transaction,
  actor: Actor,
  move: { modelId: string; name: string; from: string | null; to: string | null; promotionId: string | null },
  onBehalfOf = actor.userId,
): Promise<Date> {
  const holder = await pointerTarget(tx, move.modelId, move.name);
  if (holder !== move.from) throw new Error(`${move.name} was moved from ${holder ?? "nothing"} without the lock`);
  const movedAt = await nextInstant(tx, move);
  const key = and(eq(pointers.modelId, move.modelId), eq(pointers.name, move.name));
  if (move.to === null) await tx.delete(pointers).where(key);
  else if (holder === null) {
    await tx.insert(pointers).values({ modelId: move.modelId, name: move.name, versionId: move.to, movedAt });
  } else await tx.update(pointers).set({ versionId: move.to, movedAt }).where(key);
  await tx.update(models).set({ updatedAt: movedAt }).where(eq(models.id, move.modelId));
  await tx.insert(pointerMoves).values({
    modelId: move.modelId,
    name: move.name,
    fromVersionId: move.from,
    toVersionId: move.to,
    promotionId: move.promotionId,
    movedBy: onBehalfOf,
    movedAt,
  });
  await refreshVersions(tx, [move.from, move.to].filter((id) => id !== null));
  return movedAt;
}

/** Now, and after the last move: instances whose clocks differ must not change the order of what happened. */
async function nextInstant(tx: Transaction, { modelId, name }: { modelId: string; name: string }): Promise<Date> {
  const [last] = await tx.select({ at: max(pointerMoves.movedAt) }).from(pointerMoves).where(and(eq(pointerMoves.modelId, modelId), eq(pointerMoves.name, name)));
  return new Date(Math.max(Date.now(), (last?.at?.getTime() ?? 0) + 1));
}

/** Points an alias at a version of the same model. A stage is refused: it moves only through a promotion. */
export async function setAlias(tx: Transaction, actor: Actor, input: { model: string; alias: string; version: number }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "alias:move");
  await refuseStage(tx, input);
  await lockModel(tx, model.id);
  const version = await resolveReference(tx, actor, `${input.model}@${input.version}`);
  const from = await pointerTarget(tx, model.id, input.alias);
  if (from === version.versionId) {
    throw new DomainError("already_live", `${input.model}@${input.alias} names version ${input.version} already.`);
  }
  await movePointer(tx, actor, { modelId: model.id, name: input.alias, from, to: version.versionId, promotionId: null });
  await record(tx, actor, {
    action: "alias.set",
    modelId: model.id,
    target: `${input.model}@${input.alias}`,
    details: { version: input.version },
    event: { alias: input.alias, ...(await endsOfMove(tx, from, version.versionId)) },
  });
  return { reference: `${input.model}@${input.alias}`, version: input.version };
}

/** Removes an alias. */
export async function removeAlias(tx: Transaction, actor: Actor, input: { model: string; alias: string }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "alias:move");
  await refuseStage(tx, input);
  await lockModel(tx, model.id);
  const from = await pointerTarget(tx, model.id, input.alias);
  if (from === null) throw notFound(`The alias ${input.model}@${input.alias}`);
  await movePointer(tx, actor, { modelId: model.id, name: input.alias, from, to: null, promotionId: null });
  await record(tx, actor, { action: "alias.removed", modelId: model.id, target: `${input.model}@${input.alias}`, event: { alias: input.alias, ...(await endsOfMove(tx, from, null)) } });
  return { removed: true };
}

async function refuseStage(tx: Transaction, input: { model: string; alias: string }): Promise<void> {
  if (!(await isStageName(tx, input.alias))) return;
  throw new DomainError(
    "stage_needs_promotion",
    `${input.alias} is a stage, and moves only through a promotion that somebody else has signed. ` +
      `Request one: countersign promote ${input.model}@<version> --to ${input.alias} --reason "…"`,
  );
}
