import type { Version, VersionFile } from "./wire.ts";
/** What a version's digest covers besides its files: all that was declared of it but tags, which may change. */
export type Declared = Omit<Version["metadata"], "tags">;
/** What `pull` leaves beside the files, so that they can be checked later without a registry. */
export interface PulledManifest {
    schema: "countersign.pulled/1";
    /** The exact version, `team/model@7`. */
    reference: string;
    version: number;
    /** `sha256:…` over files and metadata: see `manifestDigest`. */
    digest: string;
    /** The registry's address. */
    registry: string;
    /** ISO 8601, in UTC. */
    pulledAt: string;
    files: VersionFile[];
    metadata: Declared;
}
/** The manifest's name in the folder that was pulled into. */
export declare const manifestName = ".countersign.json";
/** Whether a version holds something under the manifest's name itself. Some file systems know no capital letters. */
export declare function holdsManifest(files: readonly VersionFile[]): boolean;
/**
 * A version's digest, as the registry computes it: SHA-256 over the canonical JSON (RFC 8785) of its files, in the order
 * of their paths, and of what was declared.
 * @returns `sha256:` and 64 hex digits
 */
export declare function manifestDigest(files: readonly VersionFile[], metadata: object): string;
/**
 * JSON in the one form that RFC 8785 gives it: no spaces, names in the order of their UTF-16 code units; numbers and
 * texts as JSON.stringify writes them, which is where the RFC has them from.
 * @param value as JSON.parse gives it
 */
export declare function canonicalJson(value: unknown): string;
/**
 * Writes the manifest, all of it at once.
 * @returns where it lies
 * @throws CountersignError file_failed
 */
export declare function writeManifest(folder: string, manifest: PulledManifest): Promise<string>;
/**
 * @returns null, when there is none; a sentence, when it is damaged
 * @throws CountersignError file_failed
 */
export declare function readManifest(folder: string): Promise<PulledManifest | string | null>;
