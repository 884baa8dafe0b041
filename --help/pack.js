import { createHash } from "node:crypto";
import { CountersignError } from "./errors.js";
import { writePieces } from "./exchange.js";
import { storingPatienceMs } from "./outgoing.js";
import { transferWaitMs } from "./retry.js";
import { packFiles } from "./tar.js";
import { readWhole } from "./unchanged.js";
/** Files up to this size are sent many at once: the registry takes no larger ones in a pack. In bytes. */
export const mostPacked = 1024 * 1024;
/** How many files are read at once. */
const readAtOnce = 16;
/**
 * Reads and hashes small files, several at once.
 * @throws CountersignError file_changed, file_failed; the signal's reason
 */
export async function readFiles(files, { signal, count }) {
    const read = [];
    const waiting = files.values();
    // One piece of memory for all.
    const room = Buffer.allocUnsafeSlow(files.reduce((sum, { size }) => sum + size + 1, 0));
    let taken = 0;
    const work = async () => {
        for (const file of waiting) {
            signal.throwIfAborted();
            const bytes = await readWhole(file, room.subarray(taken, (taken += file.size + 1)));
            read.push({ ...file, bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
            count("hashedBytes", bytes.length);
        }
    };
    await Promise.all(Array.from({ length: readAtOnce }, work));
    return read;
}
/** Bytes that are written at once. */
const pieceBytes = 256 * 1024;
/**
 * Sends small files in one request, as a tar archive. A pack that is cut is sent again, and so is one that arrives as
 * something else, once.
 * @throws CountersignError digest_mismatch and others; the signal's reason
 */
export async function sendPack({ connection, draft, signal, count }, files) {
    const archive = packFiles(files);
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const sent = { bytes: 0 };
    const tell = (bytes) => {
        count("sentBytes", bytes - sent.bytes);
        sent.bytes = bytes;
    };
    const send = async () => {
        const answer = await connection.json({
            method: "POST",
            path: `/api/drafts/${draft}/files`,
            headers: { "content-type": "application/x-tar", "content-length": archive.length },
            async body(request, stop) {
                let written = 0;
                tell(0);
                // Of an archive with its headers, the files are a part.
                return await writePieces(request, stop, cut(archive), (piece) => tell(Math.floor((total * (written += piece.length)) / archive.length)));
            },
            signal,
            patienceMs: storingPatienceMs,
        }, true, transferWaitMs);
        return findDamaged(files, answer);
    };
    const damaged = (await send()) && (await send());
    if (damaged) {
        throw new CountersignError("digest_mismatch", `${damaged.source} was damaged on the way, twice. Push again.`, { details: { path: damaged.path } });
    }
}
function* cut(bytes) {
    for (let at = 0; at < bytes.length; at += pieceBytes)
        yield bytes.subarray(at, at + pieceBytes);
}
function findDamaged(files, received) {
    const theirs = new Map(received.files.map(({ path, sha256 }) => [path, sha256]));
    return files.find((file) => theirs.get(file.path) !== file.sha256);
}
