/** Runs tasks side by side, in the order in which they were added. */
export interface Lanes {
  /** Aborted when a task has failed, or the caller gave up: what the tasks have to heed. */
  readonly signal: AbortSignal;
  /** Runs the task when there is room for it. After a failure it is not run any more. */
  add(task: () => Promise<void>): void;
  /** Counts as the failure of a task, when it is the first one. */
  fail(error: unknown): void;
  /**
   * Waits until every task has come to its end.
   * @throws the first failure, after the tasks that were under way have ended too
   */
  finish(): Promise<void>;
}

/**
 * @param width how many tasks run at once
 * @param signal stops them all
 */
export function openLanes(width: number, signal: AbortSignal | undefined): Lanes {
  const waiting = new Set<() => Promise<void>>();
  const stop = new AbortController();
  const now: { running: number; failure?: { error: unknown } } = { running: 0 };
  let wake = () => {};

  const fail = (error: unknown) => {
    now.failure ??= { error };
    stop.abort(now.failure.error);
  };
  const run = async (task: () => Promise<void>) => {
    now.running++;
    await task().catch(fail);
    now.running--;
    fill();
    wake();
  };
  const fill = () => {
    // What runs is forgotten here, and with it the bytes that it holds.
    for (const task of waiting) {
      if (now.running >= width || now.failure) return;
      waiting.delete(task);
      void run(task);
    }
  };

  return {
    signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    fail,
    add(task) {
      waiting.add(task);
      fill();
    },
    async finish() {
      while (now.running > 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (now.failure) throw now.failure.error;
    },
  };
}
