import type { LocalFile } from "./local-files.ts";
/** A part of a file: the bytes from one on, up to and without another. */
export interface Part {
    /** Counted from 1. */
    number: number;
    from: number;
    to: number;
}
/** What a bucket says that it has of a file. */
export interface KeptPart {
    number: number;
    /** Bytes. */
    size: number;
    /** In most buckets the MD5 of the part, in hex and quoted. */
    etag: string;
}
/** @param partBytes of each part but the last */
export declare function cutFile(size: number, partBytes: number): Part[];
/**
 * Finds the parts that a bucket has as they are here. There are buckets that keep a part whose connection was cut as if it
 * were whole; where the tags are MD5, which shows when some of them fit, such a part is known by its own.
 * @returns their numbers
 * @throws CountersignError file_changed, file_failed; the signal's reason
 */
export declare function findIntact(file: LocalFile, parts: readonly Part[], kept: readonly KeptPart[], signal: AbortSignal): Promise<Set<number>>;
