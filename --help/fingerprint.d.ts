import type { LocalFile } from "./local-files.ts";
/**
 * What tells a later push that it sends the same file again, so that it goes on where the one before was cut off: made of
 * the model, the path, the size, the time of the last change in nanoseconds and the first MiB. What the file is, only the
 * SHA-256 of all its bytes says.
 * @returns 64 lower-case hex digits
 * @throws CountersignError file_changed, file_failed
 */
export declare function fingerprintOf(model: string, file: LocalFile): Promise<string>;
/**
 * Tells most files of one size apart without reading them: made of their first, middle and last 64 KiB. Those that are
 * copies have the same sample; those that have the same sample need not be copies.
 * @returns 64 lower-case hex digits
 * @throws CountersignError file_changed, file_failed
 */
export declare function sampleOf(file: LocalFile): Promise<string>;
