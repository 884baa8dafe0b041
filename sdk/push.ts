import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { hashFile } from "./hashing.ts";
import { openLanes, type Lanes } from "./lanes.ts";
import { findFiles, type LocalFile } from "./local-files.ts";
import { refuseChanges, withFile } from "./unchanged.ts";
import { sendFile, type HashedFile } from "./upload.ts";
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

/** How far a push has come. All but `files` in bytes. */
export interface PushProgress {
  files: number;
  totalBytes: number;
  hashedBytes: number;
  sentBytes: number;
  /** Of files that the registry held already. */
  reusedBytes: number;
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
}

/** What one call of attach takes. */
const batchFiles = 1000;
/** After so many hashed bytes, sending begins. */
const batchBytes = 64 * 1024 * 1024;
const uploadsAtOnce = 4;
/** What one question about sizes takes. */
const batchSizes = 200;
/** From this size on, asking whether a file can be new is quicker than hashing it to find out. */
const largeBytes = 16 * 1024 * 1024;

/**
 * Registers files as the next version of a model. Either all of it is registered or nothing.
 * @throws CountersignError; the signal's reason, when it was aborted
 */
export async function saveModel(api: Api, connection: Connection, options: SaveOptions): Promise<SavedVersion> {
  const { model, metadata, version, signal } = options;
  signal?.throwIfAborted();
  const files = await findFiles(options.files);
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  const progress: PushProgress = { files: files.length, totalBytes, hashedBytes: 0, sentBytes: 0, reusedBytes: 0 };
  // Not given up halfway: nobody would know the draft that was opened.
  const { draft } = await api.versions.draft.mutate({ model, metadata, version });
  const result = (registered: { reference: string; version: number; digest: string }) => ({
    ...registered,
    files: files.length,
    bytes: totalBytes,
    uploadedBytes: progress.sentBytes,
    reusedBytes: progress.reusedBytes,
  });
  try {
    signal?.throwIfAborted();
    await deliver(api, connection, draft, files, progress, options);
    refuseChanges(files, await findFiles(options.files));
    const { reference, version: number, digest } = await api.versions.finalize.mutate({ draft, files: files.length, version }, { signal });
    return result({ reference, version: number, digest });
  } catch (error) {
    const registered = registeredBy(error) ?? (await discard(api, draft));
    if (registered) return result(registered);
    signal?.throwIfAborted();
    throw error;
  }
}

/**
 * Hashes one file after the other. Meanwhile the ones before are attached where the registry holds their bytes, and
 * sent where it does not.
 */
async function deliver(
  api: Api,
  connection: Connection,
  draft: string,
  files: readonly LocalFile[],
  progress: PushProgress,
  { signal, onProgress }: SaveOptions,
): Promise<void> {
  const lanes = openLanes(uploadsAtOnce, signal);
  const tell = (part: "hashedBytes" | "sentBytes" | "reusedBytes") => (bytes: number) => {
    progress[part] += bytes;
    onProgress?.({ ...progress });
  };
  const send = (file: LocalFile & { sha256?: string }) => sendFile(connection, draft, file, lanes.signal, tell("sentBytes"));
  const attach = async (batch: HashedFile[]) => {
    const { missing } = await api.versions.attach.mutate(
      { draft, files: batch.map(({ path, size, sha256 }) => ({ path, size, sha256 })) },
      { signal: lanes.signal },
    );
    const absent = new Set(missing);
    for (const file of batch) if (!absent.has(file.path)) tell("reusedBytes")(file.size);
    return batch.filter((file) => absent.has(file.path));
  };
  const delivery: Delivery = { attach, send, lanes, twins: [], onBytes: tell("hashedBytes") };
  try {
    const novel = await findNovel(api, files, lanes.signal);
    for (const file of novel) {
      lanes.add(async () => {
        await send(file);
        tell("hashedBytes")(file.size);
      });
    }
    const known = files.filter((file) => !novel.has(file));
    await hashAll(known, delivery);
    await lanes.finish();
    await attachTwins(delivery);
  } catch (error) {
    lanes.fail(error);
  }
  await lanes.finish();
}

/**
 * The large files that the registry can't hold, because it holds none of their size, and that are no copies of each
 * other. They are hashed while they are sent, instead of before.
 */
async function findNovel(api: Api, files: readonly LocalFile[], signal: AbortSignal): Promise<Set<LocalFile>> {
  const large = files.filter((file) => file.size >= largeBytes);
  const count = new Map<number, number>();
  for (const { size } of large) count.set(size, (count.get(size) ?? 0) + 1);
  const alone = large.filter((file) => count.get(file.size) === 1);
  const novel = new Set<LocalFile>();
  for (let at = 0; at < alone.length; at += batchSizes) {
    const batch = alone.slice(at, at + batchSizes);
    const sizes = new Set(await api.versions.novelSizes.query({ sizes: batch.map((file) => file.size) }, { signal }));
    for (const file of batch) if (sizes.has(file.size)) novel.add(file);
  }
  return novel;
}

interface Delivery {
  /** @returns the files that have to be sent */
  attach: (batch: HashedFile[]) => Promise<HashedFile[]>;
  send: (file: HashedFile) => Promise<void>;
  lanes: Lanes;
  /** Takes the files whose bytes another file of the version has, which is being sent. */
  twins: HashedFile[];
  onBytes: (bytes: number) => void;
}

async function hashAll(files: readonly LocalFile[], { attach, send, lanes, twins, onBytes }: Delivery): Promise<void> {
  const sent = new Set<string>();
  let batch: HashedFile[] = [];
  let bytes = 0;
  const flush = async () => {
    for (const file of batch.length > 0 ? await attach(batch) : []) {
      if (sent.has(file.sha256)) twins.push(file);
      else lanes.add(() => send(file));
      sent.add(file.sha256);
    }
    batch = [];
    bytes = 0;
  };
  for (const file of files) {
    lanes.signal.throwIfAborted();
    const sha256 = await withFile(file, (handle) => hashFile(handle, file.size, { signal: lanes.signal, onBytes }));
    batch.push({ ...file, sha256 });
    bytes += file.size;
    if (batch.length === batchFiles || bytes >= batchBytes) await flush();
  }
  await flush();
}

/** By now the registry holds the bytes, from the first file that has them. */
async function attachTwins({ attach, send, lanes, twins }: Delivery): Promise<void> {
  for (let at = 0; at < twins.length; at += batchFiles) {
    for (const file of await attach(twins.slice(at, at + batchFiles))) lanes.add(() => send(file));
  }
}

interface Registered {
  reference: string;
  version: number;
  digest: string;
}

/** The version that a draft has become, where the answer that said so was lost. */
function registeredBy(error: unknown): Registered | null {
  if (!(error instanceof CountersignError) || error.reason !== "already_finalized") return null;
  const { reference, version, digest } = error.details as unknown as Registered;
  return { reference, version, digest };
}

const discardPatienceMs = 3000;

/**
 * Leaves nothing half done, as far as that can be seen to: a draft that stays is seen by its author alone, and never
 * becomes a version.
 * @returns the version, when it turns out to be registered
 */
async function discard(api: Api, draft: string): Promise<Registered | null> {
  try {
    await api.versions.discard.mutate({ draft }, { signal: AbortSignal.timeout(discardPatienceMs) });
    return null;
  } catch (error) {
    return registeredBy(error);
  }
}
