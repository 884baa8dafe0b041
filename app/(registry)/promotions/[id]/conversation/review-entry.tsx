import { Badge } from "#app/_ui/badge.tsx";
import { Seal } from "#app/_ui/seal.tsx";
import type { TimelineEntry } from "#app/_ui/timeline.tsx";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Review } from "#server/reviews/schema.ts";
import { verdictDeeds } from "../../words.ts";
import { DismissReview } from "../acts/dismiss-review.tsx";
import { lapseWords } from "../lapse-words.ts";
import { By, Said } from "./record-sentence.tsx";

/** A verdict: what was said, what was signed, and if it does not count, why. */
export function reviewEntry(review: Review, promotion: Promotion): Pick<TimelineEntry, "icon" | "tone" | "title" | "children" | "anchor"> {
  const { id, verdict, reviewer, comment, evidenceDigest, current } = review;
  const { version, you, policy } = promotion;
  const icons = { approve: current ? "seal" : "history", request_changes: "stop", comment: "comment" } as const;
  const why = lapseWords(review, policy.enforced.approvalsLastDays);
  return {
    anchor: `review-${id}`,
    icon: icons[verdict],
    tone: verdict === "request_changes" && current ? "refuse" : verdict === "approve" && current ? "seal" : "neutral",
    title: (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <span><By name={reviewer.name} /> {verdictDeeds[verdict]}{verdict === "approve" ? ` v${version}` : ""}</span>
        {why !== null && <Badge>no longer counts</Badge>}
      </span>
    ),
    children: (
      <div className="grid justify-items-start gap-2.5 *:w-full">
        <Said text={comment} />
        {verdict === "approve" && (
          <Seal digest={evidenceDigest} state={current ? "signed" : "void"} centre={`v${version}`} detail={current ? "the evidence that was signed" : why}>
            {current ? `Signed by ${reviewer.name}` : `Lapsed: ${reviewer.name}`}
          </Seal>
        )}
        {verdict === "request_changes" && why !== null && <p className="text-small text-ink-soft">{why}</p>}
        {verdict !== "comment" && current && you.canDismiss && <div><DismissReview review={{ id, verdict, reviewer: reviewer.name, reviewerId: reviewer.id }} /></div>}
      </div>
    ),
  };
}
