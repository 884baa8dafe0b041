import { constants } from "node:fs";
import { lstat, mkdir, open, realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import { fetchFile } from "./download.ts";
import { CountersignError, fileFailure } from "./errors.ts";
import { hashFile } from "./hashing.ts";
import { openLanes } from "./lanes.ts";
import { pathFault } from "./paths.ts";
import type { VersionFile } from "./wire.ts";

export interface PullOptions {
  /** The folder that gets the files; made when missing. Other files in it are left alone. */
  to: string;
  onProgress?: ((progress: PullProgress) => void) | undefined;
  /** Gives up: whole files stay, of half ones nothing. */
  signal?: AbortSignal | undefined;
}

/** How far a pull has come. All but `files` in bytes. */
export interface PullProgress {
  files: number;
  totalBytes: number;
  receivedBytes: number;
  /** Of files that were in place already. */
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
  downloadedBytes: number;
  cachedBytes: number;
}

const downloadsAtOnce = 4;
const pageFiles = 1000;

/**
 * Puts the files of a version into a folder. A file that is there already, with the right bytes, is not fetched.
 * @param reference any way to name a version; it is resolved once, so that a stage that moves meanwhile changes nothing
 * @throws CountersignError; the signal's reason, when it was aborted
 */
export async function pull(api: Api, connection: Connection, reference: string, options: PullOptions): Promise<PulledVersion> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const resolved = await api.pointers.resolve.query({ reference }, { signal });
  const files = await listFiles(api, resolved.reference, signal);
  for (const file of files) refuseUnsafe(file.path);
  const root = await makeRoot(options.to);
  await makeFolders(root, files);

  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  const progress: PullProgress = { files: files.length, totalBytes, receivedBytes: 0, cachedBytes: 0 };
  const tell = (part: "receivedBytes" | "cachedBytes") => (bytes: number) => {
    progress[part] += bytes;
    onProgress?.({ ...progress });
  };
  const lanes = openLanes(downloadsAtOnce, signal);
  for (const file of files) {
    lanes.add(async () => {
      const target = join(root, ...file.path.split("/"));
      if (await isInPlace(target, file, lanes.signal)) return tell("cachedBytes")(file.size);
      await fetchFile(connection, { reference: resolved.reference, file, target, signal: lanes.signal, onBytes: tell("receivedBytes") });
    });
  }
  await lanes.finish();
  return {
    reference: resolved.reference,
    version: resolved.version,
    digest: resolved.digest,
    files,
    to: root,
    downloadedBytes: progress.receivedBytes,
    cachedBytes: progress.cachedBytes,
  };
}

async function listFiles(api: Api, reference: string, signal: AbortSignal | undefined): Promise<VersionFile[]> {
  const files: VersionFile[] = [];
  let after: string | undefined;
  do {
    const page = await api.versions.files.query({ reference, after, limit: pageFiles }, { signal });
    files.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return files;
}

function refuseUnsafe(path: string): void {
  const fault = pathFault(path);
  if (fault) throw unsafe(path, `The version holds a file that can't be written here: ${JSON.stringify(path)} ${fault}.`);
}

function unsafe(path: string, message: string): CountersignError {
  return new CountersignError("unsafe_path", message, { details: { path } });
}

/** The folder itself may be reached through a link: that is the caller's choice. */
async function makeRoot(to: string): Promise<string> {
  const root = resolve(to);
  try {
    await mkdir(root, { recursive: true });
    return await realpath(root);
  } catch (error) {
    throw fileFailure(root, error);
  }
}

/** Makes the folders within the root, and goes through no link, which could lead out of it. */
async function makeFolders(root: string, files: readonly VersionFile[]): Promise<void> {
  const known = new Set<string>(["."]);
  const make = async (folder: string): Promise<void> => {
    if (known.has(folder)) return;
    known.add(folder);
    await make(dirname(folder));
    const path = join(root, folder);
    try {
      await mkdir(path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw fileFailure(path, error);
    }
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) throw unsafe(folder, `${path} is a symbolic link, and files are not written through one. Remove it, or pull into another folder.`);
    if (!stats.isDirectory()) throw unsafe(folder, `${path} is a file, where a folder of the version belongs. Move it away, or pull into another folder.`);
  };
  for (const file of files) await make(dirname(file.path));
}

/** Whether a file has the right bytes already. A link is never what was pulled, and is replaced. */
async function isInPlace(target: string, file: VersionFile, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  const stats = await lstat(target).catch(() => null);
  if (stats?.isDirectory()) throw unsafe(file.path, `${target} is a folder, where a file of the version belongs. Move it away, or pull into another folder.`);
  if (!stats?.isFile() || stats.size !== file.size) return false;
  const handle = await open(target, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
  if (!handle) return false;
  try {
    return (await hashFile(handle, file.size, { signal })) === file.sha256;
  } finally {
    await handle.close();
  }
}
