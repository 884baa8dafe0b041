/** Files and their bytes. */
export interface Amount {
    files: number;
    bytes: number;
}
export interface CacheSize {
    entries: Amount;
    /** Downloads that are under way or were broken off. */
    parts: Amount;
}
/**
 * @param cache its folder, which need not be there
 * @throws CountersignError file_failed
 */
export declare function measureCache(cache: string): Promise<CacheSize>;
/**
 * Removes what was not used for a while: entries, and what was left of downloads. Downloads under way are let be, and so
 * are entries whose bytes a folder shares, because nothing would be gained.
 * @param unusedSince what was used later stays, in milliseconds since 1970; left out, everything goes that can, shared entries too
 * @returns what was removed
 * @throws CountersignError file_failed
 */
export declare function pruneCache(cache: string, unusedSince?: number): Promise<Amount>;
