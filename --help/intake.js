import { createHash } from "node:crypto";
import { fileFailure } from "./errors.js";
import { readPieces } from "./hashing.js";
/** Bytes that are gathered for one write. */
const pieceBytes = 1024 * 1024;
/** With less room than this, a piece counts as full: reading a few bytes at a time costs more. */
const leastRoom = 64 * 1024;
/** Takes the bytes of a file as they arrive: hashes them, and writes one piece while the next one fills. */
export class Intake {
    #file;
    #path;
    #pieces;
    #hash = createHash("sha256");
    #bytes = 0;
    /** Where in the file the piece at hand begins. */
    #start = 0;
    #turn = 0;
    #writing = null;
    /**
     * @param file open for writing, and for reading when it is gone on with
     * @param path what the file is called in an error
     * @param size how many bytes are expected
     */
    constructor(file, path, size) {
        this.#file = file;
        this.#path = path;
        const length = Math.min(pieceBytes, Math.max(1, size));
        this.#pieces = [Buffer.allocUnsafeSlow(length), Buffer.allocUnsafeSlow(size > length ? length : 0)];
    }
    /** Whether there are two pieces, of which one fills while the other is written. A small file needs one. */
    get #alternates() {
        return this.#pieces[1].length > 0;
    }
    /** How many bytes have arrived. */
    get bytes() {
        return this.#bytes;
    }
    /** Where the next bytes are to be put. */
    get room() {
        return this.#pieces[this.#turn].subarray(this.#bytes - this.#start);
    }
    /**
     * Takes the first `count` bytes of the room.
     * @returns null, or what has to be waited for before the room is used again
     */
    accept(count) {
        this.#hash.update(this.room.subarray(0, count));
        this.#bytes += count;
        if (this.room.length >= (this.#alternates ? leastRoom : 1))
            return null;
        const earlier = this.#writing;
        this.#write();
        return this.#alternates ? earlier : this.#writing;
    }
    /** Takes bytes that lie elsewhere. */
    async put(bytes) {
        for (let at = 0; at < bytes.length;) {
            const copied = bytes.copy(this.room, 0, at);
            at += copied;
            await this.accept(copied);
        }
    }
    /** Waits until all that has arrived is written. */
    async settle() {
        if (this.#bytes > this.#start)
            this.#write();
        await this.#writing;
    }
    /**
     * Goes on where an earlier download has stopped: what the file holds already counts as arrived, and is hashed.
     * @param held how many bytes that is, from the beginning on
     * @throws CountersignError file_failed; the signal's reason
     */
    async resume(held, signal) {
        try {
            for await (const piece of readPieces(this.#file, held)) {
                signal.throwIfAborted();
                this.#hash.update(piece);
                this.#bytes += piece.length;
            }
        }
        catch (error) {
            signal.throwIfAborted();
            throw fileFailure(this.#path, error);
        }
        this.#start = this.#bytes;
    }
    /** Forgets what has arrived. */
    async restart() {
        await this.settle();
        await this.#file.truncate(0);
        this.#hash = createHash("sha256");
        this.#bytes = 0;
        this.#start = 0;
    }
    /** The SHA-256 of all that has arrived, in 64 hex digits. */
    digest() {
        return this.#hash.copy().digest("hex");
    }
    /** Writes the piece at hand after the one before it, and turns to the other. */
    #write() {
        const length = this.#bytes - this.#start;
        const [piece, at, earlier] = [this.#pieces[this.#turn], this.#start, this.#writing];
        this.#start = this.#bytes;
        this.#turn = this.#alternates ? 1 - this.#turn : 0;
        this.#writing = (async () => {
            await earlier;
            await this.#file.write(piece, 0, length, at).catch((error) => {
                throw fileFailure(this.#path, error);
            });
        })();
        // Waited for before the piece is used again; this only keeps a failure in between from counting as unhandled.
        this.#writing.catch(() => { });
    }
}
