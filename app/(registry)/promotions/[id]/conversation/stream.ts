import type { AuditEntry } from "#server/audit/schema.ts";
import type { Promotion } from "#server/promotions/schema.ts";
import type { Review, Thread } from "#server/reviews/schema.ts";

/** One thing that happened to a promotion: something of the record, a review, or a thread that was begun. */
export type Happening = { at: string } & ({ kind: "record"; entry: AuditEntry } | { kind: "review"; review: Review } | { kind: "thread"; thread: Thread });

/** What the reviews and threads tell themselves. */
const toldElsewhere: readonly AuditEntry["action"][] = [
  "promotion.reviewed", "promotion.commented", "promotion.comment_edited", "promotion.thread_resolved", "promotion.thread_reopened",
];

const order: readonly Happening["kind"][] = ["review", "thread", "record"];

/**
 * Record, reviews and threads in one line, the earliest first. Of what came at the same instant, the review comes before
 * what followed from it.
 */
export function streamOf({ timeline, reviews, threads }: Pick<Promotion, "timeline" | "reviews" | "threads">): Happening[] {
  const record = timeline.filter((entry, index) => !toldElsewhere.includes(entry.action) && !isSubmittedAtOnce(entry, timeline[index - 1]));
  const happenings: Happening[] = [
    ...record.map((entry): Happening => ({ kind: "record", at: entry.at, entry })),
    ...reviews.map((review): Happening => ({ kind: "review", at: review.at, review })),
    ...threads.flatMap((thread): Happening[] => (thread.comments[0] ? [{ kind: "thread", at: thread.comments[0].at, thread }] : [])),
  ];
  return happenings.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at) || order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** A request that was no draft is submitted in the same breath: that is one happening. */
function isSubmittedAtOnce(entry: AuditEntry, before: AuditEntry | undefined): boolean {
  return entry.action === "promotion.submitted" && before?.action === "promotion.requested" && Date.parse(entry.at) - Date.parse(before.at) < 1000;
}
