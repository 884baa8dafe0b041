/** What stands between a draft and its registration. Pure. */
import type { Fault } from "./declaration.ts";
import type { QueueView } from "./upload-queue.ts";

/**
 * @returns why the draft can't be registered yet, the first thing first; null when it can be
 */
export function obstacleTo({ totals, loaded }: Pick<QueueView, "totals" | "loaded">, faults: readonly Fault[]): string | null {
  if (!loaded) return "The draft's files are being looked up.";
  if (totals.files === 0) return "Add at least one file.";
  const open = totals.files - totals.done;
  if (totals.failed > 0) return `${files(totals.failed)} did not arrive: try again, or remove ${totals.failed === 1 ? "it" : "them"}.`;
  if (totals.absent > 0) return `${files(totals.absent)} ${totals.absent === 1 ? "waits" : "wait"} to be dropped again, or removed.`;
  if (open > 0) return `${files(open)} ${open === 1 ? "is" : "are"} still to arrive.`;
  if (faults.length > 0) return `${faults.length === 1 ? "1 thing is" : `${faults.length} things are`} missing or wrong in what is declared.`;
  return null;
}

function files(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}
