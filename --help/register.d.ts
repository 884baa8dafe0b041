import type { Api } from "./api.ts";
import { type LocalFile } from "./local-files.ts";
import type { Metadata } from "./wire.ts";
/** A version as the registry tells of it when it has come into being. */
export interface Registered {
    reference: string;
    version: number;
    digest: string;
}
/**
 * Registers a version in one call, where the registry holds the bytes of all its files.
 * @param files what was found under `input.files`
 * @param onHashed told how many bytes were hashed, before the last look at the files
 * @returns null, when something has to be sent, or when there is too much to find that out first
 * @throws CountersignError; the signal's reason
 */
export declare function registerHeld(api: Api, files: readonly LocalFile[], input: {
    model: string;
    files: string | readonly string[];
    metadata: Metadata;
    version?: number | undefined;
    signal?: AbortSignal | undefined;
}, onHashed: (bytes: number) => void): Promise<Registered | null>;
/** The version that has come into being, where the answer that said so was lost. */
export declare function registeredBy(error: unknown): Registered | null;
