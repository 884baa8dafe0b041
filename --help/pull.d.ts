import type { Api } from "./api.ts";
import { type Access } from "./source.ts";
import type { VersionFile } from "./wire.ts";
export interface PullOptions {
    /** The folder that gets the files; made when missing. Other files in it are left alone. */
    to: string;
    /**
     * Whether the files are this folder's own and writable. Otherwise they may be read-only and share their bytes with the
     * cache and other folders, which takes no time and no room.
     */
    copy?: boolean | undefined;
    /** Where bytes are kept for the next pull: a folder, or false for nowhere. Left out: what the registry was opened with. */
    cache?: string | false | undefined;
    onProgress?: ((progress: PullProgress) => void) | undefined;
    /** Gives up: whole files stay, and half ones are left in the cache, where the next pull goes on with them. */
    signal?: AbortSignal | undefined;
}
/** How far a pull has come. All but `files` in bytes. */
export interface PullProgress {
    files: number;
    totalBytes: number;
    receivedBytes: number;
    /** Of what was on this machine already: in place, in the cache, or left by a pull that was broken off. */
    cachedBytes: number;
}
/** A version whose files are on this machine, each with the bytes that were registered. */
export interface PulledVersion {
    /** The exact version, `team/model@7`, that the reference named when the pull began. */
    reference: string;
    version: number;
    /** `sha256:…` */
    digest: string;
    files: VersionFile[];
    /** The folder, absolute. */
    to: string;
    /** The manifest that `verify` goes by, absolute; null when the version itself holds a file of that name. */
    manifest: string | null;
    downloadedBytes: number;
    cachedBytes: number;
    /** What did not go as it should without keeping the files from being right, in sentences. */
    warnings: string[];
}
/**
 * Puts the files of a version into a folder, and a manifest beside them. A file that is there already, with the right
 * bytes, is left as it is; what the cache holds is not fetched.
 * @param reference any way to name a version; it is resolved once, so that a stage that moves meanwhile changes nothing
 * @throws CountersignError; the signal's reason, when it was aborted
 */
export declare function pull(api: Api, access: Access, reference: string, options: PullOptions): Promise<PulledVersion>;
