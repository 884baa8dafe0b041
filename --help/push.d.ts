import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import type { PushProgress } from "./outgoing.ts";
import type { Metadata } from "./wire.ts";
export interface SaveOptions {
    /** `team/model`. It is created when this is its first version. */
    model: string;
    /** A folder, a file, or several of them: what the version holds. Everything in a folder is taken, hidden files too. */
    files: string | readonly string[];
    /** What is declared of the version; a trainer's metadata.json can be given as it is. */
    metadata: Metadata;
    /** The number that it has to get; when it can't, nothing is registered. */
    version?: number | undefined;
    onProgress?: ((progress: PushProgress) => void) | undefined;
    /** Gives up: nothing of the version is left. */
    signal?: AbortSignal | undefined;
}
/** A version that has been registered, and will never change. */
export interface SavedVersion {
    /** `team/model@7`. */
    reference: string;
    version: number;
    /** `sha256:…` over the manifest: the files and everything that was declared. */
    digest: string;
    /** How many files it has. */
    files: number;
    /** Their bytes. */
    bytes: number;
    /** How many of these were sent. */
    uploadedBytes: number;
    /** How many the registry held already. */
    reusedBytes: number;
    /** How many an earlier push had sent that was broken off. */
    resumedBytes: number;
}
/**
 * Registers files as the next version of a model. Either all of it is registered or nothing. What has come of large files
 * is kept when it fails, so that the next push of the same files goes on there.
 * @throws CountersignError; the signal's reason, when it was aborted
 */
export declare function saveModel(api: Api, connection: Connection, options: SaveOptions): Promise<SavedVersion>;
