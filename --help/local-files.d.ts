import { type BigIntStats } from "node:fs";
/** A file on this machine that is to be part of a version. */
export interface LocalFile {
    /** In the version, with / between its parts. */
    path: string;
    /** On this machine, absolute. */
    source: string;
    /** Bytes. */
    size: number;
    /** What tells that it is still the same file with the same bytes, without reading it. */
    state: string;
}
/** What changes when a file is written to or put in place of another. */
export declare function stateOf(stats: BigIntStats): string;
/**
 * Everything below the given files and folders, hidden files included, in the order of their paths. Only the manifest
 * that a pull has left in a folder is no part of it.
 * The content of a folder takes its path within that folder; a file is put beside it, under its own name.
 * @throws CountersignError file_refused, for what a version can't hold: symbolic links, devices, empty folders, names
 *   that are not NFC, two files with one path; file_failed
 */
export declare function findFiles(sources: string | readonly string[]): Promise<LocalFile[]>;
