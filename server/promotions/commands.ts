import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { supersedeDeployments } from "../deployments/opening.ts";
import { DomainError } from "../errors.ts";
import { demand, heldModel } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { requireFresh } from "../identity/fresh.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { pointerTarget, resolveReference } from "../pointers/queries.ts";
import { holdStage } from "../stages/queries.ts";
import { versions } from "../versions/tables.ts";
import { advance, applyPromotion, close, lookAgainAtStage, stateAfter, tell, upToDate } from "./advance.ts";
import { appraise, blockers, expiryOf } from "./evaluate.ts";
import { refuseDecided, refuseExpired, refuseUnfit, refuseUnsubmitted, requireFuture } from "./guards.ts";
import { loadPromotion, partiesOf, requirePromotion, viewerOf, type Loaded } from "./load.ts";
import { mayWithdraw } from "./queries.ts";
import { undecidedStates, type PromotionKind } from "./schema.ts";
import { whyNotSign } from "./standing.ts";
import { promotions } from "./tables.ts";

interface Opening {
  kind: PromotionKind;
  modelId: string;
  model: string;
  version: { versionId: string; version: number };
  stage: string;
  reason: string;
  notBefore?: Date | null;
  /** Whose request it counts as, where the registry itself makes it. */
  requesterId?: string;
}

/**
 * Asks that a stage should name another version.
 * @param input.notBefore an ISO instant: it is applied no earlier
 * @throws DomainError already_live, already_requested, evidence_missing, version_archived, not_found, forbidden, invalid_input
 */
export async function requestPromotion(
  tx: Transaction,
  actor: Actor,
  input: { reference: string; stage: string; reason: string; draft?: boolean | undefined; notBefore?: string | undefined },
) {
  const asked = await resolveReference(tx, actor, input.reference);
  const model = await requireModel(tx, actor, asked.model);
  demand(actor, model.team, "promotion:request");
  await holdStage(tx, input.stage);
  const notBefore = requireFuture(input.notBefore, new Date());
  await lockModel(tx, model.id);
  // Under the lock: it may have been deleted meanwhile.
  const version = await resolveReference(tx, actor, asked.reference);
  const id = await openPromotion(tx, actor, { ...input, kind: "promote", modelId: model.id, model: version.model, version, notBefore });
  if (!input.draft) await submit(tx, actor, id);
  return { id };
}

/** Asks that a stage should name nothing any more. @throws DomainError already_live, already_requested, not_found, forbidden */
export async function requestRemoval(tx: Transaction, actor: Actor, input: { model: string; stage: string; reason: string }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "promotion:request");
  await holdStage(tx, input.stage);
  await lockModel(tx, model.id);
  const held = await pointerTarget(tx, model.id, input.stage);
  if (held === null) throw new DomainError("already_live", `${input.stage} of ${input.model} names no version, so there is nothing to take out.`, { stage: input.stage });
  const [version] = await tx.select({ versionId: versions.id, version: versions.number }).from(versions).where(eq(versions.id, held));
  const id = await openPromotion(tx, actor, { ...input, kind: "remove", modelId: model.id, version: { versionId: held, version: version?.version ?? 0 } });
  await submit(tx, actor, id);
  return { id };
}

/** Opens a promotion, as a draft, against what the stage names now. The caller holds the lock on the model. */
export async function openPromotion(tx: Transaction, actor: Actor, opening: Opening): Promise<string> {
  const { modelId, model, stage, version, kind, reason, notBefore = null, requesterId = actor.userId } = opening;
  const baselineId = await pointerTarget(tx, modelId, stage);
  if (baselineId === version.versionId && kind !== "remove") {
    throw new DomainError("already_live", `${model}@${version.version} is what ${stage} names already.`, { stage });
  }
  const [promotion] = await tx
    .insert(promotions)
    .values({ modelId, versionId: version.versionId, stage, kind, state: "draft", reason, requesterId, baselineId, evidenceDigest: "", notBefore })
    .returning({ id: promotions.id });
  if (!promotion) throw new Error("a promotion was not written down");
  const loaded = await loadPromotion(tx, actor, promotion.id);
  refuseUnfit(loaded);
  await tx.update(promotions).set({ evidenceDigest: loaded.evidence.digest, evidence: loaded.evidence.parts }).where(eq(promotions.id, promotion.id));
  await tell(tx, actor, loaded.row, "promotion.requested", { reason, ...(notBefore ? { notBefore: notBefore.toISOString() } : {}) });
  return promotion.id;
}

/**
 * Submits a draft: from here on it is reviewed, under the policy of this instant or a stricter one.
 * @throws DomainError already_live, already_requested, evidence_missing, promotion_closed, forbidden
 */
export async function submitPromotion(tx: Transaction, actor: Actor, { id }: { id: string }) {
  await holdStage(tx, (await requirePromotion(tx, actor, id)).stage);
  const row = await lock(tx, actor, id);
  if (row.requesterId !== actor.userId) throw new DomainError("forbidden", `Only ${row.requesterName}, whose draft it is, can submit it.`);
  demand(actor, heldModel(row), "promotion:request");
  refuseDecided(row);
  if (row.state !== "draft") throw new DomainError("invalid_input", "This promotion is submitted already.", { state: row.state });
  await submit(tx, actor, id);
  return { id };
}

export async function submit(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const loaded = await upToDate(tx, actor, await loadPromotion(tx, actor, id));
  const { row, facts, policy } = loaded;
  refuseUnfit(loaded);
  const model = `${row.team}/${row.name}`;
  if (row.pointer === row.versionId && row.kind !== "remove") throw new DomainError("already_live", `${model}@${row.version} is what ${row.stage} names already.`, { stage: row.stage });
  await refuseTwin(tx, loaded);
  refuseUnevidenced(loaded);
  const now = facts.now;
  const expiresAt = expiryOf(now, row.notBefore, policy.enforced);
  await tx
    .update(promotions)
    .set({ state: stateAfter(row.state, "submit"), policySnapshot: policy, submittedAt: now, roundAt: now, expiresAt })
    .where(eq(promotions.id, id));
  await tell(tx, actor, row, "promotion.submitted", { evidenceDigest: row.evidenceDigest, policy: policy.sources, expiresAt: expiresAt.toISOString() });
  await advance(tx, actor, id);
}

async function refuseTwin(tx: Transaction, { row }: Loaded): Promise<void> {
  const [open] = await tx
    .select({ id: promotions.id })
    .from(promotions)
    .where(and(eq(promotions.modelId, row.modelId), eq(promotions.versionId, row.versionId), eq(promotions.stage, row.stage), inArray(promotions.state, ["open", "approved", "applying"])));
  if (!open) return;
  throw new DomainError("already_requested", `A promotion of ${row.team}/${row.name}@${row.version} to ${row.stage} is open already: ${open.id}. Review or withdraw that one.`, { id: open.id });
}

/** What a version can't get any more, since it never changes, is not worth anybody's time. */
function refuseUnevidenced({ row, facts, policy }: Loaded): void {
  const missing = appraise({ facts, policy: { ...policy, tried: null } }).checks.filter(({ id, status }) => status === "missing" && !/^(?:(?:external|soak):|card$)/.test(id));
  if (missing.length === 0) return;
  const found = missing.map(({ title, why, findings }) => `${title}: ${findings.length > 0 ? findings.join(", ") : why.replace(/\.$/, "")}.`);
  throw new DomainError(
    "evidence_missing",
    `The policy of ${row.stage} demands what this version does not have. ${found.join(" ")} Register a version that has it.`,
    { checks: missing.map(({ id, title, why, findings }) => ({ id, title, why, findings })) },
  );
}

/** Locks the promotion's model, and reads the promotion under the lock. */
export async function lock(tx: Transaction, actor: Actor, id: string) {
  const { modelId } = await requirePromotion(tx, actor, id);
  await lockModel(tx, modelId);
  return await requirePromotion(tx, actor, id);
}

/** Changes what the requester says, or when it may be applied. What is signed does not depend on either. */
export async function describePromotion(tx: Transaction, actor: Actor, input: { id: string; reason?: string | undefined; notBefore?: string | null | undefined }) {
  const row = await lock(tx, actor, input.id);
  if (row.requesterId !== actor.userId) throw new DomainError("forbidden", `Only ${row.requesterName}, who requested it, can change it.`);
  demand(actor, heldModel(row), "promotion:request");
  refuseDecided(row);
  if (row.state === "applying") refuseUnsubmitted(row, "changed");
  refuseExpired(row, new Date());
  const notBefore = input.notBefore === undefined ? row.notBefore : requireFuture(input.notBefore, new Date());
  const reason = input.reason ?? row.reason;
  const { policy } = await loadPromotion(tx, actor, row.id);
  const expiresAt = row.submittedAt && notBefore !== row.notBefore ? expiryOf(row.submittedAt, notBefore, policy.enforced) : row.expiresAt;
  await tx.update(promotions).set({ reason, notBefore, expiresAt }).where(eq(promotions.id, row.id));
  await tell(tx, actor, row, "promotion.described", { reason, notBefore: notBefore?.toISOString() ?? null });
  await advance(tx, actor, row.id);
  return { id: row.id };
}

/** Takes back a request. */
export async function withdrawPromotion(tx: Transaction, actor: Actor, input: { id: string }) {
  const row = await lock(tx, actor, input.id);
  if (!mayWithdraw(actor, row)) {
    throw new DomainError("forbidden", `Only ${row.requesterName}, who requested it, or a maintainer of ${row.team} can withdraw it.`);
  }
  refuseDecided(row);
  await end(tx, actor, await loadPromotion(tx, actor, row.id), "withdraw", "");
  return { id: row.id };
}

/** Ends a request for good, with a reason: a request for changes leaves it open. */
export async function rejectPromotion(tx: Transaction, actor: Actor, input: { id: string; reason: string }) {
  const row = await lock(tx, actor, input.id);
  demand(actor, heldModel(row), "promotion:moderate");
  refuseUnsubmitted(row, "rejected");
  await end(tx, actor, await loadPromotion(tx, actor, row.id), "reject", input.reason);
  return { id: row.id };
}

const ends = { withdraw: "promotion.withdrawn", reject: "promotion.rejected", expire: "promotion.expired", fail: "promotion.failed" } as const;

/** Ends an undecided promotion. The caller holds the lock on its model. */
export async function end(tx: Transaction, actor: Actor, loaded: Loaded, event: keyof typeof ends, reason: string): Promise<void> {
  const { row, policy } = loaded;
  const isSystem = actor.credential.kind === "system";
  await close(tx, row, stateAfter(row.state, event), {
    decision: { ...appraise(loaded), overridden: [] },
    policySnapshot: policy,
    ...(isSystem ? {} : { closedBy: actor.userId }),
    closingReason: reason,
  });
  await tell(tx, actor, row, ends[event], reason === "" ? {} : { reason });
  if (row.state !== "applying") return;
  await supersedeDeployments(tx, actor, row, event === "fail" ? "the promotion failed" : "the promotion was withdrawn");
  await lookAgainAtStage(tx, row);
}

/** Ends the undecided promotions to a stage that is being retired. */
export async function failPromotionsTo(tx: Transaction, actor: Actor, stage: string, reason: string): Promise<number> {
  const open = await tx
    .select({ id: promotions.id, modelId: promotions.modelId })
    .from(promotions)
    .where(and(eq(promotions.stage, stage), inArray(promotions.state, [...undecidedStates])))
    .orderBy(promotions.modelId);
  // All of them before the first entry of the record, for which others wait who hold one of these.
  for (const modelId of new Set(open.map((each) => each.modelId))) await lockModel(tx, modelId);
  for (const { id } of open) {
    const loaded = await loadPromotion(tx, actor, id);
    if (loaded.row.closedAt === null) await end(tx, actor, loaded, "fail", reason);
  }
  return open.length;
}

/**
 * Applies a promotion that is approved and that the policy lets nobody but a person apply. Every guard is asked again.
 * @throws DomainError promotion_blocked, which lists what stands in the way; promotion_closed, forbidden
 */
export async function applyByHand(tx: Transaction, actor: Actor, input: { id: string }) {
  const row = await lock(tx, actor, input.id);
  demand(actor, heldModel(row), "promotion:request");
  refuseUnsubmitted(row, "applied");
  refuseExpired(row, new Date());
  const loaded = await upToDate(tx, actor, await loadPromotion(tx, actor, row.id));
  refuseUnfit(loaded);
  const left = blockers(loaded.facts, loaded.policy.enforced, viewerOf(actor, row)).filter(({ kind }) => kind !== "not_applied_yet");
  if (left.length > 0) {
    throw new DomainError("promotion_blocked", `It can't be applied yet: ${left.map(({ what }) => what).join("; ")}. ${left[0]?.who} can clear the first.`, { blockers: left });
  }
  await applyPromotion(tx, actor, loaded, []);
  return { id: row.id };
}

/**
 * Applies a promotion over what stands in its way. It is marked as bypassed for ever.
 * @throws DomainError forbidden, self_approval, sign_in_stale, promotion_closed
 */
export async function bypassPromotion(tx: Transaction, actor: Actor, input: { id: string; reason: string }) {
  const row = await lock(tx, actor, input.id);
  demand(actor, heldModel(row), "promotion:bypass");
  refuseUnsubmitted(row, "applied");
  refuseExpired(row, new Date());
  const own = whyNotSign(partiesOf(row), actor.userId);
  if (own) throw new DomainError("self_approval", own.replace("approval does not count", "bypass is refused"));
  requireFresh(actor, "A bypass");
  const loaded = await upToDate(tx, actor, await loadPromotion(tx, actor, row.id));
  refuseUnfit(loaded);
  const left = blockers(loaded.facts, loaded.policy.enforced, viewerOf(actor, row));
  await applyPromotion(tx, actor, loaded, left, input.reason);
  return { id: row.id };
}
