import type { AuditEntry } from "#server/audit/schema.ts";
import type { Promotion, PromotionState } from "#server/promotions/schema.ts";
import type { Review } from "#server/reviews/schema.ts";

/** One thing that happened to a promotion: a review, or what the registry did. */
export type Happening =
  | { kind: "requested"; at: string; by: string }
  | { kind: "review"; at: string; review: Review; standing: "counts" | "replaced" | "earlier_round" | "said" }
  | { kind: "evidence_changed"; at: string; because: string; round: number | undefined }
  | { kind: Exclude<PromotionState, "open">; at: string; by: string | undefined };

type Known = Pick<Promotion, "id" | "state" | "createdAt" | "closedAt" | "requester" | "evidenceDigest"> & { reviews: readonly Review[] };

/**
 * The story of a promotion, the earliest first.
 * @param entries of the model's audit log; where it does not reach back far enough, the promotion's own facts are enough
 */
export function historyOf(promotion: Known, entries: readonly AuditEntry[]): Happening[] {
  const own = entries.filter((entry) => entry.target === promotion.id);
  const story: Happening[] = [{ kind: "requested", at: promotion.createdAt, by: promotion.requester.name }];
  for (const review of promotion.reviews) story.push({ kind: "review", at: review.at, review, standing: standingOf(review, promotion) });
  for (const { action, at, details } of own) {
    if (action !== "promotion.evidence_changed") continue;
    const { because, round } = details;
    story.push({ kind: "evidence_changed", at, because: typeof because === "string" ? because : "", round: typeof round === "number" ? round : undefined });
  }
  if (promotion.state !== "open" && promotion.closedAt) {
    const entry = own.find(({ action }) => action === `promotion.${promotion.state}`);
    // Who superseded a promotion did so by applying another one.
    story.push({ kind: promotion.state, at: promotion.closedAt, by: promotion.state === "superseded" ? undefined : entry?.actor.name });
  }
  return story.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function standingOf(review: Review, promotion: Known): Extract<Happening, { kind: "review" }>["standing"] {
  if (review.current) return "counts";
  if (review.evidenceDigest !== promotion.evidenceDigest) return "earlier_round";
  return review.verdict === "comment" ? "said" : "replaced";
}
