/** A command that was written wrongly, found out only after it was parsed. */
export declare class UsageError extends Error {
}
/** Ctrl-C. */
export declare class Interrupted extends Error {
}
export declare const exitCodes: {
    done: number;
    failed: number;
    usage: number;
    interrupted: number;
    /** What a failure exits with. */
    of(error: unknown): number;
};
/** Says on stderr what went wrong: for people, or as one JSON object. */
export declare function report(error: unknown, json: boolean): void;
