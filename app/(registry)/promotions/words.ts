import { formatRelativeTime } from "#app/_ui/format.ts";
import type { Tone } from "#app/_ui/badge.tsx";
import type { SealState } from "#app/_ui/seal.tsx";
import type { BlockerKind, PromotionKind, PromotionState } from "#server/promotions/schema.ts";
import type { Verdict } from "#server/reviews/schema.ts";

interface Aim {
  kind: PromotionKind;
  version: number;
  stage: string;
}

/** What is asked for, as a title: `Promote v4 to production`. */
export function titleOf({ kind, version, stage }: Aim): string {
  switch (kind) {
    case "promote":
      return `Promote v${version} to ${stage}`;
    case "rollback":
      return `Roll ${stage} back to v${version}`;
    case "remove":
      return `Take v${version} out of ${stage}`;
  }
}

interface Standing {
  label: string;
  tone: Tone;
  seal: SealState;
}

interface Known {
  state: PromotionState;
  kind: PromotionKind;
  bypassed: boolean;
  appliesAt: string | null;
  /** A list does not know them. */
  blockers?: readonly { kind: BlockerKind }[];
}

/** The state in the words of a badge. Blockers tell apart what is stored as open or approved. */
export function stateOf(promotion: Known): Standing {
  const { state, kind, bypassed } = promotion;
  switch (state) {
    case "draft":
      return { label: "Draft", tone: "neutral", seal: "awaited" };
    case "open":
      return openOf(promotion.blockers);
    case "approved":
      return approvedOf(promotion);
    case "applying":
      return { label: "Being deployed", tone: "wait", seal: "awaited" };
    case "applied":
      if (bypassed) return { label: "Bypassed", tone: "refuse", seal: "bypassed" };
      return { label: { promote: "Applied", rollback: "Rolled back", remove: "Taken out" }[kind], tone: "seal", seal: "signed" };
    case "rejected":
      return { label: "Rejected", tone: "refuse", seal: "refused" };
    case "withdrawn":
      return { label: "Withdrawn", tone: "neutral", seal: "void" };
    case "expired":
      return { label: "Expired", tone: "neutral", seal: "void" };
    case "superseded":
      return { label: "Superseded", tone: "neutral", seal: "void" };
    case "failed":
      return { label: "Failed", tone: "refuse", seal: "void" };
  }
}

/** The first of these that stands in the way says how an open promotion stands. */
const openStandings: readonly [BlockerKind, string, Tone][] = [
  ["recalled", "Recalled", "refuse"],
  ["changes_requested", "Changes requested", "refuse"],
  ["check_failed", "Checks failing", "refuse"],
  ["approvals_missing", "Awaiting review", "wait"],
  ["group_approvals_missing", "Awaiting review", "wait"],
  ["check_missing", "Waiting for checks", "wait"],
  ["check_pending", "Waiting for checks", "wait"],
  ["threads_unresolved", "Threads to resolve", "wait"],
];

function openOf(blockers: Known["blockers"]): Standing {
  const found = openStandings.find(([kind]) => blockers?.some((blocker) => blocker.kind === kind));
  return { label: found?.[1] ?? "In review", tone: found?.[2] ?? "wait", seal: "awaited" };
}

function approvedOf({ blockers, appliesAt }: Known): Standing {
  const label = blockers?.some(({ kind }) => kind === "deploying") ? "Approved, waits its turn" : blockers?.some(({ kind }) => kind === "frozen") ? "Approved, frozen" : appliesAt !== null ? "Approved, scheduled" : "Approved, not applied yet";
  return { label, tone: "allow", seal: "awaited" };
}

/** What somebody did, to be read after their name. */
export const verdictDeeds: Record<Verdict, string> = {
  approve: "approved",
  request_changes: "asked for changes",
  comment: "commented",
};

/** People as a sentence names them: `Ada and Rita`, `Ada, Rita and Vic`. */
export function inWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** `1 file`, `3 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A clause as the beginning of a sentence. */
export function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}`;
}

/** The beginning of what somebody wrote, on one line and without the marks of Markdown that would only be in the way. */
export function asLine(markdown: string): string {
  return markdown.slice(0, 400).replaceAll(/\*\*|`|^[ \t]*(?:[#>]+|[-*+])[ \t]+/gm, "").replaceAll(/\s+/g, " ").trim();
}

/** How long something lasted, in its greatest unit alone: `12 days`, `15 minutes`. Both in milliseconds since the epoch. */
export function lengthOf(from: number, until: number): string {
  const words = formatRelativeTime(from, until);
  return words.endsWith(" ago") ? words.slice(0, -" ago".length) : "less than a minute";
}
