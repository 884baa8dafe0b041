import { setTimeout as sleep } from "node:timers/promises";
/** How often one thing is tried, the first time included, where nothing else is said. */
const mostTries = 5;
const firstPauseMs = 300;
/** Pauses that grow stop growing here. */
const longestGrownMs = 10_000;
/** A registry that asks for more patience than this gets its refusal shown instead. */
const longestPauseMs = 60_000;
/** What a transfer waits in all without coming any further: a registry that is being restarted is back by then. */
export const transferWaitMs = 120_000;
/** A failure that may pass by itself. It stays inside of the SDK: whoever gave up trying gets `failure`. */
export class Setback extends Error {
    /** What to tell when it does not pass. */
    failure;
    /** Whether the registry may have done what it was asked, and only the answer was lost. */
    mayHaveActed;
    /** How long the registry asks to wait, where it says so. */
    retryAfterMs;
    constructor(failure, mayHaveActed, retryAfterMs) {
        super(failure.message, { cause: failure });
        this.failure = failure;
        this.mayHaveActed = mayHaveActed;
        this.retryAfterMs = retryAfterMs;
    }
}
/**
 * Tries until it succeeds, with longer and longer pauses of random length, so that many clients don't come back at once.
 * @throws the failure of the last setback, and everything that is no setback at once
 */
export async function persist(attempt, { repeatable, signal, waitMs, progress }) {
    let reached = progress?.() ?? 0;
    for (let tries = 1, waited = 0;; tries++) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!(error instanceof Setback))
                throw error;
            const now = progress?.() ?? 0;
            if (now > reached)
                [tries, waited, reached] = [1, 0, now];
            const pause = error.retryAfterMs ?? Math.min(longestGrownMs, firstPauseMs * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
            waited += Math.max(pause, firstPauseMs);
            const worn = waitMs === undefined ? tries === mostTries : waited > waitMs;
            if (worn || pause > longestPauseMs || (error.mayHaveActed && !repeatable))
                throw error.failure;
            await rest(pause, signal);
        }
    }
}
/**
 * Waits.
 * @throws the signal's reason
 */
export async function rest(ms, signal) {
    try {
        await sleep(ms, undefined, signal ? { signal } : {});
    }
    catch (error) {
        signal?.throwIfAborted();
        throw error;
    }
}
