import type { Person } from "../identity/schema.ts";
import type { MergedRules, ReviewerGroup } from "../policies/schema.ts";
import type { LapseReason, Verdict } from "../reviews/schema.ts";
import type { TeamRole } from "../teams/schema.ts";

const day = 24 * 60 * 60 * 1000;

/** A verdict, as far as it decides. */
export interface Signature {
  reviewer: Person;
  verdict: Verdict;
  evidenceDigest: string;
  at: Date;
  /** Whether the reviewer may still review there. */
  entitled: boolean;
  dismissed: boolean;
  /** Their role in the team that owns the model; null when they have none. */
  role: TeamRole | null;
  /** Slugs of all teams that they are in. */
  teams: readonly string[];
}

interface Judged<Given extends Signature> {
  review: Given;
  /** Null when it counts, or when it is a comment, which has no weight. */
  lapsed: LapseReason | null;
}

/**
 * Which reviews count, and why the others do not. The last verdict of each reviewer does (one that was dismissed brings back
 * none before it); an approval only when it is of the present evidence, young enough, and by somebody who may still give one. A request for changes counts until the same
 * reviewer approves or it is dismissed, whatever the evidence, or the reviewer, has become.
 * @param reviews the earliest first
 */
export function judge<Given extends Signature>(
  reviews: readonly Given[],
  { evidenceDigest, now, approvalsLastDays }: { evidenceDigest: string; now: Date; approvalsLastDays: MergedRules["approvalsLastDays"] },
): Judged<Given>[] {
  const last = new Map<string, Given>();
  for (const review of reviews) if (review.verdict !== "comment") last.set(review.reviewer.id, review);
  const reasonOf = (review: Given): LapseReason | null => {
    if (review.verdict === "comment") return null;
    if (review.dismissed) return "dismissed";
    if (last.get(review.reviewer.id) !== review) return "later";
    if (review.verdict === "request_changes") return null;
    if (review.evidenceDigest !== evidenceDigest) return "evidence";
    if (!review.entitled) return "not_entitled";
    return approvalsLastDays !== null && now.getTime() - review.at.getTime() >= approvalsLastDays * day ? "lapsed" : null;
  };
  return reviews.map((review) => ({ review, lapsed: reasonOf(review) }));
}

/** Whether somebody belongs to those of whom a policy wants approvals. */
export function isIn({ from }: ReviewerGroup, { role, teams }: Pick<Signature, "role" | "teams">): boolean {
  return from.kind === "team" ? teams.includes(from.team) : role === from.role;
}

/** Who is not somebody else: whoever asked for a promotion, made the version, or made the token of the machine that did. */
export interface Parties {
  requester: Person;
  author: Person;
  /** The people behind a requester or an author that is a machine. */
  makers: readonly Person[];
}

/** Why somebody may not sign this promotion, or null when they may. */
export function whyNotSign({ requester, author, makers }: Parties, userId: string): string | null {
  const more = "so your own approval does not count. Somebody else has to sign for it.";
  if (requester.id === userId) return `You requested this promotion, ${more}`;
  if (author.id === userId) return `You are the author of this version, ${more}`;
  if (makers.some(({ id }) => id === userId)) return `You made a token of the service account that made this version or requested the promotion, ${more}`;
  return null;
}
