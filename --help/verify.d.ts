export interface VerifyOptions {
    /**
     * The digest that the folder has to have, `sha256:…`. Left out, the manifest in the folder is believed, which whoever
     * changed the files could have changed too.
     */
    digest?: string | undefined;
    /** Whether files that are not of the version may lie beside them. */
    allowSurplus?: boolean | undefined;
    onProgress?: ((progress: {
        totalBytes: number;
        checkedBytes: number;
    }) => void) | undefined;
    signal?: AbortSignal | undefined;
}
/** What was found of a folder. Paths are within it, with / between their parts. */
export interface Verification {
    /** Whether the folder holds what was pulled, byte for byte. */
    ok: boolean;
    /** Absolute. */
    folder: string;
    /** What the manifest says that it is, `team/model@7`; null when it can't be read. */
    reference: string | null;
    /** The digest of what the manifest lists, computed anew; null when it can't be read. */
    digest: string | null;
    /** What is wrong with the manifest itself, in sentences. */
    fault: string | null;
    /** How many files it lists, and their bytes. */
    files: number;
    bytes: number;
    missing: string[];
    /** Other bytes than were pulled, or no file at all but a link or a folder. */
    changed: string[];
    /** What lies there and is not listed. */
    surplus: string[];
}
/**
 * Checks a folder that was pulled into against the manifest in it. No registry is asked, nothing is written.
 * @throws CountersignError: file_refused, when there is no manifest; file_failed, when something can't be read;
 *   invalid_setting, for a digest that is none. The signal's reason.
 */
export declare function verify(folder: string, options?: VerifyOptions): Promise<Verification>;
