import { type FileHandle } from "node:fs/promises";
import { type LocalFile } from "./local-files.ts";
/**
 * Opens a file that was found before, and makes sure that it is the same one with the same bytes, before and after.
 * @throws CountersignError file_changed, file_failed; what `task` throws
 */
export declare function withFile<Result>(file: LocalFile, task: (handle: FileHandle) => Promise<Result>): Promise<Result>;
/**
 * Reads a small file. Whether it was changed without getting longer or shorter shows only in the last look.
 * @param room for its bytes and one more, which shows whether it has become longer
 * @returns its bytes, in the room
 * @throws CountersignError file_changed, file_failed
 */
export declare function readWhole(file: LocalFile, room: Buffer): Promise<Buffer>;
/**
 * The last look before the version is made: what was found at the beginning is still all there is.
 * @throws CountersignError file_changed
 */
export declare function refuseChanges(before: readonly LocalFile[], after: readonly LocalFile[]): void;
