/**
 * How a deployment stands. `pending`: nobody has reported yet. `timed_out`: nobody did in time. `superseded`: the stage
 * was moved again before it ended.
 */
export const deploymentStates = ["pending", "queued", "in_progress", "succeeded", "failed", "rolled_back", "timed_out", "superseded"] as const;
export type DeploymentState = (typeof deploymentStates)[number];

/** What a pipeline can report. */
export const reportedStates = ["queued", "in_progress", "succeeded", "failed", "rolled_back"] as const satisfies readonly DeploymentState[];
export type ReportedState = (typeof reportedStates)[number];
