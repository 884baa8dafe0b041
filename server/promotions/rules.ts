import type { Person } from "../identity/schema.ts";
import type { Blocker, PromotionKind, Verdict } from "./schema.ts";

export interface Signature {
  reviewer: Person;
  verdict: Verdict;
  evidenceDigest: string;
  /** Whether the reviewer may still review there. */
  entitled: boolean;
}

export interface Facts {
  kind: PromotionKind;
  requester: Person;
  author: Person;
  evidenceDigest: string;
  /** All reviews, the earliest first. */
  reviews: readonly Signature[];
}

/** How many people have to sign. */
const approvalsNeeded = 1;

/**
 * The reviews that count: the last verdict of each reviewer, and an approval only when it is of the present evidence
 * and by somebody who may still give one. A request for changes counts until the same reviewer approves, whatever the
 * evidence, or the reviewer, has become.
 */
export function standing<R extends Signature>(facts: { evidenceDigest: string; reviews: readonly R[] }): R[] {
  const last = new Map<string, R>();
  for (const review of facts.reviews) {
    if (review.verdict !== "comment") last.set(review.reviewer.id, review);
  }
  return [...last.values()].filter(
    (review) =>
      review.verdict === "request_changes" || (review.entitled && review.evidenceDigest === facts.evidenceDigest),
  );
}

/**
 * Why somebody may not sign this promotion, or null when they may. Whoever asked for it, or made the version, is not
 * somebody else.
 */
export function whyNotSign(facts: Pick<Facts, "requester" | "author">, userId: string): string | null {
  if (facts.requester.id === userId) {
    return "You requested this promotion, so your own approval does not count. Somebody else has to sign for it.";
  }
  if (facts.author.id === userId) {
    return "You are the author of this version, so your own approval does not count. Somebody else has to sign for it.";
  }
  return null;
}

/**
 * Everything that stands between a promotion and its stage, for the guard, the page, the SDK and the CLI alike.
 * @param viewer who asks; `you` of a blocker tells whether they can clear it
 * @returns the reasons, none of them when it can be applied
 */
export function blockers(facts: Facts, viewer: { id: string; maySign: boolean }): Blocker[] {
  if (facts.kind === "rollback") return [];
  const counted = standing(facts).filter((review) => whyNotSign(facts, review.reviewer.id) === null);
  const found: Blocker[] = counted
    .filter((review) => review.verdict === "request_changes")
    .map((review) => ({
      kind: "changes_requested",
      what: `${review.reviewer.name} asks for changes`,
      why: "A request for changes blocks until the one who made it approves.",
      who: review.reviewer.name,
      you: review.reviewer.id === viewer.id && viewer.maySign,
    }));
  const missing = approvalsNeeded - counted.filter((review) => review.verdict === "approve").length;
  if (missing > 0) {
    found.push({
      kind: "approval_missing",
      what: missing === 1 ? "One approval is missing" : `${missing} approvals are missing`,
      why: "Nothing reaches a stage until somebody who neither requested it nor made the version has signed for it.",
      who: `A reviewer or maintainer other than ${names([facts.requester, facts.author])}`,
      you: viewer.maySign && whyNotSign(facts, viewer.id) === null,
    });
  }
  return found;
}

function names(people: readonly Person[]): string {
  const distinct = new Map(people.map((person) => [person.id, person.name]));
  return [...distinct.values()].join(" and ");
}

/**
 * The versions that were live and were not rolled back from, the earliest first; the last one is live. A rollback returns
 * to one of those before it, so that two in a row go back twice, and what was taken out of a stage comes back only
 * when somebody signs for it again.
 * @param applied what promotions and rollbacks have put into the stage, the earliest first
 * @returns their numbers
 */
export function goodVersions(applied: readonly { kind: PromotionKind; number: number }[]): number[] {
  const good: number[] = [];
  for (const { kind, number } of applied) {
    const before = good.lastIndexOf(number);
    if (kind === "rollback" && before >= 0) good.length = before + 1;
    else good.push(number);
  }
  return good;
}
