import { LinkButton } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Recall, RecallMark } from "#server/lineage/schema.ts";
import { recalledName } from "./recall-words.ts";

const mostShown = 3;

/** That something is recalled, and why: one notice each, the latest first. `of` is what the page is about. */
export function RecallBanner({ recalls, of }: { recalls: readonly (Recall | RecallMark)[]; of: string }) {
  return recalls.slice(0, mostShown).map((recall) => (
    <div key={recall.id} className="mb-5 max-w-3xl">
      <Notice tone="refuse" title={titleOf(recall, of)} action={<LinkButton size="small" href={`/recalls/${recall.id}`}>{recall.canLift ? "See it, or lift it" : "See what it touches"}</LinkButton>}>
        {recall.reason} <span className="whitespace-nowrap">{recall.by.name}, <RelativeTime at={recall.at} /></span>
      </Notice>
    </div>
  ));
}

function titleOf(recall: Recall | RecallMark, of: string): string {
  if (!("direct" in recall)) return `${of} is recalled`;
  if (recall.kind === "version" && recall.direct) return `${of} is recalled`;
  return `${of} is recalled: it was made ${recall.direct ? "" : "by way of others "}from ${recalledName(recall)}`;
}
