import type { Checkpoint, RecordEntry } from "./record.ts";
/** What is wrong with a record, at its first bad entry. */
export interface RecordFault {
    /** The number of that entry. */
    seq: number;
    kind: "malformed" | "missing" | "reordered" | "unlinked" | "changed" | "truncated" | "rewritten" | "forged_checkpoint" | "removed";
    /** One sentence for people. */
    message: string;
}
export interface RecordVerification {
    ok: boolean;
    fault: RecordFault | null;
    /** How many entries are as they were written. */
    entries: number;
    /** The first of them, and the last; null where there is none. */
    first: number | null;
    last: number | null;
    /** The last one's hash. */
    hash: string | null;
    /** How many signed checkpoints agree, and the entry that the last of them covers. */
    checkpoints: number;
    signedTo: number | null;
}
export interface RecordEvidence {
    /** What was signed outside the registry's database. Left out, only the chain itself is checked. */
    checkpoints?: readonly Checkpoint[] | undefined;
    /** The public key that they are signed with, as PEM (SPKI). Needed with checkpoints. */
    publicKey?: string | undefined;
    /** The entries begin in the middle: what was before is no fault. */
    partial?: boolean | undefined;
    /** Told from time to time how many entries are verified. */
    onProgress?: ((entries: number) => void) | undefined;
}
/**
 * Verifies a record: that its entries have no gap, that each is as it was written and follows the one before, and that it
 * agrees with what was signed. Entries are read once and not kept.
 * @param batches the entries by their number, some at a time
 * @throws Error when the key is none
 */
export declare function verifyRecord(batches: AsyncIterable<readonly RecordEntry[]>, evidence?: RecordEvidence): Promise<RecordVerification>;
