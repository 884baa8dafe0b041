import type { Tone } from "#app/_ui/badge.tsx";
import type { DeploymentState, DeploymentSummary, ReportedState } from "#server/deployments/schema.ts";

/** How a deployment stands, as a badge says it. */
export const stateWords: Record<DeploymentState, { label: string; tone: Tone }> = {
  pending: { label: "Not reported yet", tone: "neutral" },
  queued: { label: "Queued", tone: "wait" },
  in_progress: { label: "In progress", tone: "wait" },
  succeeded: { label: "Succeeded", tone: "allow" },
  failed: { label: "Failed", tone: "refuse" },
  rolled_back: { label: "Rolled back", tone: "refuse" },
  timed_out: { label: "Silent for too long", tone: "refuse" },
  superseded: { label: "Overtaken", tone: "neutral" },
};

export const reportedWords: Record<ReportedState | (string & {}), string> = {
  queued: "it is queued",
  in_progress: "it is in progress",
  succeeded: "it succeeded",
  failed: "it failed",
  rolled_back: "it was rolled back",
};

/** What is deployed, as a title: `v7 to production`. */
export function titleOf({ kind, version, stage }: Pick<DeploymentSummary, "kind" | "version" | "stage">): string {
  if (version === null) return `Nothing in ${stage}`;
  return kind === "rollback" ? `v${version} back to ${stage}` : `v${version} to ${stage}`;
}
