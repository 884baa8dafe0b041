import { formatBytes, formatCount } from "#app/_ui/format.ts";
import type { Collection } from "#server/storage/schema.ts";

/** What came of a collection that has ended, or would have. */
export function outcomeOf(run: Collection): { title: string; text: string } {
  if (run.failure !== null) return { title: "The collection failed", text: `${run.failure} What it had removed until then stays removed; nothing that is needed was touched. The next one goes on.` };
  const parts = [counted(run.blobs, "file"), counted(run.versions, "deleted version"), counted(run.drafts, "deleted draft"), counted(run.arrivals, "half-arrived file")].filter((part) => part !== "");
  if (parts.length === 0) return { title: run.dryRun ? "There is nothing to remove" : "There was nothing to remove", text: "Everything that is stored is needed, or was not unneeded for long enough." };
  const what = new Intl.ListFormat("en").format(parts);
  return run.dryRun
    ? { title: `A collection would free ${formatBytes(run.bytes)}`, text: `It would give up ${what}. The bytes of the versions among them are not counted. Nothing was removed.` }
    : { title: `${formatBytes(run.bytes)} freed`, text: `It gave up ${what}.` };
}

function counted(count: number, what: string): string {
  return count === 0 ? "" : `${formatCount(count)} ${what}${count === 1 ? "" : "s"}`;
}
