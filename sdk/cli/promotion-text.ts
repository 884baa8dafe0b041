import type { Promotion } from "../wire.ts";
import { columns, facts, time } from "./layout.ts";
import type { Paint } from "./paint.ts";

/** What has become of a promotion, in one sentence. */
export function headline({ model, version, stage, state, kind, id }: Promotion, paint: Paint): string {
  const what = `${model}@${version}`;
  if (state === "applied") {
    const how = kind === "rollback" ? "was rolled back to" : "names";
    return `${paint.good("Applied.")} ${paint.strong(`${model}@${stage}`)} ${how} version ${version} now.`;
  }
  const where = `The promotion of ${paint.strong(what)} to ${paint.strong(stage)}`;
  return `${where} is ${state}: ${id}`;
}

/** The whole of a promotion. */
export function describePromotion(promotion: Promotion, paint: Paint): string {
  const { blockers, reviews } = promotion;
  const lines = [
    `${paint.strong(`${promotion.model}@${promotion.version}`)} to ${paint.strong(promotion.stage)}: ${promotion.state}`,
    facts([
      ["id", promotion.id],
      ["reason", promotion.reason],
      ["requested", `${time(promotion.createdAt)} by ${promotion.requester.name}`],
      ["made by", promotion.author.name],
      [promotion.state === "applied" ? "replaced" : "replaces", promotion.baseline === null ? "nothing: it is the first in this stage" : `v${promotion.baseline}`],
      ["round", promotion.round > 1 ? String(promotion.round) : null],
      ["closed", promotion.closedAt ? time(promotion.closedAt) : null],
      ["superseded by", promotion.supersededBy],
      ["evidence", promotion.evidenceDigest],
    ]),
  ];
  if (blockers.length > 0) lines.push(paint.strong("What is missing"), describeBlockers(promotion));
  if (reviews.length > 0) {
    const rows = reviews.map((review) => [
      time(review.at),
      review.reviewer.name,
      verdicts[review.verdict] + (review.current || review.verdict === "comment" ? "" : " (no longer counts)"),
      review.comment,
    ]);
    lines.push(paint.strong("Reviews"), columns(rows, "  "));
  }
  return lines.join("\n");
}

/** Each reason why a promotion can't be applied yet, with who can clear it. */
export function describeBlockers({ blockers }: Promotion): string {
  return columns(
    blockers.map(({ what, who, you }) => [what, you ? "you can clear this" : `can be cleared by: ${who}`]),
    "  ",
  );
}

const verdicts = { approve: "approves", request_changes: "asks for changes", comment: "comments" };
