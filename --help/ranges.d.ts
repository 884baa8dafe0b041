import type { Stretch } from "./source.ts";
/**
 * Fetches a stretch of a file in pieces, four at once, and hands them over in their order, so that what is written and
 * hashed grows from the beginning on, as it does with one stream. Takes 32 MiB of memory.
 * @param fetch fills the buffer with the bytes of a stretch of the same length
 * @param take gets the next bytes; they are overwritten when its promise is fulfilled
 * @throws what `fetch` and `take` throw, after everything that was under way has ended; the signal's reason
 */
export declare function readInRanges({ from, to }: Stretch, { fetch, take, signal }: {
    fetch: (stretch: Stretch, bytes: Buffer, signal: AbortSignal) => Promise<void>;
    take: (bytes: Buffer) => Promise<void>;
    signal: AbortSignal;
}): Promise<void>;
