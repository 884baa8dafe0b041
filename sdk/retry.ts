import { setTimeout as sleep } from "node:timers/promises";
import type { CountersignError } from "./errors.ts";

/** How often one thing is tried, the first time included. */
const mostTries = 5;
const firstPauseMs = 300;
/** A registry that asks for more patience than this gets its refusal shown instead. */
const longestPauseMs = 60_000;

/** A failure that may pass by itself. It stays inside of the SDK: whoever gave up trying gets `failure`. */
export class Setback extends Error {
  /** What to tell when it does not pass. */
  readonly failure: CountersignError;
  /** Whether the registry may have done what it was asked, and only the answer was lost. */
  readonly mayHaveActed: boolean;
  /** How long the registry asks to wait, where it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(failure: CountersignError, mayHaveActed: boolean, retryAfterMs?: number) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.mayHaveActed = mayHaveActed;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Tries until it succeeds, with longer and longer pauses of random length, so that many clients don't come back at once.
 * @param repeatable whether doing it twice is the same as doing it once; else it is only repeated when it was not done
 * @throws the failure of the fifth setback, and everything that is no setback at once
 */
export async function persist<Result>(
  attempt: () => Promise<Result>,
  { repeatable, signal }: { repeatable: boolean; signal?: AbortSignal | undefined },
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Setback)) throw error;
      const pause = error.retryAfterMs ?? firstPauseMs * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
      const hopeless = tries === mostTries || pause > longestPauseMs || (error.mayHaveActed && !repeatable);
      if (hopeless) throw error.failure;
      await rest(pause, signal);
    }
  }
}

/** @throws the signal's reason */
async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
