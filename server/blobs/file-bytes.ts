/** Bytes on a disk: read into memory that is used again, written whole, and durable under their names. */
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { BlobReader } from "./store.ts";

/** One read or write of this size costs a third of the system calls of the default one. */
export const chunk = 1024 * 1024;

export interface FileWriter {
  /** Waits only when a MiB has gathered and the one before it is still being written. */
  add(bytes: Buffer): Promise<void>;
  /** Writes what has gathered. */
  flush(): Promise<void>;
}

/**
 * Writes while the caller makes the next bytes, in pieces large enough that the disk is not asked too often.
 * @param position of the first byte in the file
 */
export function openWriter(file: FileHandle, position = 0): FileWriter {
  let at = position;
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  let writing: Promise<void> = Promise.resolve();
  const send = async () => {
    await writing;
    writing = writeAll(file, gathered, at);
    // Awaited before the next write; this only keeps a failure in between from counting as unhandled.
    writing.catch(() => {});
    at += gatheredBytes;
    gathered = [];
    gatheredBytes = 0;
  };
  return {
    async add(bytes) {
      gathered.push(bytes);
      gatheredBytes += bytes.length;
      if (gatheredBytes >= chunk) await send();
    },
    async flush() {
      if (gatheredBytes > 0) await send();
      await writing;
    },
  };
}

/** A disk that fills up takes a part of what it is given, and that is no error yet. */
async function writeAll(file: FileHandle, pieces: Buffer[], position: number): Promise<void> {
  let at = position;
  let left = pieces;
  while (left.length > 0) {
    let { bytesWritten } = await file.writev(left, at);
    if (bytesWritten === 0) throw Object.assign(new Error("The disk takes no more bytes. Make room on it."), { code: "ENOSPC" });
    at += bytesWritten;
    let whole = 0;
    while (whole < left.length && bytesWritten >= left[whole]!.length) bytesWritten -= left[whole++]!.length;
    left = left.slice(whole);
    if (left[0] && bytesWritten > 0) left[0] = left[0].subarray(bytesWritten);
  }
}

/** Reads from `start` to `end`, both included; closing it closes the file. */
export function openReader(file: FileHandle, { start, end }: { start: number; end: number }): BlobReader {
  let at = start;
  return {
    async fill(room) {
      const wanted = Math.min(room.length, end + 1 - at);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await file.read(room, filled, wanted - filled, at);
        if (bytesRead === 0) break;
        filled += bytesRead;
        at += bytesRead;
      }
      return filled;
    },
    close: () => file.close(),
  };
}

/**
 * Renames synced files to their names and syncs the folders, each once, so that the names outlive a power cut too.
 * @param moves from and to; the folder of each `to` lies in `root`
 */
export async function moveAll(moves: { from: string; to: string }[], root: string): Promise<void> {
  let made = false;
  const folders = new Set(moves.map(({ to }) => dirname(to)));
  for (const folder of folders) if (await mkdir(folder, { recursive: true, mode: 0o700 })) made = true;
  await sideBySide(moves, ({ from, to }) => rename(from, to));
  await sideBySide([...folders], syncFolder);
  if (made) await syncFolder(root);
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** How much is asked of the disk at once: one that is asked for several syncs makes them durable together. */
const width = 16;

/**
 * Does the same with each, several at once.
 * @throws the first failure, after all that was begun has ended
 */
export async function sideBySide<Item>(items: readonly Item[], task: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) await task(item);
  };
  const ends = await Promise.allSettled(Array.from({ length: width }, work));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}
