import { and, eq, inArray, ne, sql, type SQL } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Action } from "../audit/schema.ts";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { openDeployment } from "../deployments/opening.ts";
import type { Actor } from "../identity/actor.ts";
import { emit } from "../outbox/commands.ts";
import { movePointer } from "../pointers/commands.ts";
import { endsOfMove } from "../pointers/queries.ts";
import { versions } from "../versions/tables.ts";
import { changedBecause, changedParts } from "./changes.ts";
import { refuseUnfit } from "./guards.ts";
import { appraise, blockers, expiryOf, isSatisfied, looksAgainAt, nobody, opensAt, waitsForDeployment } from "./evaluate.ts";
import { loadPromotion, type Loaded, type PromotionRow } from "./load.ts";
import { isDecided, isOpen, transition, type PromotionEvent } from "./machine.ts";
import type { Blocker, PromotionState } from "./schema.ts";
import { promotions, type Decision } from "./tables.ts";

/** What a promotion is about, for those who read of it elsewhere. */
export function subjectOf(row: Pick<PromotionRow, "team" | "name" | "version" | "stage" | "kind">) {
  return { model: `${row.team}/${row.name}`, version: row.version, stage: row.stage, kind: row.kind };
}

/** Writes down an event of a promotion. */
export async function tell(tx: Transaction, actor: Actor, row: PromotionRow, action: Action, details: Record<string, unknown> = {}): Promise<void> {
  const event = { promotion: row.id, digest: row.digest, requester: { id: row.requesterId, name: row.requesterName } };
  await record(tx, actor, { action, modelId: row.modelId, target: row.id, details: { ...subjectOf(row), ...details }, event });
}

/** Tells those who follow the stage that it has moved. */
async function tellMove(tx: Transaction, actor: Actor, row: PromotionRow, to: string | null, bypassed: boolean): Promise<void> {
  const { modelId, stage, kind, id: promotion } = row;
  const payload = { target: `${row.team}/${row.name}@${stage}`, stage, kind, promotion, bypassed, ...(await endsOfMove(tx, row.baselineId, to)) };
  await emit(tx, [{ actor, type: "stage.moved", modelId, payload }]);
}

/** @throws Error when the event can't happen in that state: the caller has not looked */
export function stateAfter(state: PromotionState, event: PromotionEvent): PromotionState {
  const next = transition(state, event);
  if (!next) throw new Error(`a promotion that is ${state} can't ${event}`);
  return next;
}

/**
 * Looks at a promotion whose evidence, reviews, policy or time may have changed: begins a new round when the evidence is
 * another, settles whether it is approved, applies it when nothing is in the way and the policy lets that happen by
 * itself, and sees to it that it is looked at again in time. The caller holds the lock on the model.
 */
export async function advance(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const loaded = await upToDate(tx, actor, await loadPromotion(tx, actor, id));
  if (!isOpen(loaded.row.state)) return;
  const { facts, policy } = loaded;
  const expiresAt = await shorten(tx, loaded);
  // Its time is over, whether that was noticed or not: nothing is applied any more.
  if (expiresAt && expiresAt <= facts.now) return await lookAgain(tx, id, facts.now);
  const left = blockers(facts, policy.enforced, nobody);
  if (left.length === 0) return await applyPromotion(tx, actor, loaded, []);
  const satisfied = isSatisfied(left);
  const state = stateAfter(facts.state, satisfied ? "satisfy" : "unsettle");
  const waits = satisfied && !left.some(({ kind }) => kind === "not_applied_yet" || kind === "deploying");
  const appliesAt = waits ? opensAt(facts, policy.enforced) : null;
  await settle(tx, actor, loaded, state, appliesAt);
  await lookAgain(tx, id, looksAgainAt(facts, policy.enforced, expiresAt));
}

/** A policy that came later may let it expire earlier, never later. @returns when it does */
async function shorten(tx: Transaction, { row, policy }: Loaded): Promise<Date | null> {
  if (!row.submittedAt || !row.expiresAt) return row.expiresAt;
  const allowed = expiryOf(row.submittedAt, row.notBefore, policy.enforced);
  if (allowed >= row.expiresAt) return row.expiresAt;
  await tx.update(promotions).set({ expiresAt: allowed }).where(eq(promotions.id, row.id));
  return allowed;
}

async function settle(tx: Transaction, actor: Actor, { row }: Loaded, state: PromotionState, appliesAt: Date | null): Promise<void> {
  if (state === row.state && appliesAt?.getTime() === row.appliesAt?.getTime()) return;
  await tx.update(promotions).set({ state, appliesAt }).where(eq(promotions.id, row.id));
  if (state !== row.state) await tell(tx, actor, row, state === "approved" ? "promotion.approved" : "promotion.reopened", { round: row.round });
  if (appliesAt && appliesAt.getTime() !== row.appliesAt?.getTime()) await tell(tx, actor, row, "promotion.scheduled", { appliesAt: appliesAt.toISOString() });
}

/** Has the registry look at it again at that instant; several wishes are one. */
export async function lookAgain(tx: Transaction, id: string, at: Date | null): Promise<void> {
  await tx.update(promotions).set({ dueAt: at }).where(eq(promotions.id, id));
  if (at) await addJob(tx, "tend_promotion", { promotionId: id }, { key: `promotion:${id}`, at });
}

/** The same for all that are open to a stage of a model, right away: what held them up may be gone. */
export async function lookAgainAtStage(tx: Transaction, { modelId, stage }: Pick<PromotionRow, "modelId" | "stage">): Promise<void> {
  await lookAgainAtVersions(tx, sql`select version_id from promotions where model_id = ${modelId} and stage = ${stage} and state in ('open', 'approved')`);
}

/**
 * The same for all open promotions of many versions, right away.
 * @param versionIds a select of their ids
 */
export async function lookAgainAtVersions(tx: Transaction, versionIds: SQL): Promise<void> {
  await tx.execute(sql`
    with due as (update promotions set due_at = now() where version_id in (${versionIds}) and state in ('open', 'approved') returning id)
    select graphile_worker.add_job('tend_promotion', json_build_object('promotionId', id), job_key := 'promotion:' || id, run_at := now(), max_attempts := 8) from due`);
}

/**
 * Begins a new round when the evidence is another than the one that is written down: approvals of the earlier one do not
 * count in it. Of a draft, which nobody has signed, it only writes down what is.
 */
export async function upToDate(tx: Transaction, actor: Actor, loaded: Loaded): Promise<Loaded> {
  if (!loaded.isStale) return loaded;
  const { row } = loaded;
  if (isFirstLook(loaded)) {
    await tx.update(promotions).set({ evidenceDigest: loaded.evidence.digest, evidence: loaded.evidence.parts }).where(eq(promotions.id, row.id));
    await tell(tx, actor, row, "promotion.evidence_changed", { round: row.round, because: "the files were looked into", evidenceDigest: loaded.evidence.digest });
    return await loadPromotion(tx, actor, row.id, loaded.facts.now);
  }
  const isDraft = row.state === "draft";
  const round = isDraft ? row.round : row.round + 1;
  const before = row.evidenceParts;
  await tx.update(promotions).set({ baselineId: row.pointer, round, roundAt: new Date() }).where(eq(promotions.id, row.id));
  const now = await loadPromotion(tx, actor, row.id, loaded.facts.now);
  const because = isDraft ? "" : changedBecause(before, now.evidence.parts, now.row.baseline === null ? `${row.stage} names no version now` : `${row.stage} names v${now.row.baseline} now`);
  await tx
    .update(promotions)
    .set({ evidenceDigest: now.evidence.digest, evidence: now.evidence.parts, roundBecause: because })
    .where(eq(promotions.id, row.id));
  if (!isDraft) await tell(tx, actor, row, "promotion.evidence_changed", { round, because, evidenceDigest: now.evidence.digest });
  return await loadPromotion(tx, actor, row.id, loaded.facts.now);
}

/**
 * Whether nothing more has happened than that the registry has looked into the files, as it does after each registration,
 * and nobody has signed yet what was there before: that is no reason for a new round.
 */
function isFirstLook({ row, evidence }: Loaded): boolean {
  const changed = changedParts(row.evidenceParts, evidence.parts);
  const isSigned = row.signatures.some((signature) => signature.evidenceDigest === row.evidenceDigest);
  return row.state !== "draft" && row.pointer === row.baselineId && changed?.join() === "scan" && !isSigned;
}

/**
 * Has a promotion go into effect: moves the stage, or, where the policy waits for that, opens the deployment whose success
 * moves it. The caller holds the lock on the model, and has looked what stands in the way.
 * @param overridden what stands in the way all the same, of a bypass: that waits for nothing
 */
export async function applyPromotion(tx: Transaction, actor: Actor, loaded: Loaded, overridden: readonly Blocker[], reason?: string): Promise<void> {
  const { row, policy } = loaded;
  refuseUnfit(loaded);
  const state = stateAfter(row.state, "apply");
  if (overridden.length > 0 || !waitsForDeployment(row.kind, policy.enforced)) {
    await moveStage(tx, actor, loaded, overridden, reason);
    await openDeployment(tx, actor, { ...row, ...policy.enforced, gates: false });
    return;
  }
  await tx.update(promotions).set({ state, dueAt: null, appliesAt: null }).where(eq(promotions.id, row.id));
  await openDeployment(tx, actor, { ...row, ...policy.enforced, gates: true });
}

/**
 * Moves the stage, and ends the promotion with that. Whether the stage still names the baseline is compared here again, by the
 * move itself.
 */
export async function moveStage(tx: Transaction, actor: Actor, loaded: Loaded, overridden: readonly Blocker[] = [], reason?: string): Promise<void> {
  const { row, facts, policy } = loaded;
  const applying = row.state === "applying" ? row.state : stateAfter(row.state, "apply");
  const to = row.kind === "remove" ? null : row.versionId;
  const isSystem = actor.credential.kind === "system";
  const movedAt = await movePointer(tx, actor, { modelId: row.modelId, name: row.stage, from: row.baselineId, to, promotionId: row.id }, isSystem ? row.requesterId : actor.userId);
  const bypassed = overridden.length > 0;
  const decision: Decision = { ...appraise(loaded), overridden: [...overridden] };
  await close(tx, row, stateAfter(applying, "moved"), {
    closedAt: movedAt,
    decision,
    policySnapshot: policy,
    bypassed,
    ...(bypassed ? { closedBy: actor.userId, closingReason: reason ?? "" } : {}),
  });
  await tell(tx, actor, row, bypassed ? "promotion.bypassed" : "promotion.applied", {
    from: row.baseline,
    to: row.kind === "remove" ? null : row.version,
    evidenceDigest: facts.evidenceDigest,
    policy: policy.sources,
    ...(bypassed ? { reason, overridden: overridden.map(({ what }) => what) } : {}),
    ...(decision.triedBlockers.length > 0 ? { wouldHaveBlocked: decision.triedBlockers.map(({ what }) => what) } : {}),
  });
  await tellMove(tx, actor, row, to, bypassed);
  await settleOthers(tx, actor, row);
}

type Closing = Partial<Pick<typeof promotions.$inferInsert, "decision" | "policySnapshot" | "bypassed" | "closedAt" | "closedBy" | "closingReason" | "supersededBy">>;

/** Ends a promotion. */
export async function close(tx: Transaction, row: Pick<PromotionRow, "id" | "state">, state: PromotionState, closing: Closing): Promise<void> {
  if (!isDecided(state)) throw new Error(`${state} is no end`);
  await tx.update(promotions).set({ closedAt: new Date(), ...closing, state, dueAt: null, appliesAt: null }).where(eq(promotions.id, row.id));
}

/** The other promotions of a model's stage that were submitted and are not decided, the oldest first. */
async function openPromotionsOf(tx: Transaction, modelId: string, stage: string, except: string) {
  return await tx
    .select({ id: promotions.id, versionId: promotions.versionId, number: sql<number>`${versions.number}`, kind: promotions.kind, state: promotions.state })
    .from(promotions)
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .where(and(eq(promotions.modelId, modelId), eq(promotions.stage, stage), inArray(promotions.state, ["open", "approved", "applying"]), ne(promotions.id, except)))
    .orderBy(promotions.createdAt);
}

/**
 * What a move means for the other open promotions of its stage. After a promotion, those of older versions are
 * superseded. The rest were requested against a version that is no longer live: their evidence is new, and so is
 * their round, in which earlier approvals don't count.
 */
async function settleOthers(tx: Transaction, actor: Actor, applied: PromotionRow): Promise<void> {
  for (const other of await openPromotionsOf(tx, applied.modelId, applied.stage, applied.id)) {
    // What was to be taken out is not there any more; what was being deployed was overtaken by what did not wait for it.
    const isObsolete = other.kind === "remove" || other.versionId === applied.versionId || other.state === "applying";
    if (isObsolete || (applied.kind === "promote" && other.number < applied.version)) {
      const { row, ...rest } = await loadPromotion(tx, actor, other.id);
      await close(tx, row, stateAfter(row.state, "supersede"), { supersededBy: applied.id, decision: { ...appraise(rest), overridden: [] }, policySnapshot: rest.policy });
      await tell(tx, actor, row, "promotion.superseded", { by: applied.id });
      continue;
    }
    await upToDate(tx, actor, await loadPromotion(tx, actor, other.id));
    if (other.state === "approved") await tx.update(promotions).set({ state: stateAfter("approved", "unsettle"), appliesAt: null }).where(eq(promotions.id, other.id));
    // Looked at by itself, after this: what it is to become must not depend on who moved the stage.
    await lookAgain(tx, other.id, new Date());
  }
}
