import { randomUUID } from "node:crypto";
import type { Api } from "./api.ts";
import { CountersignError } from "./errors.ts";
import { hashFile } from "./hashing.ts";
import { findFiles, type LocalFile } from "./local-files.ts";
import type { HashedFile } from "./outgoing.ts";
import { refuseChanges, withFile } from "./unchanged.ts";
import type { Metadata, Visibility } from "./wire.ts";

/** A version as the registry tells of it when it has come into being. */
export interface Registered {
  reference: string;
  version: number;
  digest: string;
}

/** What is worth to be hashed on the chance that all of it is there. */
const most = { files: 1000, sizes: 200, bytes: 64 * 1024 * 1024 };

/**
 * Registers a version in one call, where the registry holds the bytes of all its files.
 * @param files what was found under `input.files`
 * @param onHashed told how many bytes were hashed, before the last look at the files
 * @returns null, when something has to be sent, or when there is too much to find that out first
 * @throws CountersignError; the signal's reason
 */
export async function registerHeld(
  api: Api,
  files: readonly LocalFile[],
  input: { model: string; files: string | readonly string[]; metadata: Metadata; version?: number | undefined; visibility?: Visibility | undefined; signal?: AbortSignal | undefined },
  onHashed: (bytes: number) => void,
): Promise<Registered | null> {
  const { model, metadata, version, visibility, signal } = input;
  const sizes = [...new Set(files.map((file) => file.size))];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length === 0 || files.length > most.files || sizes.length > most.sizes || bytes > most.bytes) return null;
  if ((await api.versions.novelSizes.query({ sizes }, { signal })).length > 0) return null;
  const hashed: HashedFile[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    hashed.push({ ...file, sha256: await withFile(file, (handle) => hashFile(handle, file.size, signal ? { signal } : {})) });
  }
  onHashed(bytes);
  refuseChanges(files, await findFiles(input.files));
  signal?.throwIfAborted();
  try {
    // Not given up halfway: nobody would know whether it is registered.
    return await api.versions.register.mutate({ id: randomUUID(), model, metadata, version, visibility, files: hashed.map(({ path, size, sha256 }) => ({ path, size, sha256 })) });
  } catch (error) {
    if (error instanceof CountersignError && error.reason === "files_missing") return null;
    const registered = registeredBy(error);
    if (registered) return registered;
    throw error;
  }
}

/** The version that has come into being, where the answer that said so was lost. */
export function registeredBy(error: unknown): Registered | null {
  if (!(error instanceof CountersignError) || error.reason !== "already_finalized") return null;
  const { reference, version, digest } = error.details as unknown as Registered;
  return { reference, version, digest };
}
