import type { ReportStatus } from "./schema.ts";

/** A report as far as its order is concerned. */
interface Reported {
  status: ReportStatus;
  /** What the pipeline calls the run; null where it does not say. */
  run: string | null;
}

const isFinal = (status: ReportStatus) => status === "passed" || status === "failed";
const rank: Record<ReportStatus, number> = { queued: 0, running: 1, passed: 2, failed: 2 };

/**
 * Whether a report says anything new after the last one. Pipelines repeat themselves, and what they send overtakes itself:
 * of one run, a report that says less than the one before is late, and its end is told once.
 */
export function advances(next: Reported, last: Reported | null): boolean {
  if (!last || next.run === null || next.run !== last.run) return true;
  return !isFinal(last.status) && rank[next.status] > rank[last.status];
}
