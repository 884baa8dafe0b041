/** Large enough that the time between two requests hardly counts. */
const pieceBytes = 8 * 1024 * 1024;
/** Pieces under way at once: an object store gives one connection only a part of what it can. */
const atOnce = 4;
/**
 * Fetches a stretch of a file in pieces, four at once, and hands them over in their order, so that what is written and
 * hashed grows from the beginning on, as it does with one stream. Takes 32 MiB of memory.
 * @param fetch fills the buffer with the bytes of a stretch of the same length
 * @param take gets the next bytes; they are overwritten when its promise is fulfilled
 * @throws what `fetch` and `take` throw, after everything that was under way has ended; the signal's reason
 */
export async function readInRanges({ from, to }, { fetch, take, signal }) {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const underWay = [];
    let next = from;
    const begin = (buffer) => {
        if (next >= to)
            return;
        const stretch = { from: next, to: Math.min(to, next + pieceBytes) };
        const bytes = buffer.subarray(0, stretch.to - stretch.from);
        const done = fetch(stretch, bytes, either);
        // Heard of when its turn comes; until then it counts as handled.
        done.catch(() => { });
        underWay.push({ buffer, bytes, done });
        next = stretch.to;
    };
    for (let count = 0; count < atOnce; count++)
        begin(Buffer.allocUnsafeSlow(pieceBytes));
    try {
        for (let first = underWay.shift(); first; first = underWay.shift()) {
            await first.done;
            await take(first.bytes);
            begin(first.buffer);
        }
    }
    finally {
        stop.abort();
        await Promise.allSettled(underWay.map(({ done }) => done));
    }
}
