import type { FileHandle } from "node:fs/promises";
/**
 * The bytes of an open file in order, each piece read while the one before it is being used.
 * @param size how many bytes the file has, or the place of the first one that is not wanted
 * @param from the place of the first one that is
 * @yields pieces of at most 1 MiB, each good until the next but one; fewer bytes in all when the file is shorter
 */
export declare function readPieces(file: FileHandle, size: number, from?: number): AsyncGenerator<Buffer>;
/**
 * @param size how many bytes of the file count
 * @param onBytes told how many bytes have just been hashed
 * @returns the SHA-256 in 64 lower-case hex digits
 * @throws the signal's reason
 */
export declare function hashFile(file: FileHandle, size: number, { signal, onBytes }?: {
    signal?: AbortSignal | undefined;
    onBytes?: (count: number) => void;
}): Promise<string>;
/** The SHA-256 of a file whose bytes pass by in order, some of them more than once: each counts the first time. */
export declare class PassingHash {
    #private;
    /** How many bytes have passed: the place of the first one that is missing. */
    position: number;
    /**
     * @param piece is part of the file from `at` on
     * @returns how many bytes of it are new
     */
    add(piece: Buffer, at: number): number;
    /** The SHA-256 in 64 lower-case hex digits. Nothing can be added afterwards. */
    digest(): string;
}
