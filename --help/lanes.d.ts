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
export declare function openLanes(width: number, signal: AbortSignal | undefined): Lanes;
