/** Text for people: aligned columns, sizes and times. Pure but for the machine's time zone. */
/**
 * Lines of aligned columns.
 * @param rows cells as plain text; colours would count as width
 */
export declare function columns(rows: readonly (readonly string[])[], indent?: string): string;
/** Names and what they stand for, aligned; what is null is left out. */
export declare function facts(pairs: readonly (readonly [string, string | null])[]): string;
/** @param count bytes */
export declare function size(count: number): string;
export declare function counted(count: number, noun: string): string;
/** @param seconds shown in the largest unit that makes it at least 1 */
export declare function duration(seconds: number): string;
/** How long something lasted, in its two largest units: `3 d 4 h`. */
export declare function lasting(seconds: number): string;
/** `2026-05-03 10:00`, in this machine's time zone. */
export declare function time(iso: string): string;
/** The first characters of `sha256:…`, by which people tell digests apart. */
export declare function shortDigest(digest: string): string;
