/** Lines of JSON (JSONL) from a stream of bytes, some at a time: a line is never longer than memory, a stream may be. */
/**
 * Reads values.
 * @returns them in batches as they come; an empty line is none
 * @throws Error that names the line which is no JSON
 */
export declare function readJsonLines<Value>(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Value[], void, undefined>;
