/** Batches of small files in a folder: durable when they are stored, and settled when there is time. */
import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { log } from "../log.ts";
import type { BatchOutcome, BatchTask } from "./file-batch-worker.ts";
import { packBatch } from "./file-journal.ts";
import type { Places } from "./file-places.ts";

export interface Batches {
  /** Stores files under their hashes: durable when it resolves. */
  store(blobs: readonly { sha256: string; bytes: Buffer }[]): Promise<void>;
  /** Settles every journal in the folder, whoever has written it. */
  settleAll(): Promise<void>;
  /** Settles what this process has written, and ends the thread. What fails is settled at the next opening. */
  close(): Promise<void>;
}

/** A push sends batch after batch: they are settled when none has come for so long, in milliseconds. */
const quietMs = 2000;
/** How long after a failure it is tried again, in milliseconds. */
const againMs = 60_000;
/** More are not left waiting: each takes the room of its files once more, about 4 MiB. */
const mostJournals = 64;

export function openBatches(places: Places): Batches {
  const thread = openThread(places.root);
  const owner = randomUUID();
  let unsettled = 0;
  let timer: NodeJS.Timeout | undefined;
  let settling: Promise<void> = Promise.resolve();

  const newName = () => `${owner}.${randomUUID()}`;
  const settle = async (isMeant: (name: string) => boolean) => {
    for (const name of (await namesIn(places.journals)).filter(isMeant)) await thread.run({ settle: { name, as: newName() } });
  };
  const settleOwn = () => {
    clearTimeout(timer);
    unsettled = 0;
    settling = settling
      .then(() => settle((name) => name.startsWith(owner)))
      .catch((error: unknown) => {
        log.error("small files could not be synced, and their journal is kept", { error });
        settleLater(againMs);
      });
    return settling;
  };
  const settleLater = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void settleOwn(), ms).unref();
  };
  const store = async (blobs: readonly { sha256: string; bytes: Buffer }[]) => {
    const image = packBatch(blobs);
    await thread.run({ store: { image: image.buffer, name: newName() } }, [image.buffer]);
  };

  return {
    async store(blobs) {
      if (blobs.length === 0) return;
      try {
        await store(blobs);
      } catch (error) {
        // Journals may be what fills the disk.
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC" || unsettled === 0) throw error;
        await settleOwn();
        await store(blobs);
      }
      if (++unsettled > mostJournals) void settleOwn();
      else settleLater(quietMs);
    },
    settleAll: () => settle(() => true),
    async close() {
      if (unsettled > 0) await settleOwn();
      clearTimeout(timer);
      await settling;
      await thread.end();
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

/** A thread that is started with its first task, and keeps the process alive only while it has some. */
function openThread(root: string) {
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  let worker: Worker | undefined;
  let last = 0;
  const start = () => {
    const started = new Worker(join(import.meta.dirname, "file-batch-worker.ts"), {
      workerData: { root },
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 },
    });
    started.on("message", ({ id, failure }: BatchOutcome) => {
      const task = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
      if (failure) task?.reject(Object.assign(new Error(failure.message), { code: failure.code }));
      else task?.resolve();
    });
    const fail = (error: Error) => {
      worker = undefined;
      for (const task of waiting.values()) task.reject(error);
      waiting.clear();
    };
    started.once("error", fail).once("exit", () => fail(new Error("the thread that writes small files has ended")));
    return started;
  };
  return {
    /** @param moved memory that is handed over */
    run(task: BatchTask, moved: ArrayBuffer[] = []): Promise<void> {
      return new Promise((resolve, reject) => {
        worker ??= start();
        worker.ref();
        const id = ++last;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, task }, moved);
      });
    },
    async end() {
      await worker?.terminate();
    },
  };
}
