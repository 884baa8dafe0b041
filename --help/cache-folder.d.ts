/** What decides where the cache lies. */
export interface Surroundings {
    env: Record<string, string | undefined>;
    /** As `process.platform` names it. */
    platform: string;
    /** The user's home folder; null when there is none. */
    home: string | null;
}
/**
 * Where the files that were pulled are kept for the next pull: `COUNTERSIGN_CACHE`, else `countersign` in the folder that
 * the operating system sets aside for caches (https://specifications.freedesktop.org/basedir-spec, where it says none).
 * @param chosen a folder, or false for no cache; left out, the environment decides
 * @returns an absolute path; null when there is to be no cache
 * @throws CountersignError invalid_setting, when there is no home folder to keep it in
 */
export declare function cacheFolder(chosen: string | false | undefined, around?: Surroundings): string | null;
