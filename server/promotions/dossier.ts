import { sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { deploymentOfPromotion } from "../deployments/queries.ts";
import type { Actor } from "../identity/actor.ts";
import { worded } from "../policies/queries.ts";
import { readConversation, type SaidReview, type Signer } from "../reviews/queries.ts";
import type { Asked, Review, Thread } from "../reviews/schema.ts";
import { detailsOf } from "../versions/queries.ts";
import { comparedColumn } from "./compare.ts";
import { appraise, blockers, wantedGroups } from "./evaluate.ts";
import { loadWith, viewerOf, type Loaded } from "./load.ts";
import { isDecided, isOpen } from "./machine.ts";
import { holds, mayWithdraw, toSummary } from "./queries.ts";
import type { Promotion } from "./schema.ts";
import { isIn, judge, whyNotSign } from "./standing.ts";
import { promotions, type Decision } from "./tables.ts";

type Conversation = Awaited<ReturnType<typeof readConversation>>;

/** People who signed the evidence that a promotion was applied with. */
const approversOf = (promotion: SQL) => sql`coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by r.created_at) from reviews r join users u on u.id = r.reviewer_id
  where r.promotion_id = ${promotion}.id and r.verdict = 'approve' and r.evidence_digest = ${promotion}.evidence_digest
  and not exists (select 1 from review_dismissals d where d.review_id = r.id)), '[]'::json)`;

/** What came before, and how it ended. */
const pastColumns = {
  /** Since when the baseline is live, and who signed for it. */
  liveSince: sql<Promotion["liveSince"]>`(
    select json_build_object('at', ${iso(sql`m.moved_at`)}, 'approvedBy', coalesce((select ${approversOf(sql`s`)} from promotions s
      where s.model_id = m.model_id and s.stage = m.name and s.version_id = m.to_version_id and s.state = 'applied' and s.kind = 'promote' and s.closed_at <= moved_by.closed_at
      order by s.closed_at desc limit 1), '[]'::json))
    from pointer_moves m join promotions moved_by on moved_by.id = m.promotion_id
    where m.model_id = ${promotions.modelId} and m.name = ${promotions.stage} and m.to_version_id = ${promotions.baselineId}
      and m.moved_at <= coalesce(${promotions.closedAt}, 'infinity'::timestamptz) and m.promotion_id <> ${promotions.id}
    order by m.moved_at desc limit 1)`,
  /** Of a rollback: the promotion whose signatures it rests on. */
  restsOn: sql<Promotion["restsOn"]>`(
    select json_build_object('id', s.id, 'evidenceDigest', s.evidence_digest, 'closedAt', ${iso(sql`s.closed_at`)}, 'approvedBy', ${approversOf(sql`s`)}) from promotions s
    where ${promotions.kind} = 'rollback' and s.model_id = ${promotions.modelId} and s.stage = ${promotions.stage} and s.version_id = ${promotions.versionId}
      and s.kind = 'promote' and s.state = 'applied' and s.closed_at <= ${promotions.createdAt} order by s.closed_at desc limit 1)`,
  deployment: deploymentOfPromotion,
  closing: sql<Promotion["closing"]>`(
    select json_build_object('by', json_build_object('id', u.id, 'name', u.name), 'reason', coalesce(${promotions.closingReason}, '')) from users u where u.id = ${promotions.closedBy})`,
  decision: sql<Decision | null>`${promotions.decision}`,
  // What is taken out is compared with nothing.
  compared: comparedColumn(sql`${promotions.versionId}`, sql`(case when ${promotions.kind} = 'remove' then null else ${promotions.baselineId} end)`, sql`coalesce(${promotions.closedAt}, 'infinity')`),
};

/** Everything of one promotion, as its page shows it: in three queries, two of them side by side. */
export async function getPromotion(db: Executor, actor: Actor, id: string): Promise<Promotion> {
  const { extra: past, ...loaded } = await loadWith(db, actor, id, pastColumns);
  const { row, facts, policy } = loaded;
  const [said, details] = await Promise.all([
    readConversation(db, row),
    detailsOf(db, row.baselineId ? [row.versionId, row.baselineId] : [row.versionId]),
  ]);
  const candidate = details.get(row.versionId);
  if (!candidate) throw new Error(`the version ${row.versionId} of the promotion ${id} is gone`);
  const open = !isDecided(row.state);
  const viewer = viewerOf(actor, row);
  const state = open ? { ...appraise(loaded), overridden: [] } : (past.decision ?? { checks: [], triedBlockers: [], overridden: [] });
  return {
    ...toSummary(row),
    evidenceDigest: row.evidenceDigest,
    evidence: { digest: row.evidenceDigest, parts: row.evidenceParts ?? loaded.evidence.parts },
    roundBecause: row.roundBecause,
    blockers: open ? blockers(facts, policy.enforced, viewer) : state.overridden,
    triedBlockers: state.triedBlockers,
    policy: worded(policy),
    checks: state.checks,
    reviews: judgedReviews(loaded, said.reviews),
    threads: threadsOf(said.comments),
    asked: askedOf(loaded, said),
    suggested: open ? suggestedOf(loaded, said) : [],
    candidate,
    live: row.baselineId ? (details.get(row.baselineId) ?? null) : null,
    compared: { ...past.compared, candidateScan: facts.candidate.scan },
    liveSince: past.liveSince,
    supersededBy: row.supersededBy,
    restsOn: past.restsOn,
    deployment: past.deployment,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    notBefore: row.notBefore?.toISOString() ?? null,
    closing: past.closing,
    failure: row.state === "failed" ? row.closingReason || null : null,
    timeline: said.timeline,
    mark: said.mark,
    you: standingOf(actor, loaded, said),
  };
}

function judgedReviews({ row, facts, policy }: Loaded, said: readonly SaidReview[]): Review[] {
  const judged = new Map(
    judge(facts.reviews as (Loaded["facts"]["reviews"][number] & { id: string })[], { ...facts, now: row.closedAt ?? facts.now, approvalsLastDays: policy.enforced.approvalsLastDays }).map(
      ({ review, lapsed }) => [review.id, lapsed],
    ),
  );
  return said.map((review) => {
    // Of each reviewer the last verdict was judged; those before it are superseded by it.
    const lapsed = review.verdict === "comment" ? null : judged.has(review.id) ? (judged.get(review.id) ?? null) : review.dismissal ? "dismissed" : "later";
    return { ...review, lapsed, current: review.verdict !== "comment" && lapsed === null };
  });
}

function threadsOf(comments: Conversation["comments"]): Thread[] {
  const threads = new Map<string, Thread>();
  for (const { threadId, about, resolvedAt, resolvedBy, ...comment } of comments) {
    const thread = threads.get(threadId ?? comment.id);
    if (thread) thread.comments.push(comment);
    else threads.set(threadId ?? comment.id, { id: threadId ?? comment.id, about, comments: [comment], resolved: resolvedAt && resolvedBy ? { by: resolvedBy, at: resolvedAt } : null });
  }
  return [...threads.values()];
}

/** Who has given a verdict on the present evidence. */
function answeredBy({ row }: Loaded, reviews: readonly SaidReview[]): Set<string> {
  return new Set(reviews.filter(({ verdict, evidenceDigest, dismissal }) => verdict !== "comment" && evidenceDigest === row.evidenceDigest && !dismissal).map(({ reviewer }) => reviewer.id));
}

function askedOf(loaded: Loaded, said: Conversation): Asked[] {
  const answered = answeredBy(loaded, said.reviews);
  return said.asked.map(({ personId, members, ...asked }) => ({ ...asked, answered: personId === null ? members.some((member) => answered.has(member)) : answered.has(personId) }));
}

/** Those first of whom the policy still wants approvals; then whoever could sign. */
function suggestedOf(loaded: Loaded, said: Conversation): Promotion["suggested"] {
  const { facts, policy } = loaded;
  const asked = new Set(said.asked.map(({ personId }) => personId));
  const answered = answeredBy(loaded, said.reviews);
  const wanted = wantedGroups(facts, policy.enforced);
  const groupOf = (signer: Signer) => wanted.find((group) => isIn(group, { role: signer.role as never, teams: signer.teams ?? [] }));
  return said.signers
    .filter(({ id }) => whyNotSign(facts, id) === null && !asked.has(id) && !answered.has(id))
    .map((signer) => ({ signer, group: groupOf(signer) }))
    .toSorted((one, other) => Number(other.group !== undefined) - Number(one.group !== undefined))
    .slice(0, 20)
    .map(({ signer: { id, name, email, role }, group }) => ({
      id,
      name,
      email,
      because: group ? (group.from.kind === "team" ? `the policy wants somebody of ${group.from.team}` : `the policy wants a ${group.from.role}`) : role === null ? `may review ${facts.team}'s model` : `${role} of ${facts.team}`,
    }));
}

function standingOf(actor: Actor, loaded: Loaded, said: Conversation): Promotion["you"] {
  const { row, facts } = loaded;
  const viewer = viewerOf(actor, row);
  const open = isOpen(row.state);
  const moderates = holds(actor, row, "promotion:moderate");
  const last = said.reviews.findLast(({ reviewer, verdict, dismissal }) => reviewer.id === actor.userId && verdict === "approve" && !dismissal);
  return {
    id: actor.userId,
    cannotReview: whyNotReview(loaded, viewer.id, viewer.maySign),
    lacksReview: open && !viewer.maySign && whyNotSign(facts, viewer.id) === null,
    canWithdraw: !isDecided(row.state) && mayWithdraw(actor, row),
    canSubmit: row.state === "draft" && row.requesterId === actor.userId,
    canAsk: open && (row.requesterId === actor.userId || moderates || viewer.maySign),
    canApply: row.state === "approved" && viewer.mayApply,
    canReject: open && moderates,
    canDismiss: open && moderates,
    canComment: holds(actor, row, "promotion:comment"),
    canResolve: viewer.mayResolve,
    cannotBypass: whyNotBypass(actor, loaded),
    signedBefore: open && last && last.evidenceDigest !== row.evidenceDigest && !answeredBy(loaded, said.reviews).has(actor.userId) && whyNotSign(facts, actor.userId) === null ? last.evidenceDigest : null,
  };
}

function whyNotReview({ row, facts }: Loaded, userId: string, maySign: boolean): string | null {
  if (row.state === "draft") return "This is a draft: it is reviewed when it is submitted.";
  if (row.state === "applying") return "Its deployment is waited for: nothing is reviewed any more.";
  if (!isOpen(row.state)) return `This promotion is ${row.state}.`;
  const own = whyNotSign(facts, userId);
  if (own) return own;
  return maySign ? null : `Reviewing needs the role reviewer or maintainer in the team ${row.team}, or on this model.`;
}

function whyNotBypass(actor: Actor, { row, facts }: Loaded): string | null {
  if (row.state === "applying") return "Its deployment is waited for. Withdraw it to stop that.";
  if (!isOpen(row.state)) return `This promotion is ${row.state}.`;
  if (!holds(actor, row, "promotion:bypass")) return "A bypass is for administrators.";
  return whyNotSign(facts, actor.userId) === null ? null : "A bypass is for somebody who neither requested it nor made the version.";
}
