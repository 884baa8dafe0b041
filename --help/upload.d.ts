import { type LargeFile, type Outgoing } from "./outgoing.ts";
/**
 * Sends large files, one after the other, each from where an earlier push has left it.
 * @throws CountersignError file_changed, digest_mismatch and others; the signal's reason
 */
export declare function sendFiles(out: Outgoing, files: readonly LargeFile[]): Promise<void>;
