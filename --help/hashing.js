import { createHash } from "node:crypto";
/** Bytes that are read at once: enough that the hash and not the system calls take the time. */
const pieceBytes = 1024 * 1024;
/**
 * The bytes of an open file in order, each piece read while the one before it is being used.
 * @param size how many bytes the file has, or the place of the first one that is not wanted
 * @param from the place of the first one that is
 * @yields pieces of at most 1 MiB, each good until the next but one; fewer bytes in all when the file is shorter
 */
export async function* readPieces(file, size, from = 0) {
    const length = Math.min(pieceBytes, Math.max(0, size - from));
    const buffers = [Buffer.allocUnsafeSlow(length), Buffer.allocUnsafeSlow(size - from > length ? length : 0)];
    const read = (turn, position) => file.read(buffers[turn % 2], 0, Math.min(length, size - position), position);
    let reading = length > 0 ? read(0, from) : undefined;
    try {
        for (let turn = 1, position = from; reading; turn++) {
            const { bytesRead, buffer } = await reading;
            position += bytesRead;
            reading = bytesRead > 0 && position < size ? read(turn, position) : undefined;
            if (bytesRead > 0)
                yield buffer.subarray(0, bytesRead);
        }
    }
    finally {
        // The file must not be closed under a read.
        await reading?.catch(() => { });
    }
}
/**
 * @param size how many bytes of the file count
 * @param onBytes told how many bytes have just been hashed
 * @returns the SHA-256 in 64 lower-case hex digits
 * @throws the signal's reason
 */
export async function hashFile(file, size, { signal, onBytes } = {}) {
    const hash = createHash("sha256");
    for await (const piece of readPieces(file, size)) {
        signal?.throwIfAborted();
        hash.update(piece);
        onBytes?.(piece.length);
    }
    return hash.digest("hex");
}
/** The SHA-256 of a file whose bytes pass by in order, some of them more than once: each counts the first time. */
export class PassingHash {
    #hash = createHash("sha256");
    /** How many bytes have passed: the place of the first one that is missing. */
    position = 0;
    /**
     * @param piece is part of the file from `at` on
     * @returns how many bytes of it are new
     */
    add(piece, at) {
        const known = this.position - at;
        if (known < 0)
            throw new Error(`the bytes from ${this.position} to ${at} were left out of a hash`);
        const fresh = known === 0 ? piece : piece.subarray(Math.min(known, piece.length));
        this.#hash.update(fresh);
        this.position += fresh.length;
        return fresh.length;
    }
    /** The SHA-256 in 64 lower-case hex digits. Nothing can be added afterwards. */
    digest() {
        return this.#hash.digest("hex");
    }
}
