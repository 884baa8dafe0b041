/**
 * Why `path` can't be the path of a file in a version. The registry holds to the same rules; they are checked here
 * too, because what it says is never trusted with where files are written.
 * @param platform as `process.platform` names it: Windows reserves more
 * @returns the end of a sentence, or null when the path is good
 */
export declare function pathFault(path: string, platform?: string): string | null;
/** A path as it stands in a URL. */
export declare function encodePath(path: string): string;
