import type { BlockerKind } from "#server/promotions/schema.ts";
import type { Subject } from "../subject.ts";

const timely: readonly BlockerKind[] = ["wait_time", "not_before", "outside_window", "frozen", "deploying"];

/** What happens when the one who looks signs now, in a sentence. */
export function afterSigning({ blockers, missing, you, stage, version, kind, appliesAt }: Pick<Subject, "blockers" | "missing" | "you" | "stage" | "version" | "kind" | "appliesAt">): string {
  const left = blockers.filter(({ kind: what, about, you: yours }) => {
    if (what === "approvals_missing") return missing > 1;
    if (what === "group_approvals_missing") return !yours;
    return !(what === "changes_requested" && about === you.id);
  });
  const result = kind === "remove" ? `${stage} names nothing` : `${stage} names v${version}`;
  if (left.length === 0) return `Nothing else is in the way: ${result} as soon as you sign.`;
  if (left.every(({ kind: what }) => what === "not_applied_yet")) return `Nothing else is in the way: then somebody applies it.`;
  if (left.every(({ kind: what }) => timely.includes(what))) return `Then only time is left: ${appliesAt === null ? left.map(({ what }) => what).join("; ") : `${result} when it has come`}.`;
  const names = left.map(({ kind: what, what: words }) => (what === "approvals_missing" ? (missing === 2 ? "One more approval is missing" : `${missing - 1} more approvals are missing`) : words));
  return `Your signature is kept. Still in the way then: ${names.join("; ")}.`;
}
