import type { CountersignError } from "./errors.ts";
/** What a transfer waits in all without coming any further: a registry that is being restarted is back by then. */
export declare const transferWaitMs = 120000;
/** A failure that may pass by itself. It stays inside of the SDK: whoever gave up trying gets `failure`. */
export declare class Setback extends Error {
    /** What to tell when it does not pass. */
    readonly failure: CountersignError;
    /** Whether the registry may have done what it was asked, and only the answer was lost. */
    readonly mayHaveActed: boolean;
    /** How long the registry asks to wait, where it says so. */
    readonly retryAfterMs: number | undefined;
    constructor(failure: CountersignError, mayHaveActed: boolean, retryAfterMs?: number);
}
export interface Persistence {
    /** Whether doing it twice is the same as doing it once; else it is only repeated when it was not done. */
    repeatable: boolean;
    signal?: AbortSignal | undefined;
    /** How long the pauses may be in all, in milliseconds. Left out, it is tried five times at most. */
    waitMs?: number | undefined;
    /** A number that grows as it comes further: whenever it has grown, the patience is counted anew. */
    progress?: (() => number) | undefined;
}
/**
 * Tries until it succeeds, with longer and longer pauses of random length, so that many clients don't come back at once.
 * @throws the failure of the last setback, and everything that is no setback at once
 */
export declare function persist<Result>(attempt: () => Promise<Result>, { repeatable, signal, waitMs, progress }: Persistence): Promise<Result>;
/**
 * Waits.
 * @throws the signal's reason
 */
export declare function rest(ms: number, signal: AbortSignal | undefined): Promise<void>;
