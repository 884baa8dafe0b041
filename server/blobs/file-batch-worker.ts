/** The thread that writes batches of small files: see file-batches.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { settleJournal, storeBatch } from "./file-journal.ts";
import { placesIn } from "./file-places.ts";

export type BatchTask = { store: { image: ArrayBuffer; name: string } } | { settle: { name: string; as: string } };

/** What came of a task; the failure without its stack, which does not pass between threads. */
export interface BatchOutcome {
  id: number;
  failure?: { message: string; code: unknown };
}

const { root } = workerData as { root: string };
const places = placesIn(root);

function run(task: BatchTask): void {
  if ("settle" in task) return settleJournal(places, task.settle.name, task.settle.as);
  const { image, name } = task.store;
  storeBatch(places, Buffer.from(image), name);
  // Given back at once, and not when this thread next looks for what nobody needs.
  image.transfer(0);
}

const port = parentPort;
port?.on("message", ({ id, task }: { id: number; task: BatchTask }) => {
  const outcome: BatchOutcome = { id };
  try {
    run(task);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    outcome.failure = { message, code };
  }
  port.postMessage(outcome, []);
});
