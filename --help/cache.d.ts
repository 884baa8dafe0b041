import type { Part } from "./partial.ts";
import type { VersionFile } from "./wire.ts";
/** What an entry is for: the digest that it is found by, and its size in bytes. */
export type Content = Pick<VersionFile, "sha256" | "size">;
/** The time of change of every entry: a whole even second, which all file systems can hold. */
export declare const settledAt: Date;
/** Where the cache keeps the bytes with a digest. */
export declare function entryPath(cache: string, sha256: string): string;
/** Whether a file is as it was when it was put into the cache. */
export declare function isSettled(stats: {
    size: number;
    mtimeMs: number;
}, size: number): boolean;
/**
 * Looks for bytes in the cache, and notes that they were used. An entry that was touched is read: it is good as before
 * when its bytes are, and is thrown away when they are not.
 * @returns where they lie; null when the cache doesn't have them
 * @throws the signal's reason, and nothing else: a cache that can't be read has nothing
 */
export declare function findEntry(cache: string, content: Content, signal: AbortSignal): Promise<string | null>;
/**
 * Makes an entry of a part whose bytes are known to be right, and closes it.
 * @returns where it lies now
 * @throws what the file system throws
 */
export declare function keepPart(cache: string, part: Part, sha256: string): Promise<string>;
