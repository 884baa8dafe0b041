import * as crypto from "node:crypto";
import type { Checkpoint, RecordEntry } from "./record.ts";
/** What the first entry names as its predecessor. */
export declare const genesisHash: string;
/**
 * The hash of an entry: SHA-256 over the previous hash followed by the canonical JSON (RFC 8785) of what its form covers,
 * whose members are written out here in their order.
 * @returns 64 hex digits
 */
export declare function entryHash(entry: RecordEntry): string;
/** What is signed of a checkpoint. */
export declare function checkpointText({ kind, registry, seq, hash, at, key }: Checkpoint): string;
/** How a key is named in the checkpoints that it has signed. */
export declare function keyName(key: crypto.KeyObject): string;
/** Whether the checkpoint was signed with this key. */
export declare function isSigned(checkpoint: Checkpoint, key: crypto.KeyObject): boolean;
