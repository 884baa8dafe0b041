import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import { sampleOf } from "./fingerprint.ts";
import { hashFile } from "./hashing.ts";
import { openLanes, type Lanes } from "./lanes.ts";
import { findFiles, type LocalFile } from "./local-files.ts";
import type { HashedFile, Outgoing, PushProgress } from "./outgoing.ts";
import { mostPacked, readFiles, sendPack } from "./pack.ts";
import { registeredBy, registerHeld, type Registered } from "./register.ts";
import { refuseChanges, withFile } from "./unchanged.ts";
import { sendFiles } from "./upload.ts";
import type { Metadata, Visibility } from "./wire.ts";

export interface SaveOptions {
  /** `team/model`. It is created when this is its first version. */
  model: string;
  /** A folder, a file, or several of them: what the version holds. Everything in a folder is taken, hidden files too. */
  files: string | readonly string[];
  /** What is declared of the version; a trainer's metadata.json can be given as it is. */
  metadata: Metadata;
  /** The number that it has to get; when it can't, nothing is registered. */
  version?: number | undefined;
  /** Who sees the model that begins with this version; refused with `already_exists` for one that is there already. */
  visibility?: Visibility | undefined;
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

/** What one call of attach takes. */
const batchFiles = 1000;
/** Small files that are held in memory and sent together, in bytes. */
const packBytes = 8 * 1024 * 1024;
/** Large files that are hashed, asked about and sent together: enough that questions are few. */
const batchBytes = 64 * 1024 * 1024;
const batchesAtOnce = 4;
/** What one question about sizes takes. */
const batchSizes = 200;

/**
 * Registers files as the next version of a model. Either all of it is registered or nothing. What has come of large files
 * is kept when it fails, so that the next push of the same files goes on there.
 * @throws CountersignError; the signal's reason, when it was aborted
 */
export async function saveModel(api: Api, connection: Connection, options: SaveOptions): Promise<SavedVersion> {
  const { model, metadata, version, visibility, signal, onProgress } = options;
  signal?.throwIfAborted();
  const files = await findFiles(options.files);
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  const progress: PushProgress = { files: files.length, totalBytes, hashedBytes: 0, sentBytes: 0, reusedBytes: 0, resumedBytes: 0 };
  const result = ({ reference, version: number, digest }: Registered) => ({
    reference,
    version: number,
    digest,
    files: files.length,
    bytes: totalBytes,
    uploadedBytes: progress.sentBytes,
    reusedBytes: progress.reusedBytes,
    resumedBytes: progress.resumedBytes,
  });
  const reach = (part: "hashedBytes" | "reusedBytes", bytes: number) => {
    progress[part] = bytes;
    onProgress?.({ ...progress });
  };
  const held = await registerHeld(api, files, options, (bytes) => reach("hashedBytes", bytes));
  if (held) {
    reach("reusedBytes", totalBytes);
    return result(held);
  }
  progress.hashedBytes = 0;
  // Not given up halfway: nobody would know the draft that was opened.
  const { draft } = await api.versions.draft.mutate({ model, metadata, version, visibility });
  const lanes = openLanes(batchesAtOnce, signal);
  const count: Outgoing["count"] = (part, bytes) => {
    progress[part] += bytes;
    onProgress?.({ ...progress });
  };
  try {
    signal?.throwIfAborted();
    await deliver({ api, connection, draft, model, signal: lanes.signal, count }, lanes, files);
    refuseChanges(files, await findFiles(options.files));
    return result(await api.versions.finalize.mutate({ draft, files: files.length, version }, { signal }));
  } catch (error) {
    const registered = registeredBy(error) ?? (await discard(api, draft));
    if (registered) return result(registered);
    signal?.throwIfAborted();
    throw error;
  }
}

/** What the batches of one push share. */
interface Delivery extends Outgoing {
  /** The SHA-256 of every file that is being sent. */
  sent: Set<string>;
  /** Files whose bytes another file of the version has, which is being sent. */
  twins: HashedFile[];
}

/**
 * Puts the files into the draft, batch by batch, several at once: attached where the registry holds their bytes, and sent
 * where it does not.
 */
async function deliver(out: Outgoing, lanes: Lanes, files: readonly LocalFile[]): Promise<void> {
  const delivery: Delivery = { ...out, sent: new Set(), twins: [] };
  const small = files.filter((file) => file.size <= mostPacked);
  const large = files.filter((file) => file.size > mostPacked);
  try {
    const novel = await findNovel(out, small, large);
    const each = (some: readonly LocalFile[], bytes: number, work: (batch: LocalFile[]) => Promise<void>) => {
      for (const batch of cutBatches(some, bytes)) lanes.add(() => work(batch));
    };
    const [unknown, known] = [large.filter((file) => novel.has(file)), large.filter((file) => !novel.has(file))];
    // Hashed while they are sent.
    each(unknown, batchBytes, (batch) => sendFiles(out, batch));
    each(small.filter((file) => novel.has(file)), packBytes, (batch) => packNew(delivery, batch));
    each(small.filter((file) => !novel.has(file)), packBytes, (batch) => packMissing(delivery, batch));
    each(known, batchBytes, (batch) => sendMissing(delivery, batch));
    await lanes.finish();
    await attachTwins(delivery);
  } catch (error) {
    lanes.fail(error);
  }
  await lanes.finish();
}

/**
 * The files that the registry can't hold, because it holds none of their size: they need not be asked about. Of large
 * ones, only those that are no copies of each other. Of small ones, none where asking takes more than one question.
 */
async function findNovel({ api, signal }: Outgoing, small: readonly LocalFile[], large: readonly LocalFile[]): Promise<Set<LocalFile>> {
  const sizesOf = (files: readonly LocalFile[]) => [...new Set(files.map((file) => file.size))];
  const smallSizes = sizesOf(small);
  const asked = [...(smallSizes.length <= batchSizes ? smallSizes : []), ...sizesOf(large)];
  const novel = new Set<number>();
  for (let at = 0; at < asked.length; at += batchSizes) {
    for (const size of await api.versions.novelSizes.query({ sizes: asked.slice(at, at + batchSizes) }, { signal })) novel.add(size);
  }
  const isNovel = (file: LocalFile) => novel.has(file.size);
  return new Set([...small.filter(isNovel), ...(await findDistinct(large.filter(isNovel), signal))]);
}

/** The files that are surely no copies of others among these. */
async function findDistinct(files: readonly LocalFile[], signal: AbortSignal): Promise<LocalFile[]> {
  const bySize = new Map<number, LocalFile[]>();
  for (const file of files) bySize.set(file.size, [...(bySize.get(file.size) ?? []), file]);
  const distinct: LocalFile[] = [];
  for (const alike of bySize.values()) {
    const bySample = new Map<string, LocalFile[]>();
    for (const file of alike) {
      signal.throwIfAborted();
      const sample = alike.length > 1 ? await sampleOf(file) : "";
      bySample.set(sample, [...(bySample.get(sample) ?? []), file]);
    }
    for (const same of bySample.values()) if (same.length === 1) distinct.push(...same);
  }
  return distinct;
}

/** Cuts files into batches, in their order. A batch that holds more bytes than `bytes` is one file. */
function cutBatches(files: readonly LocalFile[], bytes: number): LocalFile[][] {
  const batches: LocalFile[][] = [];
  let room = { files: 0, bytes: 0 };
  for (const file of files) {
    if (room.files === 0 || room.bytes < file.size) {
      batches.push([]);
      room = { files: batchFiles, bytes };
    }
    batches.at(-1)?.push(file);
    room = { files: room.files - 1, bytes: room.bytes - file.size };
  }
  return batches;
}

/** Sends small files that the registry can't hold. */
async function packNew(delivery: Delivery, batch: readonly LocalFile[]): Promise<void> {
  const files = takeFirst(delivery, await readFiles(batch, delivery));
  if (files.length > 0) await sendPack(delivery, files);
}

/** Attaches small files, and sends those that the registry lacks. */
async function packMissing(delivery: Delivery, batch: readonly LocalFile[]): Promise<void> {
  const files = takeFirst(delivery, await attach(delivery, await readFiles(batch, delivery)));
  if (files.length > 0) await sendPack(delivery, files);
}

/** Hashes large files, attaches them, and sends those that the registry lacks. */
async function sendMissing(delivery: Delivery, batch: readonly LocalFile[]): Promise<void> {
  const { signal, count } = delivery;
  const hashed: HashedFile[] = [];
  for (const file of batch) {
    signal.throwIfAborted();
    const sha256 = await withFile(file, (handle) => hashFile(handle, file.size, { signal, onBytes: (bytes) => count("hashedBytes", bytes) }));
    hashed.push({ ...file, sha256 });
  }
  await sendFiles(delivery, takeFirst(delivery, await attach(delivery, hashed)));
}

/** @returns the files that have to be sent */
async function attach<File extends HashedFile>({ api, draft, signal, count }: Outgoing, batch: readonly File[]): Promise<File[]> {
  const { missing } = await api.versions.attach.mutate({ draft, files: batch.map(({ path, size, sha256 }) => ({ path, size, sha256 })) }, { signal });
  const absent = new Set(missing);
  for (const file of batch) if (!absent.has(file.path)) count("reusedBytes", file.size);
  return batch.filter((file) => absent.has(file.path));
}

/** Puts aside the files whose bytes are being sent already. */
function takeFirst<File extends HashedFile>({ sent, twins }: Delivery, files: readonly File[]): File[] {
  return files.filter(({ path, source, size, state, sha256 }) => {
    if (sent.has(sha256)) twins.push({ path, source, size, state, sha256 });
    else return sent.add(sha256);
    return false;
  });
}

/** By now the registry holds the bytes, from the first file that has them. */
async function attachTwins(delivery: Delivery): Promise<void> {
  const { twins } = delivery;
  for (let at = 0; at < twins.length; at += batchFiles) {
    const missing = await attach(delivery, twins.slice(at, at + batchFiles));
    for (const batch of cutBatches(missing.filter((file) => file.size <= mostPacked), packBytes)) await sendPack(delivery, await readFiles(batch, delivery));
    await sendFiles(delivery, missing.filter((file) => file.size > mostPacked));
  }
}

const discardPatienceMs = 3000;

/**
 * Leaves nothing half done, as far as that can be seen to: a draft that stays is seen by its author alone, and never
 * becomes a version. What has come of its large files is found by the next push.
 * @returns the version, when it turns out to be registered
 */
async function discard(api: Api, draft: string): Promise<Registered | null> {
  try {
    await api.deletions.discardDraft.mutate({ draft }, { signal: AbortSignal.timeout(discardPatienceMs) });
    return null;
  } catch (error) {
    return registeredBy(error);
  }
}
