import { type FileHandle } from "node:fs/promises";
import { type Content } from "./cache.ts";
/** A part that this process alone writes to. */
export interface Part {
    /** Open for reading and writing. */
    file: FileHandle;
    path: string;
    /** How many bytes it holds already, from the beginning on. */
    held: number;
    /** Ends the sign of life that the part gives, which is its time of change. */
    release: () => Promise<void>;
}
/** A part as it is found in the folder. */
export interface FoundPart {
    path: string;
    /** Bytes. */
    size: number;
    /** When it was last written to, in milliseconds since 1970. */
    writtenAt: number;
    /** Whether nobody writes to it any more: it was given up, or its process has surely ended. */
    left: boolean;
    /** Whether it is probably being written to just now. */
    active: boolean;
}
/**
 * What is under way, or was left, with the largest first.
 * @param sha256 only what will have this digest
 */
export declare function findParts(cache: string, sha256?: string): Promise<FoundPart[]>;
/**
 * Gets a part to write to. It begins with what an earlier download has left; while another one of the same bytes is under
 * way, that one is waited for. Only its owner ever writes to a part, whatever others believe of it.
 * @param arrived looks whether the bytes are in the cache by now, and says where
 * @returns the part; where the bytes lie, when they have arrived meanwhile
 * @throws what the file system throws; the signal's reason
 */
export declare function claimPart(cache: string, { sha256, size }: Content, { arrived, signal }: {
    arrived: () => Promise<string | null>;
    signal: AbortSignal;
}): Promise<Part | string>;
/**
 * Gives a part up, and closes it. What has come is left for the next pull, where it is worth going on with.
 * @param useless whether it is removed in any case
 */
export declare function giveUpPart(cache: string, part: Part, sha256: string, useless: boolean): Promise<void>;
