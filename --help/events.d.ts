import type { Connection } from "./connection.ts";
import type { RegistryEvent } from "./wire.ts";
export interface EventOptions {
    /** The `id` of the last event that is known: left out or 0, all of them; `latest`, only what happens from now on. */
    after?: number | "latest" | undefined;
    /** Types of events, each also as all of a family: `["stage.moved", "promotion.*"]`. */
    types?: readonly string[] | undefined;
    /** `team/model`: of this one alone. */
    model?: string | undefined;
    /** Whether to wait for what is still to come, until the signal is aborted or nobody asks any more. */
    follow?: boolean | undefined;
    /** Ends it with its reason. */
    signal?: AbortSignal | undefined;
}
/** See Registry.events. A registry that is away is waited for: two minutes, or as long as it takes where it is followed. */
export declare function readEvents(connection: Connection, { after, types, model, follow, signal }?: EventOptions): AsyncGenerator<RegistryEvent, void, undefined>;
