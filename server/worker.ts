import { parseCronItems, run, type TaskList } from "graphile-worker";
import type { Registry } from "./context.ts";
import type { Jobs } from "./db/jobs.ts";
import { inspectVersion } from "./inspect/read-header.ts";
import { collect } from "./storage/collect.ts";

type Tasks = { [Name in keyof Jobs]: (payload: Jobs[Name]) => Promise<void> };

const jobsAtOnce = 2;

/** What each job does. */
function tasksOf(registry: Registry): Tasks {
  return {
    inspect_version: ({ versionId }) => inspectVersion(registry, versionId),
    collect_garbage: async ({ startedBy, dryRun }) => {
      await collect({ ...registry, startedBy, dryRun, now: new Date() });
    },
  };
}

/**
 * Does the jobs that transactions have asked for, and those of the schedule. Any number of instances may: each job is
 * done by one, and by another when that one dies.
 * @param url of the database
 * @returns what waits for the jobs at hand and stops
 */
export async function startWorker(registry: Registry, url: string): Promise<{ stop: () => Promise<void> }> {
  const worker = await run({
    connectionString: url,
    concurrency: jobsAtOnce,
    noHandleSignals: true,
    maxPoolSize: jobsAtOnce + 2,
    taskList: tasksOf(registry) as unknown as TaskList,
    parsedCronItems: parseCronItems([
      {
        task: "collect_garbage",
        match: "17 * * * *",
        identifier: "collect_garbage",
        payload: { startedBy: "schedule", dryRun: false } satisfies Jobs["collect_garbage"],
        options: { maxAttempts: 1 },
      },
    ]),
  });
  return { stop: () => worker.stop() };
}
