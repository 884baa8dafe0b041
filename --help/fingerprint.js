import { createHash } from "node:crypto";
import { withFile } from "./unchanged.js";
const firstBytes = 1024 * 1024;
/**
 * What tells a later push that it sends the same file again, so that it goes on where the one before was cut off: made of
 * the model, the path, the size, the time of the last change in nanoseconds and the first MiB. What the file is, only the
 * SHA-256 of all its bytes says.
 * @returns 64 lower-case hex digits
 * @throws CountersignError file_changed, file_failed
 */
export async function fingerprintOf(model, file) {
    return await withFile(file, async (handle) => {
        const { mtimeNs } = await handle.stat({ bigint: true });
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(firstBytes, file.size)), 0, Math.min(firstBytes, file.size), 0);
        const first = createHash("sha256").update(buffer.subarray(0, bytesRead)).digest("hex");
        const facts = [model, file.path, file.size, String(mtimeNs), first];
        return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
    });
}
/** Bytes of each piece of a sample. */
const sampleBytes = 64 * 1024;
/**
 * Tells most files of one size apart without reading them: made of their first, middle and last 64 KiB. Those that are
 * copies have the same sample; those that have the same sample need not be copies.
 * @returns 64 lower-case hex digits
 * @throws CountersignError file_changed, file_failed
 */
export async function sampleOf(file) {
    return await withFile(file, async (handle) => {
        const hash = createHash("sha256");
        const room = Buffer.alloc(Math.min(sampleBytes, file.size));
        const last = file.size - room.length;
        for (const place of [0, Math.floor(last / 2), last]) {
            const { bytesRead } = await handle.read(room, 0, room.length, place);
            hash.update(room.subarray(0, bytesRead));
        }
        return hash.digest("hex");
    });
}
