import type { FileHandle } from "node:fs/promises";
/** Takes the bytes of a file as they arrive: hashes them, and writes one piece while the next one fills. */
export declare class Intake {
    #private;
    /**
     * @param file open for writing, and for reading when it is gone on with
     * @param path what the file is called in an error
     * @param size how many bytes are expected
     */
    constructor(file: FileHandle, path: string, size: number);
    /** How many bytes have arrived. */
    get bytes(): number;
    /** Where the next bytes are to be put. */
    get room(): Buffer;
    /**
     * Takes the first `count` bytes of the room.
     * @returns null, or what has to be waited for before the room is used again
     */
    accept(count: number): Promise<void> | null;
    /** Takes bytes that lie elsewhere. */
    put(bytes: Buffer): Promise<void>;
    /** Waits until all that has arrived is written. */
    settle(): Promise<void>;
    /**
     * Goes on where an earlier download has stopped: what the file holds already counts as arrived, and is hashed.
     * @param held how many bytes that is, from the beginning on
     * @throws CountersignError file_failed; the signal's reason
     */
    resume(held: number, signal: AbortSignal): Promise<void>;
    /** Forgets what has arrived. */
    restart(): Promise<void>;
    /** The SHA-256 of all that has arrived, in 64 hex digits. */
    digest(): string;
}
