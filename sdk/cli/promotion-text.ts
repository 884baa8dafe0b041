import type { Blocker, Promotion } from "../wire.ts";
import { columns, facts, time } from "./layout.ts";
import type { Paint } from "./paint.ts";

/** What has become of a promotion, in one sentence. */
export function headline({ model, version, stage, state, kind, id, appliesAt, bypassed }: Promotion, paint: Paint): string {
  const place = paint.strong(`${model}@${stage}`);
  if (state === "applied") {
    const done = { promote: `names version ${version} now`, rollback: `was rolled back to version ${version}`, remove: "names no version now" }[kind];
    return `${paint.good("Applied.")} ${place} ${done}.${bypassed ? " What stood in the way was bypassed." : ""}`;
  }
  const asked = {
    promote: `The promotion of ${paint.strong(`${model}@${version}`)} to ${paint.strong(stage)}`,
    rollback: `The rollback of ${place} to version ${version}`,
    remove: `The removal of version ${version} from ${place}`,
  }[kind];
  return `${asked} is ${state}${appliesAt ? `, and is applied at ${time(appliesAt)}` : ""}: ${id}`;
}

/** What has become of a promotion, and what is missing. */
export function describeBriefly(promotion: Promotion, paint: Paint): string {
  return [headline(promotion, paint), ...blockerLines(promotion.state === "applied" ? [] : promotion.blockers)].join("\n");
}

/** Each reason why a promotion can't be applied yet, with who can clear it, and until when it stands where time clears it. */
export function blockerLines(blockers: readonly Blocker[]): string[] {
  if (blockers.length === 0) return [];
  const rows = blockers.map(({ what, who, you, until }) => [what, you ? "you can clear this" : `can be cleared by: ${who}`, until ? `until ${time(until)}` : ""]);
  return [columns(rows, "  ")];
}

/** The whole of a promotion. */
export function describePromotion(promotion: Promotion, paint: Paint): string {
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [paint.strong(title), ...lines]);
  const { policy } = promotion;
  return [
    headline(promotion, paint),
    factLines(promotion),
    ...section(promotion.bypassed ? "What was bypassed" : "What is missing", blockerLines(promotion.blockers)),
    ...section("Checks", checkLines(promotion)),
    ...section("Policy", policy.words.map((words) => `  ${words}`)),
    ...section("Only tried: nothing is blocked by it", policy.triedWords.map((words) => `  ${words}`)),
    ...section("What would be missing besides, if it were enforced", blockerLines(promotion.triedBlockers)),
    ...section("Asked", askedLines(promotion)),
    ...section("Reviews", reviewLines(promotion)),
    ...section("Conversation", threadLines(promotion)),
  ].join("\n");
}

function factLines(promotion: Promotion): string {
  const { kind, state, baseline, round, roundBecause, closing, failure, liveSince } = promotion;
  const at = (instant: string | null) => (instant === null ? null : time(instant));
  const replaced = baseline === null ? "nothing: it is the first in this stage" : `v${baseline}${liveSince ? `, live since ${time(liveSince.at)}` : ""}`;
  return facts([
    ["id", promotion.id],
    ["reason", promotion.reason],
    ["requested", `${time(promotion.createdAt)} by ${promotion.requester.name}`],
    ["made by", promotion.author.name],
    [state === "applied" ? "replaced" : "replaces", kind === "remove" ? null : replaced],
    ["rests on", promotion.restsOn ? `the promotion ${promotion.restsOn.id}, signed by ${promotion.restsOn.approvedBy.map(({ name }) => name).join(", ")}` : null],
    ["round", round > 1 ? `${round}, because ${roundBecause}` : null],
    ["not before", at(promotion.notBefore)],
    ["expires", promotion.closedAt ? null : at(promotion.expiresAt)],
    ["closed", at(promotion.closedAt)],
    ["ended by", closing ? `${closing.by.name}${closing.reason === "" ? "" : `: ${closing.reason}`}` : null],
    // Of what somebody ended, their name says the same.
    ["failed", closing ? null : failure],
    ["superseded by", promotion.supersededBy],
    ["evidence", promotion.evidenceDigest],
  ]);
}

function checkLines({ checks }: Promotion): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(({ status, title, why, findings, enforced }) => [
    status,
    title,
    `${why}${findings.length > 0 ? ` ${findings.join("; ")}.` : ""}${enforced ? "" : " (only tried)"}`,
  ]);
  return [columns(rows, "  ")];
}

function askedLines({ asked }: Promotion): string[] {
  const rows = asked.map(({ person, team, answered, at }) => [person?.name ?? `the team ${team}`, answered ? "has reviewed" : `asked ${time(at)}`]);
  return rows.length === 0 ? [] : [columns(rows, "  ")];
}

const verdicts = { approve: "approves", request_changes: "asks for changes", comment: "comments" };
const lapses = { evidence: "of other evidence", later: "reviewed again", dismissed: "dismissed", lapsed: "too old", not_entitled: "may not review any more" };

function reviewLines({ reviews }: Promotion): string[] {
  const rows = reviews.map(({ id, at, reviewer, verdict, lapsed, dismissal, comment }) => [
    time(at),
    reviewer.name,
    `${verdicts[verdict]}${lapsed ? ` (does not count: ${lapses[lapsed]}${dismissal ? `, ${dismissal.reason}` : ""})` : ""}`,
    id,
    comment,
  ]);
  return rows.length === 0 ? [] : [columns(rows, "  ")];
}

function threadLines({ threads }: Promotion): string[] {
  return threads.flatMap(({ id, about, resolved, comments }) => [
    `  ${id}  ${resolved ? `resolved by ${resolved.by.name}` : "open"}${about ? `, about ${about}` : ""}`,
    columns(comments.map(({ at, author, body }) => [time(at), author.name, body.replaceAll(/\s+/g, " ")]), "    "),
  ]);
}
