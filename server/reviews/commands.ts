import { and, eq, inArray, isNull, max, sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import { mayOnModel } from "../grants/permits.ts";
import { demand, heldModel } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { lockModel } from "../models/commands.ts";
import { models } from "../models/tables.ts";
import { advance, tell } from "../promotions/advance.ts";
import { getPromotion } from "../promotions/dossier.ts";
import { refuseDecided, refuseExpired, refuseReviewer, refuseStale, refuseUnsubmitted } from "../promotions/guards.ts";
import { loadPromotion, partiesOf, requirePromotion, viewerOf, type PromotionRow } from "../promotions/load.ts";
import { whyNotSign } from "../promotions/standing.ts";
import { isDecided } from "../promotions/machine.ts";
import { teams } from "../teams/tables.ts";
import { mentionsIn } from "./mentions.ts";
import type { Verdict } from "./schema.ts";
import { commentEdits, commentMentions, comments, reviewDismissals, reviewRequests, reviews } from "./tables.ts";

/** Locks the promotion's model, and reads the promotion under the lock. */
async function lock(tx: Transaction, actor: Actor, id: string): Promise<PromotionRow> {
  const { modelId } = await requirePromotion(tx, actor, id);
  await lockModel(tx, modelId);
  return await requirePromotion(tx, actor, id);
}

/**
 * Appends a verdict. The approval that clears the last blocker applies the promotion, in the same transaction, unless the
 * policy has it applied by hand.
 * @param input.evidenceDigest the evidence that the reviewer saw
 * @throws DomainError promotion_closed, evidence_changed, self_approval, forbidden
 */
export async function reviewPromotion(tx: Transaction, actor: Actor, input: { id: string; verdict: Verdict; comment: string; evidenceDigest: string }) {
  await giveVerdict(tx, actor, input);
  return await getPromotion(tx, actor, input.id);
}

/** The same for somebody who does not want to see what becomes of it. */
export async function giveVerdict(tx: Transaction, actor: Actor, input: { id: string; verdict: Verdict; comment: string; evidenceDigest: string }): Promise<void> {
  const row = await lock(tx, actor, input.id);
  refuseUnsubmitted(row, "reviewed");
  refuseExpired(row, new Date());
  if (input.verdict === "comment") demand(actor, heldModel(row), "promotion:comment");
  else refuseReviewer(actor, row);
  refuseStale(await loadPromotion(tx, actor, row.id), input.evidenceDigest);
  const [review] = await tx
    .insert(reviews)
    .values({
      promotionId: row.id,
      reviewerId: actor.userId,
      verdict: input.verdict,
      comment: input.comment,
      round: row.round,
      evidenceDigest: row.evidenceDigest,
      createdAt: await nextInstant(tx, row.id),
    })
    .returning({ id: reviews.id });
  await tell(tx, actor, row, "promotion.reviewed", { review: review!.id, verdict: input.verdict, round: row.round, evidenceDigest: row.evidenceDigest });
  if (input.verdict !== "comment") await advance(tx, actor, row.id);
}

/**
 * Now, and after the last verdict: the time of the transaction is that of its start, before the lock, and clocks of instances
 * differ, while the order of verdicts is that of the lock.
 */
async function nextInstant(tx: Transaction, promotionId: string): Promise<Date> {
  const [last] = await tx.select({ at: max(reviews.createdAt) }).from(reviews).where(eq(reviews.promotionId, promotionId));
  return new Date(Math.max(Date.now(), (last?.at?.getTime() ?? 0) + 1));
}

/**
 * Says that a review does not count, with a reason: so that one who left can't block for ever.
 * @throws DomainError not_found, forbidden, promotion_closed, already_exists
 */
export async function dismissReview(tx: Transaction, actor: Actor, input: { id: string; review: string; reason: string }) {
  const row = await lock(tx, actor, input.id);
  demand(actor, heldModel(row), "promotion:moderate");
  refuseDecided(row);
  const [review] = await tx
    .select({ id: reviews.id, verdict: reviews.verdict, reviewerId: reviews.reviewerId, reviewer: users.name })
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.reviewerId))
    .where(and(eq(reviews.id, input.review), eq(reviews.promotionId, row.id)));
  if (!review) throw notFound("That review");
  if (review.verdict === "comment") throw new DomainError("invalid_input", "A comment has no weight, and needs no dismissal.", {});
  if (review.verdict === "request_changes" && whyNotSign(partiesOf(row), actor.userId) !== null) {
    throw new DomainError("self_approval", "You requested this promotion or made the version, so an objection to it is not yours to dismiss. Another maintainer has to.");
  }
  const [dismissed] = await tx.insert(reviewDismissals).values({ reviewId: review.id, dismissedBy: actor.userId, reason: input.reason, createdAt: new Date() }).onConflictDoNothing().returning({ id: reviewDismissals.reviewId });
  if (!dismissed) throw new DomainError("already_exists", "That review was dismissed already.", {});
  await tell(tx, actor, row, "promotion.review_dismissed", { review: review.id, reviewer: review.reviewer, verdict: review.verdict, reason: input.reason });
  await advance(tx, actor, row.id);
  return await getPromotion(tx, actor, row.id);
}

/**
 * Asks people and teams for their review; asking again reminds them.
 * @throws DomainError invalid_input, which names who can't review there; promotion_closed, forbidden
 */
export async function askReviewers(tx: Transaction, actor: Actor, input: { id: string; people: readonly string[]; teams: readonly string[] }) {
  const row = await lock(tx, actor, input.id);
  refuseUnsubmitted(row, "reviewed");
  const { maySign, mayDismiss } = viewerOf(actor, row);
  if (actor.userId !== row.requesterId && !maySign && !mayDismiss) {
    throw new DomainError("forbidden", `Only ${row.requesterName}, a reviewer or a maintainer of ${row.team} can ask others for a review.`);
  }
  const people = await findReviewers(tx, row, input.people);
  const asked = await findTeams(tx, input.teams);
  const askedAt = new Date();
  const common = { promotionId: row.id, askedBy: actor.userId, askedAt };
  if (people.length > 0) {
    await tx
      .insert(reviewRequests)
      .values(people.map(({ id }) => ({ ...common, userId: id })))
      .onConflictDoUpdate({ target: [reviewRequests.promotionId, reviewRequests.userId], targetWhere: sql`user_id is not null`, set: { askedAt, askedBy: actor.userId } });
  }
  if (asked.length > 0) {
    await tx
      .insert(reviewRequests)
      .values(asked.map(({ id }) => ({ ...common, teamId: id })))
      .onConflictDoUpdate({ target: [reviewRequests.promotionId, reviewRequests.teamId], targetWhere: sql`team_id is not null`, set: { askedAt, askedBy: actor.userId } });
  }
  await tell(tx, actor, row, "promotion.reviewers_asked", { people: people.map(({ name }) => name), teams: asked.map(({ slug }) => slug), round: row.round });
  return await getPromotion(tx, actor, row.id);
}

/** @throws DomainError invalid_input, when there is nobody of that address who could sign */
async function findReviewers(tx: Transaction, row: PromotionRow, emails: readonly string[]) {
  if (emails.length === 0) return [];
  const distinct = [...new Set(emails)];
  const found = await tx
    .select({ id: users.id, name: users.name, email: users.email, mayReview: mayOnModel("promotion:review") })
    .from(users)
    .innerJoin(models, eq(models.id, row.modelId))
    .where(inArray(users.email, distinct));
  const faults = distinct.flatMap((email) => {
    const person = found.find((each) => each.email === email);
    if (!person || !person.mayReview) return [`${email} can't review ${row.team}/${row.name}: reviewing needs the role reviewer or maintainer there`];
    return whyNotSign(partiesOf(row), person.id) === null ? [] : [`${person.name} requested this promotion or made the version, and can't sign for it`];
  });
  if (faults.length > 0) throw new DomainError("invalid_input", `${faults.join("; ")}. Ask somebody else.`, { faults });
  return found;
}

/** @throws DomainError invalid_input */
async function findTeams(tx: Transaction, slugs: readonly string[]) {
  if (slugs.length === 0) return [];
  const distinct = [...new Set(slugs)];
  const found = await tx.select({ id: teams.id, slug: teams.slug }).from(teams).where(inArray(teams.slug, distinct));
  const unknown = distinct.filter((slug) => !found.some((team) => team.slug === slug));
  if (unknown.length > 0) throw new DomainError("invalid_input", `There is no team ${unknown.join(", ")}.`, { unknown });
  return found;
}

/** Says something about a promotion, in a thread of its own or in answer to one. */
export async function addComment(tx: Transaction, actor: Actor, input: { id: string; body: string; thread?: string | undefined; about?: string | undefined }) {
  const row = await lock(tx, actor, input.id);
  demand(actor, heldModel(row), "promotion:comment");
  if (input.thread !== undefined) await requireThread(tx, input.thread, row.id);
  const [comment] = await tx
    .insert(comments)
    .values({ promotionId: row.id, threadId: input.thread ?? null, authorId: actor.userId, body: input.body, about: input.thread === undefined ? (input.about ?? null) : null, createdAt: new Date() })
    .returning({ id: comments.id });
  const mentions = await keepMentions(tx, row, comment!.id, input.body);
  await tell(tx, actor, row, "promotion.commented", { comment: comment!.id, ...(input.thread ? { thread: input.thread } : {}), mentions });
  // A new thread may be one more that has to be resolved.
  if (!isDecided(row.state)) await advance(tx, actor, row.id);
  return await getPromotion(tx, actor, row.id);
}

async function requireThread(tx: Transaction, thread: string, promotionId: string): Promise<void> {
  const [found] = await tx.select({ id: comments.id }).from(comments).where(and(eq(comments.id, thread), eq(comments.promotionId, promotionId), isNull(comments.threadId)));
  if (!found) throw notFound("That thread");
}

/** Keeps whom a comment mentions, of those who may see the promotion. @returns their names */
async function keepMentions(tx: Transaction, row: PromotionRow, commentId: string, body: string): Promise<string[]> {
  await tx.delete(commentMentions).where(eq(commentMentions.commentId, commentId));
  const emails = mentionsIn(body);
  if (emails.length === 0) return [];
  const found = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .innerJoin(models, eq(models.id, row.modelId))
    .where(and(inArray(users.email, emails), mayOnModel("model:read")));
  if (found.length > 0) await tx.insert(commentMentions).values(found.map(({ id }) => ({ commentId, userId: id })));
  return found.map(({ name }) => name);
}

/** Changes what one has said; what it said before is kept. */
export async function editComment(tx: Transaction, actor: Actor, input: { comment: string; body: string }) {
  const { comment, row } = await requireComment(tx, actor, input.comment);
  if (comment.authorId !== actor.userId) throw new DomainError("forbidden", "Only who has written a comment can change it.");
  const editedAt = new Date();
  await tx.insert(commentEdits).values({ commentId: comment.id, body: comment.body, editedAt });
  await tx.update(comments).set({ body: input.body, editedAt }).where(eq(comments.id, comment.id));
  const mentions = await keepMentions(tx, row, comment.id, input.body);
  await tell(tx, actor, row, "promotion.comment_edited", { comment: comment.id, before: comment.body, mentions });
  return await getPromotion(tx, actor, row.id);
}

/** Resolves a thread, or opens it again: whoever began it may, and whoever may review or request there. */
export async function resolveThread(tx: Transaction, actor: Actor, input: { thread: string; resolved: boolean }) {
  const { comment, row } = await requireComment(tx, actor, input.thread);
  if (comment.threadId !== null) throw notFound("That thread");
  if (comment.authorId !== actor.userId && !viewerOf(actor, row).mayResolve) {
    throw new DomainError("forbidden", `Only who began this thread, or who may review or request promotions in ${row.team}, can resolve it.`);
  }
  const set = input.resolved ? { resolvedBy: actor.userId, resolvedAt: new Date() } : { resolvedBy: null, resolvedAt: null };
  await tx.update(comments).set(set).where(eq(comments.id, comment.id));
  await tell(tx, actor, row, input.resolved ? "promotion.thread_resolved" : "promotion.thread_reopened", { thread: comment.id });
  if (!isDecided(row.state)) await advance(tx, actor, row.id);
  return await getPromotion(tx, actor, row.id);
}

async function requireComment(tx: Transaction, actor: Actor, id: string) {
  const read = () => tx.select({ id: comments.id, promotionId: comments.promotionId, threadId: comments.threadId, authorId: comments.authorId, body: comments.body }).from(comments).where(eq(comments.id, id));
  const [found] = await read();
  if (!found) throw notFound("That comment");
  const row = await lock(tx, actor, found.promotionId);
  demand(actor, heldModel(row), "promotion:comment");
  const [comment] = await read();
  return { comment: comment ?? found, row };
}
