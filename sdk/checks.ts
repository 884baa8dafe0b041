import type { Api } from "./api.ts";
import type { CheckReport, ExternalCheck, Outputs } from "./wire.ts";

/** How a check of a pipeline stands. */
export interface ReportedCheck {
  /** The version that was examined, in any way that names it. */
  reference: string;
  /** The check, by the name that an administrator has given it. */
  check: string;
  status: CheckReport["status"];
  /** What was found, in a sentence or a few: 2,000 characters at most. */
  summary?: string | undefined;
  /** Where the whole result is: http or https. */
  url?: string | undefined;
  /** What was measured, by name: finite numbers, 100 at most. */
  numbers?: Readonly<Record<string, number>> | undefined;
  /** What the pipeline calls this run: reports of one run may come twice and in any order. */
  run?: string | undefined;
}

/** Checks that pipelines report. */
export interface Checks {
  /** The checks that there are. */
  list(): Promise<ExternalCheck[]>;
  /** The last report of each check on a version. */
  latest(reference: string): Promise<CheckReport[]>;
  /**
   * Reports a check, with a token that is pinned to it. Promotions that are open for the version are looked at again.
   * @returns the exact version, and in `counts` whether it said anything new
   * @throws CountersignError check_unknown; check_not_pinned, when the token may not report it; self_approval, when the
   *   token's owner made the version, or who made a token of that service account is behind it; not_found, forbidden, invalid_input
   */
  report(report: ReportedCheck): Promise<Outputs["checks"]["report"]>;
}

export function openChecks(api: Api): Checks {
  return {
    list: () => api.checks.list.query(),
    latest: (reference) => api.checks.latest.query({ reference }),
    report: ({ numbers, ...report }) => api.checks.report.mutate({ ...report, ...(numbers ? { numbers: { ...numbers } } : {}) }),
  };
}
