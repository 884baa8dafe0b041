import { type Digests, type FileCount, type LargeFile, type Outgoing } from "./outgoing.ts";
/** An upload that goes to the bucket. */
interface PartedUpload {
    /** Its id. */
    upload: string;
    /** Bytes of each part but the last. */
    partBytes: number;
}
/**
 * Sends those parts of a file that the bucket lacks, several at once, and waits until the registry has hashed them all.
 * @throws CountersignError upload_failed, file_changed and others; the signal's reason
 */
export declare function sendParts(out: Outgoing, file: LargeFile, upload: PartedUpload, counted: FileCount): Promise<Digests>;
export {};
