import { type Connection } from "./connection.ts";
import type { Checkpoint, RecordEntry } from "./record.ts";
import { type RecordEvidence, type RecordVerification } from "./verify-record.ts";
/** Which entries; what is left out is not asked about. */
export interface RecordFilter {
    /** An account: its e-mail address, its id or its name. */
    actor?: string | undefined;
    /** Such as `promotion.applied`. */
    action?: string | undefined;
    /** `team/model` */
    model?: string | undefined;
    outcome?: "done" | "refused" | undefined;
    /** ISO 8601 with its zone. */
    since?: string | undefined;
    /** Not that instant itself. */
    until?: string | undefined;
    /** Words in the target, the reason, the actor's name, the address or the request's id. */
    text?: string | undefined;
}
/** The record of everything that was done and refused. It wants a token with the scope `audit:read`. */
export interface Audit {
    /** The entries in the order of their numbers, however many there are: they are read as they are asked for. */
    entries(filter?: RecordFilter): AsyncGenerator<RecordEntry, void, undefined>;
    /**
     * The export as bytes, as long as it is. One that ends too early ends in an error.
     * @param options.format `jsonl` unless said otherwise; `csv` can't be verified
     */
    export(options?: RecordFilter & {
        format?: "jsonl" | "csv" | undefined;
    }): AsyncGenerator<Uint8Array, void, undefined>;
    /** What the registry has signed outside its database, ascending. */
    checkpoints(): Promise<Checkpoint[]>;
    /** The public key that checkpoints are signed with, as PEM. */
    key(): Promise<string>;
    /**
     * Verifies the whole record as the registry gives it out.
     * @param evidence checkpoints and key that were kept elsewhere; left out, those that the registry gives
     */
    verify(evidence?: RecordEvidence): Promise<RecordVerification>;
}
export declare function openAudit(connection: Connection): Audit;
