import type { Reason as Refused } from "./wire.ts";
/** What can go wrong on this side of the wire. */
type Failed = 
/** Nothing answers at the registry's address. */
"cannot_reach"
/** The registry took a call and then said nothing for too long. */
 | "timed_out"
/** Something answered, but no registry: a proxy, or another site. */
 | "unexpected_answer"
/** A setting of this client is missing or wrong. */
 | "invalid_setting"
/** A file or folder that can't be part of a version, or is not there. */
 | "file_refused"
/** A file was changed while it was being pushed. */
 | "file_changed"
/** A path of a version that would lead out of the folder it is pulled into. */
 | "unsafe_path"
/** The operating system refused to read or write a file. */
 | "file_failed";
/** Why a call failed: the registry's own reasons, and those of this client. */
export type Reason = Refused | Failed;
/** What every failed call of the SDK throws; only an abort is told by the signal's own reason. */
export declare class CountersignError extends Error {
    readonly name = "CountersignError";
    readonly reason: Reason;
    /** What a program needs to act on it, by name; what it holds depends on the reason. */
    readonly details: Record<string, unknown>;
    /** The HTTP status of the answer; null when there was none. */
    readonly status: number | null;
    /** What the registry's log calls the request; null when it was not asked. */
    readonly requestId: string | null;
    /**
     * @param message what was wrong, what was expected and what to do, in sentences for a person
     */
    constructor(reason: Reason, message: string, more?: {
        details?: Record<string, unknown>;
        status?: number | null;
        requestId?: string | null;
        cause?: unknown;
    });
}
/** What the operating system says went wrong with a file, in a sentence. */
export declare function fileFailure(path: string, error: unknown): CountersignError;
export {};
