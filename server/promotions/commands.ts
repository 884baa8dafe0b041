import { and, eq } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { movePointer } from "../pointers/commands.ts";
import { pointerTarget, requireStage, resolveReference } from "../pointers/queries.ts";
import { versions } from "../versions/tables.ts";
import { evidenceDigest } from "./evidence.ts";
import {
  appliedVersions,
  factsOf,
  mayWithdraw,
  openPromotionsOf,
  requirePromotion,
  viewerOf,
  type PromotionRow,
} from "./queries.ts";
import { blockers, goodVersions, whyNotSign } from "./rules.ts";
import type { PromotionKind, PromotionState, Verdict } from "./schema.ts";
import { promotions, reviews } from "./tables.ts";

interface Opening {
  kind: PromotionKind;
  modelId: string;
  model: string;
  version: { versionId: string; version: number; digest: string };
  stage: string;
  reason: string;
}

/**
 * Asks that a stage should name another version.
 * @throws DomainError already_live, already_requested, not_found, forbidden
 */
export async function requestPromotion(
  tx: Transaction,
  actor: Actor,
  input: { reference: string; stage: string; reason: string },
) {
  const asked = await resolveReference(tx, actor, input.reference);
  const model = await requireModel(tx, actor, asked.model);
  demand(actor, model.team, "promotion:request");
  await requireStage(tx, input.stage);
  await lockModel(tx, model.id);
  // Under the lock: it may have been deleted meanwhile.
  const version = await resolveReference(tx, actor, asked.reference);
  const opening: Opening = { ...input, kind: "promote", modelId: model.id, model: version.model, version };
  return { id: await openPromotion(tx, actor, opening) };
}

/**
 * Opens a promotion against what the stage names now. The caller holds the lock on the model. A rollback is never open
 * to reviews: it is applied in the transaction that makes it.
 */
async function openPromotion(tx: Transaction, actor: Actor, opening: Opening): Promise<string> {
  const { modelId, model, stage, version, kind, reason } = opening;
  const baselineId = await pointerTarget(tx, modelId, stage);
  if (baselineId === version.versionId) {
    throw new DomainError("already_live", `${model}@${version.version} is what ${stage} names already.`, { stage });
  }
  const target = { model, stage, digest: version.digest, number: version.version, round: 1 };
  const [promotion] = await tx
    .insert(promotions)
    .values({
      modelId,
      versionId: version.versionId,
      stage,
      kind,
      ...(kind === "rollback" ? { state: "applied", closedAt: new Date() } : { state: "open" }),
      reason,
      requesterId: actor.userId,
      baselineId,
      evidenceDigest: await digestOfEvidence(tx, target, baselineId),
    })
    .onConflictDoNothing()
    .returning({ id: promotions.id });
  if (!promotion) throw await alreadyRequested(tx, opening);
  await record(tx, actor, {
    action: "promotion.requested",
    modelId,
    target: promotion.id,
    details: { kind, model, version: version.version, stage, reason },
  });
  return promotion.id;
}

async function alreadyRequested(tx: Transaction, { modelId, model, version, stage }: Opening): Promise<DomainError> {
  const [open] = await tx
    .select({ id: promotions.id })
    .from(promotions)
    .where(
      and(
        eq(promotions.modelId, modelId),
        eq(promotions.versionId, version.versionId),
        eq(promotions.stage, stage),
        eq(promotions.state, "open"),
      ),
    );
  return new DomainError(
    "already_requested",
    `A promotion of ${model}@${version.version} to ${stage} is open already: ${open?.id}. Review or withdraw that one.`,
    { id: open?.id },
  );
}

async function digestOfEvidence(
  tx: Transaction,
  target: { model: string; stage: string; digest: string; number: number; round: number },
  baselineId: string | null,
): Promise<string> {
  const [baseline] = baselineId
    ? await tx
        .select({ digest: versions.digest, number: versions.number })
        .from(versions)
        .where(eq(versions.id, baselineId))
    : [];
  return evidenceDigest({
    model: target.model,
    stage: target.stage,
    candidate: target.digest,
    candidateNumber: target.number,
    baseline: baseline?.digest ?? null,
    baselineNumber: baseline?.number ?? null,
    round: target.round,
  });
}

/**
 * Appends a verdict. The approval that clears the last blocker applies the promotion, in the same transaction.
 * @param input.evidenceDigest the evidence that the reviewer saw
 * @throws DomainError promotion_closed, evidence_changed, self_approval, forbidden
 */
export async function reviewPromotion(
  tx: Transaction,
  actor: Actor,
  input: { id: string; verdict: Verdict; comment: string; evidenceDigest: string },
) {
  const { modelId } = await requirePromotion(tx, actor, input.id);
  await lockModel(tx, modelId);
  const row = await requirePromotion(tx, actor, input.id);
  refuseClosed(row);
  if (input.verdict !== "comment") refuseReviewer(actor, row);
  refuseStale(row, input.evidenceDigest);
  const [review] = await tx
    .insert(reviews)
    .values({
      promotionId: row.id,
      reviewerId: actor.userId,
      verdict: input.verdict,
      comment: input.comment,
      round: row.round,
      evidenceDigest: row.evidenceDigest,
      // The time of the transaction is that of its start, before the lock: the order of reviews is that of the lock.
      createdAt: new Date(),
    })
    .returning({ id: reviews.id });
  await record(tx, actor, {
    action: "promotion.reviewed",
    modelId,
    target: row.id,
    details: { ...subjectOf(row), review: review!.id, verdict: input.verdict, round: row.round, evidenceDigest: row.evidenceDigest },
  });
  const left = blockers(await factsOf(tx, row), viewerOf(actor, row));
  if (input.verdict === "approve" && left.length === 0) await applyPromotion(tx, actor, row);
  return { id: row.id };
}

/** What a promotion is about, for those who read of it elsewhere. */
function subjectOf(row: PromotionRow) {
  return { model: `${row.team}/${row.name}`, version: row.version, stage: row.stage };
}

function refuseClosed(row: PromotionRow): void {
  if (row.state === "open") return;
  const how = row.state === "superseded" ? `superseded by the promotion ${row.supersededBy}` : row.state;
  throw new DomainError("promotion_closed", `This promotion is ${how}, and can't be changed any more.`, {
    state: row.state,
    supersededBy: row.supersededBy,
  });
}

function refuseReviewer(actor: Actor, row: PromotionRow): void {
  const own = whyNotSign(
    { requester: { id: row.requesterId, name: row.requesterName }, author: { id: row.authorId, name: row.authorName } },
    actor.userId,
  );
  if (own) throw new DomainError("self_approval", own);
  demand(actor, { slug: row.team, role: row.role }, "promotion:review");
}

function refuseStale(row: PromotionRow, seen: string): void {
  if (seen === row.evidenceDigest) return;
  const now = row.baseline === null ? `${row.stage} names no version` : `${row.stage} names v${row.baseline}`;
  throw new DomainError(
    "evidence_changed",
    `The evidence has changed since you looked: ${now} now, and this is round ${row.round}. Look again, then decide.`,
    { evidenceDigest: row.evidenceDigest, baseline: row.baseline, round: row.round },
  );
}

/**
 * Moves the stage. The caller holds the lock on the model and has found no blocker; whether the stage still names the
 * baseline is compared here again, by the move itself.
 */
async function applyPromotion(tx: Transaction, actor: Actor, row: PromotionRow): Promise<void> {
  const { modelId, stage, versionId } = row;
  await movePointer(tx, actor, { modelId, name: stage, from: row.baselineId, to: versionId, promotionId: row.id });
  await close(tx, row.id, "applied");
  const model = `${row.team}/${row.name}`;
  await record(tx, actor, {
    action: "promotion.applied",
    modelId,
    target: row.id,
    details: { kind: row.kind, model, stage, from: row.baseline, to: row.version, evidenceDigest: row.evidenceDigest },
  });
  await settleOthers(tx, actor, row, model);
}

async function close(tx: Transaction, id: string, state: PromotionState, supersededBy?: string): Promise<void> {
  await tx
    .update(promotions)
    .set({ state, closedAt: new Date(), ...(supersededBy ? { supersededBy } : {}) })
    .where(and(eq(promotions.id, id), eq(promotions.state, "open")));
}

/**
 * What a move means for the other open promotions of its stage. After a promotion, those of older versions are
 * superseded. The rest were requested against a version that is no longer live: their evidence is new, and so is
 * their round, in which earlier approvals don't count.
 */
async function settleOthers(tx: Transaction, actor: Actor, applied: PromotionRow, model: string): Promise<void> {
  const others = await openPromotionsOf(tx, applied.modelId, applied.stage, applied.id);
  for (const other of others) {
    const obsolete = other.versionId === applied.versionId || (applied.kind === "promote" && other.number < applied.version);
    if (obsolete) {
      await close(tx, other.id, "superseded", applied.id);
      await record(tx, actor, {
        action: "promotion.superseded",
        modelId: applied.modelId,
        target: other.id,
        details: { model, version: other.number, stage: applied.stage, by: applied.id },
      });
      continue;
    }
    const round = other.round + 1;
    const target = { model, stage: applied.stage, digest: other.digest, number: other.number, round };
    const evidence = await digestOfEvidence(tx, target, applied.versionId);
    await tx
      .update(promotions)
      .set({ baselineId: applied.versionId, round, evidenceDigest: evidence })
      .where(eq(promotions.id, other.id));
    await record(tx, actor, {
      action: "promotion.evidence_changed",
      modelId: applied.modelId,
      target: other.id,
      details: { model, version: other.number, stage: applied.stage, round, because: `${applied.stage} names v${applied.version} now`, evidenceDigest: evidence },
    });
  }
}

/** Takes back a request. */
export async function withdrawPromotion(tx: Transaction, actor: Actor, input: { id: string }) {
  const { modelId } = await requirePromotion(tx, actor, input.id);
  await lockModel(tx, modelId);
  const row = await requirePromotion(tx, actor, input.id);
  if (!mayWithdraw(actor, row)) {
    throw new DomainError("forbidden", `Only ${row.requesterName}, who requested it, or a maintainer of ${row.team} can withdraw it.`);
  }
  refuseClosed(row);
  await close(tx, row.id, "withdrawn");
  await record(tx, actor, { action: "promotion.withdrawn", modelId, target: row.id, details: subjectOf(row) });
  return { id: row.id };
}

/**
 * Returns a stage to a version that somebody signed for before: at once, because that signature stands. It is a new
 * promotion and a new move; nothing is edited.
 * @param input.to the version; without it, the last one that was live before the present one
 * @param input.from the version that the caller believes to be live: two who roll back at once must not go back twice
 * @throws DomainError nothing_to_roll_back_to, evidence_changed, forbidden, not_found
 */
export async function rollback(
  tx: Transaction,
  actor: Actor,
  input: { model: string; stage: string; reason: string; to?: number | undefined; from?: number | undefined },
) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "promotion:rollback");
  await requireStage(tx, input.stage);
  await lockModel(tx, model.id);
  const number = await rollbackTarget(tx, model.id, input);
  const version = await resolveReference(tx, actor, `${input.model}@${number}`);
  const opening: Opening = { ...input, kind: "rollback", modelId: model.id, version };
  const id = await openPromotion(tx, actor, opening);
  await applyPromotion(tx, actor, await requirePromotion(tx, actor, id));
  return { id };
}

async function rollbackTarget(
  tx: Transaction,
  modelId: string,
  input: { model: string; stage: string; to?: number | undefined; from?: number | undefined },
): Promise<number> {
  const good = goodVersions(await appliedVersions(tx, modelId, input.stage));
  const live = good.at(-1);
  if (input.from !== undefined && input.from !== live) {
    throw new DomainError("evidence_changed", `${input.stage} of ${input.model} names v${live} now, not v${input.from}. Look again, then decide.`, { live });
  }
  const former = good.slice(0, -1);
  const target = input.to === undefined ? former.at(-1) : former.find((number) => number === input.to);
  if (target !== undefined) return target;
  const others = [...new Set(former.map((number) => `v${number}`))].join(", ");
  throw new DomainError(
    "nothing_to_roll_back_to",
    input.to === undefined
      ? `${input.stage} of ${input.model} had no version before the present one, so there is nothing to roll back to.`
      : `v${input.to} is not a version that ${input.stage} of ${input.model} could return to: ` +
          `${others === "" ? "there is none before the present one" : `it can return to ${others}`}. Request a promotion instead.`,
    { stage: input.stage },
  );
}
