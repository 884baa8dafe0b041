import { createHash } from "node:crypto";
import { readPieces } from "./hashing.js";
import { withFile } from "./unchanged.js";
/** @param partBytes of each part but the last */
export function cutFile(size, partBytes) {
    const count = Math.ceil(size / partBytes);
    return Array.from({ length: count }, (_, at) => ({ number: at + 1, from: at * partBytes, to: Math.min(size, (at + 1) * partBytes) }));
}
/**
 * Finds the parts that a bucket has as they are here. There are buckets that keep a part whose connection was cut as if it
 * were whole; where the tags are MD5, which shows when some of them fit, such a part is known by its own.
 * @returns their numbers
 * @throws CountersignError file_changed, file_failed; the signal's reason
 */
export async function findIntact(file, parts, kept, signal) {
    const whole = kept.filter(({ number, size }) => {
        const part = parts[number - 1];
        return part !== undefined && part.to - part.from === size;
    });
    const intact = new Set();
    await withFile(file, async (handle) => {
        for (const { number, etag } of whole) {
            const part = parts[number - 1];
            const hash = openMd5();
            if (!part || !hash)
                continue;
            for await (const piece of readPieces(handle, part.to, part.from)) {
                signal.throwIfAborted();
                hash.update(piece);
            }
            if (etag.replaceAll('"', "") === hash.digest("hex"))
                intact.add(number);
        }
    });
    return intact.size > 0 ? intact : new Set(whole.map(({ number }) => number));
}
/** Null where this machine's rules forbid MD5. */
function openMd5() {
    try {
        return createHash("md5");
    }
    catch {
        return null;
    }
}
