/** Downloads under way, one file each. Its name says whose bytes it will hold, and which process is fetching them. */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { settledAt, type Content } from "./cache.ts";
import { hasEnded, thisProcess } from "./owner.ts";

/** A part that this process alone writes to. */
export interface Part {
  /** Open for reading and writing. */
  file: FileHandle;
  path: string;
  /** How many bytes it holds already, from the beginning on. */
  held: number;
  /** Ends the sign of life that the part gives, which is its time of change. */
  release: () => Promise<void>;
}

/** A part as it is found in the folder. */
export interface FoundPart {
  path: string;
  /** Bytes. */
  size: number;
  /** When it was last written to, in milliseconds since 1970. */
  writtenAt: number;
  /** Whether nobody writes to it any more: it was given up, or its process has surely ended. */
  left: boolean;
  /** Whether it is probably being written to just now. */
  active: boolean;
}

/** A part that gave no sign of life for so long is not waited for. */
const quietMs = 60_000;
const signMs = 15_000;
/** To fetch less than this again costs less than to find out whether somebody has it or is fetching it. In bytes. */
const worthBytes = 1024 * 1024;
const pollMs = 100;
/** Beginning takes less. */
const lockMs = 10_000;
/** In the name of a part in the place of a process, when it was given up. */
const nobody = "nobody";

const nameOf = (sha256: string, owner: string) => `${sha256}.${owner}.${randomBytes(6).toString("hex")}`;
const partsFolder = (cache: string) => join(cache, "partial");

/**
 * What is under way, or was left, with the largest first.
 * @param sha256 only what will have this digest
 */
export async function findParts(cache: string, sha256 = ""): Promise<FoundPart[]> {
  const folder = partsFolder(cache);
  const names = await readdir(folder).catch(() => []);
  const found: FoundPart[] = [];
  for (const name of names) {
    const owner = /^[0-9a-f]{64}\.([^.]+)\.[0-9a-f]+$/.exec(name)?.[1];
    if (owner === undefined || !name.startsWith(sha256)) continue;
    const path = join(folder, name);
    const stats = await stat(path).catch(() => null);
    if (!stats) continue;
    const left = owner === nobody || hasEnded(owner);
    // One that is just becoming an entry bears the time of all entries already.
    const writtenAt = stats.mtimeMs === settledAt.getTime() ? stats.ctimeMs : stats.mtimeMs;
    const active = !left && Date.now() - writtenAt < quietMs;
    found.push({ path, size: stats.size, writtenAt, left, active });
  }
  return found.toSorted((one, other) => other.size - one.size);
}

/**
 * Gets a part to write to. It begins with what an earlier download has left; while another one of the same bytes is under
 * way, that one is waited for. Only its owner ever writes to a part, whatever others believe of it.
 * @param arrived looks whether the bytes are in the cache by now, and says where
 * @returns the part; where the bytes lie, when they have arrived meanwhile
 * @throws what the file system throws; the signal's reason
 */
export async function claimPart(
  cache: string,
  { sha256, size }: Content,
  { arrived, signal }: { arrived: () => Promise<string | null>; signal: AbortSignal },
): Promise<Part | string> {
  const folder = partsFolder(cache);
  if (size < worthBytes) return await newPart(join(folder, nameOf(sha256, thisProcess)));
  await mkdir(folder, { recursive: true });
  for (;;) {
    signal.throwIfAborted();
    const claimed = await oneAtATime(join(folder, `${sha256}.claim`), async () => {
      const others = await findParts(cache, sha256);
      // Asked only now: what was no part any more just before is an entry.
      return (await arrived()) ?? (await begin(join(folder, nameOf(sha256, thisProcess)), others));
    });
    if (claimed !== null) return claimed;
    await sleep(pollMs, undefined, { signal }).catch(() => {});
  }
}

/**
 * Lets one process in, of those that ask at the same moment.
 * @returns null, when it was another one
 */
async function oneAtATime<Result>(lock: string, task: () => Promise<Result>): Promise<Result | null> {
  try {
    await writeFile(lock, "", { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    // Left by a process that was killed. If two remove it, both fetch the same bytes, each into a part of its own.
    const stats = await stat(lock).catch(() => null);
    if (stats && Date.now() - stats.mtimeMs > lockMs) await rm(lock, { force: true });
    return null;
  }
  try {
    return await task();
  } finally {
    await rm(lock, { force: true });
  }
}

/** @returns null, when another one is to be waited for */
async function begin(path: string, others: readonly FoundPart[]): Promise<Part | null> {
  const left = others.find((other) => other.left);
  if (left) return await takeOver(left, path);
  if (others.some((other) => other.active)) return null;
  const [quiet] = others;
  return quiet ? await copyOf(quiet, path) : await newPart(path);
}

/**
 * Gives a part up, and closes it. What has come is left for the next pull, where it is worth going on with.
 * @param useless whether it is removed in any case
 */
export async function giveUpPart(cache: string, part: Part, sha256: string, useless: boolean): Promise<void> {
  await part.release();
  const { size } = await part.file.stat();
  await part.file.close();
  if (useless || size < worthBytes) await rm(part.path, { force: true });
  else await rename(part.path, join(partsFolder(cache), nameOf(sha256, nobody)));
}

async function takeOver(left: FoundPart, path: string): Promise<Part | null> {
  try {
    await rename(left.path, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return await oldPart(path);
}

/** Who wrote the other one may wake up and write again, so that it is not taken itself. */
async function copyOf(quiet: FoundPart, path: string): Promise<Part | null> {
  try {
    await copyFile(quiet.path, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await rm(quiet.path, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return await oldPart(path);
}

async function newPart(path: string): Promise<Part> {
  const file = await open(path, "wx+").catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    await mkdir(dirname(path), { recursive: true });
    return await open(path, "wx+");
  });
  return { file, path, held: 0, release: giveSigns(file) };
}

async function oldPart(path: string): Promise<Part> {
  const file = await open(path, "r+");
  await touch(file);
  return { file, path, held: (await file.stat()).size, release: giveSigns(file) };
}

async function touch(file: FileHandle): Promise<void> {
  const now = new Date();
  await file.utimes(now, now);
}

/** Shows from time to time that a part is not forgotten, though nothing comes. @returns what ends it */
function giveSigns(file: FileHandle): () => Promise<void> {
  let signing = Promise.resolve();
  const timer = setInterval(() => {
    signing = touch(file).catch(() => {});
  }, signMs).unref();
  return async () => {
    clearInterval(timer);
    await signing;
  };
}
