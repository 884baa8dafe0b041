import type { FileHandle } from "node:fs/promises";
import type { Remote } from "./source.ts";
import type { VersionFile } from "./wire.ts";
/** What is told of the bytes of a file, as they come; less than none when they have to be fetched again. */
export interface Tally {
    /** Bytes that came over the network. */
    received(count: number): void;
    /** Bytes that were on this machine already. */
    held(count: number): void;
}
/**
 * Fetches one file of a version into an open file, and makes sure that the bytes are the right ones. After a failure it
 * goes on where it was.
 * @param part open for reading and writing; it is not closed
 * @param held how many bytes an earlier download has left in it
 * @throws CountersignError digest_mismatch, file_failed and others; the signal's reason. Unless it is one of the two named,
 *   the bytes that have come are in the file and can be gone on with.
 */
export declare function fetchInto(part: FileHandle, held: number, { remote, file, tally, signal }: {
    remote: Remote;
    file: VersionFile;
    tally: Tally;
    signal: AbortSignal;
}): Promise<void>;
