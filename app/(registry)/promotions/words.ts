import { formatRelativeTime } from "#app/_ui/format.ts";
import type { Tone } from "#app/_ui/badge.tsx";
import type { SealState } from "#app/_ui/seal.tsx";
import type { Blocker, PromotionKind, PromotionState, Verdict } from "#server/promotions/schema.ts";

interface Aim {
  kind: PromotionKind;
  version: number;
  stage: string;
}

/** What is asked for, as a title: `Promote v4 to production`. */
export function titleOf({ kind, version, stage }: Aim): string {
  return kind === "rollback" ? `Roll ${stage} back to v${version}` : `Promote v${version} to ${stage}`;
}

/** The state in the words of a badge. Blockers tell apart what is stored as open; a list does not know them. */
export function stateOf(promotion: { state: PromotionState; kind: PromotionKind; blockers?: readonly Pick<Blocker, "kind">[] }): { label: string; tone: Tone; seal: SealState } {
  switch (promotion.state) {
    case "applied":
      return { label: promotion.kind === "rollback" ? "Rolled back" : "Applied", tone: "seal", seal: "signed" };
    case "withdrawn":
      return { label: "Withdrawn", tone: "neutral", seal: "void" };
    case "superseded":
      return { label: "Superseded", tone: "neutral", seal: "void" };
    case "open":
      return promotion.blockers?.some((blocker) => blocker.kind === "changes_requested")
        ? { label: "Changes requested", tone: "refuse", seal: "awaited" }
        : { label: "Awaiting review", tone: "wait", seal: "awaited" };
  }
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

/** The beginning of what somebody wrote, on one line and without the marks of Markdown that would only be in the way. */
export function asLine(markdown: string): string {
  return markdown.slice(0, 400).replaceAll(/\*\*|`|^[ \t]*(?:[#>]+|[-*+])[ \t]+/gm, "").replaceAll(/\s+/g, " ").trim();
}

/** How long something lasted, in its greatest unit alone: `12 days`, `15 minutes`. Both in milliseconds since the epoch. */
export function lengthOf(from: number, until: number): string {
  const words = formatRelativeTime(from, until);
  return words.endsWith(" ago") ? words.slice(0, -" ago".length) : "less than a minute";
}
