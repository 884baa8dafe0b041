import type { Review } from "#server/reviews/schema.ts";

/** Why a review does not count, in a sentence; null when it does, or when it is a comment, which has no weight. */
export function lapseWords({ verdict, lapsed, dismissal, reviewer, round }: Review, lastDays: number | null): string | null {
  if (verdict === "comment") return null;
  switch (lapsed) {
    case null:
      return null;
    case "evidence":
      return `It is of other evidence than the present one, that of round ${round}`;
    case "later":
      return `${reviewer.name} reviewed again later`;
    case "dismissed":
      return dismissal ? `Dismissed by ${dismissal.by.name}: ${dismissal.reason}` : "It was dismissed";
    case "lapsed":
      return lastDays === null ? "It is too old to count" : `An approval counts for ${lastDays} ${lastDays === 1 ? "day" : "days"}, and this one is older`;
    case "not_entitled":
      return `${reviewer.name} may not review here any more`;
  }
}
