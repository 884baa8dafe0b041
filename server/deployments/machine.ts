import type { DeploymentState, ReportedState } from "./schema.ts";

/** A report, as far as it decides. */
export interface Said {
  state: ReportedState;
  environment: string;
  /** When it was so, by the pipeline's clock. */
  at: Date;
  /** It names another digest than that of the version that is to be served: what it calls a success is none. */
  isWrong: boolean;
}

/** How far a deployment is, whatever its clocks say: a late word of its beginning takes nothing back. */
const rank: Record<ReportedState, number> = { queued: 0, in_progress: 1, succeeded: 2, failed: 2, rolled_back: 3 };

/** Of two reports of one environment the one that counts: who is further, then who spoke later, then who says worse. */
function weightier(one: Said, other: Said): Said {
  const [a, b] = [countsAs(one), countsAs(other)];
  if (rank[a] !== rank[b]) return rank[a] > rank[b] ? one : other;
  if (one.at.getTime() !== other.at.getTime()) return one.at > other.at ? one : other;
  return a === "failed" ? one : other;
}

function countsAs({ state, isWrong }: Said): ReportedState {
  return state === "succeeded" && isWrong ? "in_progress" : state;
}

/**
 * How a deployment stands by what was reported of it: the same for the same reports, in whatever order and however often they
 * came. With several environments it has succeeded when every one of them has that was spoken of, and failed when one has.
 * @returns `pending` when nothing was
 */
export function reportedState(reports: readonly Said[]): ReportedState | "pending" {
  const byEnvironment = new Map<string, Said>();
  for (const report of reports) {
    const known = byEnvironment.get(report.environment);
    byEnvironment.set(report.environment, known ? weightier(known, report) : report);
  }
  const states = [...byEnvironment.values()].map(countsAs);
  if (states.length === 0) return "pending";
  for (const state of ["rolled_back", "failed"] as const) if (states.includes(state)) return state;
  if (states.every((state) => state === "succeeded")) return "succeeded";
  return states.every((state) => state === "queued") ? "queued" : "in_progress";
}

/** Whether nothing more is waited for. */
export function isEnded(state: DeploymentState): boolean {
  return !["pending", "queued", "in_progress"].includes(state);
}

/** Whether the version is not served as it was meant to be. */
export function isFailure(state: DeploymentState): boolean {
  return state === "failed" || state === "rolled_back" || state === "timed_out";
}

/**
 * The state after a report. What was overtaken stays so. Whoever was silent for too long is heard all the same once they say how
 * it ended: what was decided for their silence stays decided.
 */
export function stateAfter(before: DeploymentState, reports: readonly Said[]): DeploymentState {
  if (before === "superseded") return before;
  const reported = reportedState(reports);
  return before === "timed_out" && !isEnded(reported) ? before : reported;
}
