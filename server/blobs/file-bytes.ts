/** Bytes on a disk: read into memory that is used again, written whole, and durable under their names. */
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { giveRoom, roomBytes, takeRoom } from "./rooms.ts";
import type { BlobReader } from "./store.ts";

/** One read or write of this size costs a third of the system calls of the default one. */
export const chunk = roomBytes;

/** So much is taken before a room is: many small files come at once, and a room for each would be much. In bytes. */
const firstBytes = 64 * 1024;

export interface FileWriter {
  /** Takes the bytes: their memory may be used again when this resolves. Waits only while the write before the last is under way. */
  add(bytes: Buffer): Promise<void>;
  /** Writes what has been taken. */
  flush(): Promise<void>;
  /** Lets go of its memory, after what it was writing has ended. Nothing can be added afterwards. */
  close(): Promise<void>;
}

/**
 * Writes while the caller makes the next bytes, in pieces large enough that the disk is not asked too often.
 * @param position of the first byte in the file
 */
export function openWriter(file: FileHandle, position = 0): FileWriter {
  let at = position;
  /** The one that is being filled, and the one that is being written. */
  let [room, other]: (Buffer | undefined)[] = [Buffer.allocUnsafe(firstBytes)];
  let filled = 0;
  let writing: Promise<void> = Promise.resolve();
  const send = async () => {
    await writing;
    writing = writeAll(file, [room!.subarray(0, filled)], at);
    // Awaited before the next write; this only keeps a failure in between from counting as unhandled.
    writing.catch(() => {});
    at += filled;
    filled = 0;
    const isFirst = room!.length < roomBytes;
    [room, other] = [other ?? takeRoom(), isFirst ? undefined : room];
  };
  return {
    async add(bytes) {
      for (let done = 0; done < bytes.length; ) {
        const copied = bytes.copy(room!, filled, done);
        done += copied;
        filled += copied;
        if (filled === room!.length) await send();
      }
    },
    async flush() {
      if (filled > 0) await send();
      await writing;
    },
    async close() {
      await writing.catch(() => {});
      for (const each of [room, other]) if (each?.length === roomBytes) giveRoom(each);
      room = other = undefined;
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
