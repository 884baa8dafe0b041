import type { VersionFile } from "./wire.ts";
/**
 * Puts an entry of the cache in the place of whatever file is there.
 * @returns false, when the entry was removed from the cache meanwhile
 * @throws CountersignError file_failed
 */
export type Place = (entry: string, target: string) => Promise<boolean>;
/** A name beside a file, for what is to become that file. */
export declare function asideOf(target: string): string;
/**
 * A clone shares the bytes until one side writes to them; a hard link is the entry itself under another name, and
 * read-only with it; a copy costs a file's bytes again. The first one that works here is taken.
 * @param copy whether the files must be private and writable: then no hard links
 */
export declare function openPlace(copy: boolean): Place;
/** Gives a file its name, in the place of the one that has it. */
export declare function moveTo(aside: string, target: string): Promise<void>;
/**
 * Whether a file has the right bytes already. A link is never what was pulled, and is replaced.
 * @param cache an entry of it, where it is linked here, need not be read again
 * @param copy whether it must be private and writable too
 * @throws CountersignError unsafe_path, when it is a folder; the signal's reason
 */
export declare function isInPlace(target: string, file: VersionFile, { cache, copy, signal }: {
    cache: string | null;
    copy: boolean;
    signal: AbortSignal;
}): Promise<boolean>;
