import type { LocalFile } from "./local-files.ts";
import { type HashedFile, type Outgoing } from "./outgoing.ts";
/** Files up to this size are sent many at once: the registry takes no larger ones in a pack. In bytes. */
export declare const mostPacked: number;
/** A file that is small enough to be held in memory. */
export type ReadFile = HashedFile & {
    bytes: Buffer;
};
/**
 * Reads and hashes small files, several at once.
 * @throws CountersignError file_changed, file_failed; the signal's reason
 */
export declare function readFiles(files: readonly LocalFile[], { signal, count }: Outgoing): Promise<ReadFile[]>;
/**
 * Sends small files in one request, as a tar archive. A pack that is cut is sent again, and so is one that arrives as
 * something else, once.
 * @throws CountersignError digest_mismatch and others; the signal's reason
 */
export declare function sendPack({ connection, draft, signal, count }: Outgoing, files: readonly ReadFile[]): Promise<void>;
