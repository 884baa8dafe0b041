import type { Promotion } from "#server/promotions/schema.ts";

/** What the acts of the page need to know of the promotion: little, since the browser is sent it with every page. */
export type Subject = Pick<
  Promotion,
  "id" | "model" | "version" | "stage" | "kind" | "state" | "baseline" | "round" | "roundBecause" | "evidence" | "evidenceDigest" | "blockers" | "appliesAt" | "notBefore" | "reason" | "requester" | "you"
> & {
  /** Digest of the version. */
  digest: string;
  /** How many approvals are still missing of those that anybody may give. */
  missing: number;
  /** Whether the one who looks has signed this very evidence, and it counts. */
  signed: boolean;
  /** Who has reviewed, for news of it. */
  reviews: { id: string; reviewer: Promotion["requester"]; verdict: Promotion["reviews"][number]["verdict"] }[];
  threads: { id: string; about: string | null; resolved: boolean }[];
  /** Differs when there is something new to see: the registry's pulse of the same instant. */
  mark: string;
};

export function subjectOf(promotion: Promotion): Subject {
  const { id, model, version, stage, kind, state, baseline, round, roundBecause, evidence, evidenceDigest, blockers, appliesAt, notBefore, reason, requester, you } = promotion;
  const approvals = promotion.reviews.filter(({ verdict, current }) => verdict === "approve" && current);
  return {
    id, model, version, stage, kind, state, baseline, round, roundBecause, evidence, evidenceDigest, blockers, appliesAt, notBefore, reason, requester, you,
    digest: promotion.candidate.digest,
    missing: Math.max(0, promotion.policy.enforced.approvals - approvals.length),
    signed: approvals.some(({ reviewer }) => reviewer.id === you.id),
    reviews: promotion.reviews.map(({ id: review, reviewer, verdict }) => ({ id: review, reviewer, verdict })),
    threads: promotion.threads.map(({ id: thread, about, resolved }) => ({ id: thread, about, resolved: resolved !== null })),
    mark: markOf(promotion),
  };
}

/** One word for a reading, so that two can be compared. */
export function markOf({ state, evidenceDigest, mark }: { state: string; evidenceDigest: string; mark: string }): string {
  return `${state} ${evidenceDigest} ${mark}`;
}
