/**
 * A batch of small files is made durable as one file, its journal, which is synced once. The files themselves are synced
 * later; until then the journal can make up for any that a power cut took. See docs/decisions/journal-for-small-files.md.
 *
 * Any process may settle any journal at any time, also one that is just being written by another: who settles takes it
 * under a name of its own first, and who wrote it looks, after its files are there, whether it still has it.
 *
 * Everything here is synchronous: it runs in a thread of its own, where nobody waits behind it.
 */
import { hash, randomUUID } from "node:crypto";
import { closeSync, constants, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, unlinkSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Places } from "./file-places.ts";

const magic = Buffer.from("csbatch1");
const headBytes = magic.length + 4;
const hashBytes = 32;
const entryBytes = hashBytes + 4;

/** One file of a journal; `place` is where its bytes begin in it. */
interface Entry {
  sha256: string;
  size: number;
  place: number;
}

/**
 * Makes the content of a journal: "csbatch1", how many files (4 bytes, little endian like all numbers), for each its
 * SHA-256 and its size (4 bytes), then the bytes of all. What is torn or damaged shows in the hashes.
 */
export function packBatch(blobs: readonly { sha256: string; bytes: Buffer }[]): Buffer<ArrayBuffer> {
  const size = blobs.reduce((sum, { bytes }) => sum + entryBytes + bytes.length, headBytes);
  const image = Buffer.allocUnsafeSlow(size);
  magic.copy(image);
  image.writeUInt32LE(blobs.length, magic.length);
  let at = headBytes;
  for (const { sha256, bytes } of blobs) {
    image.write(sha256, at, "hex");
    at = image.writeUInt32LE(bytes.length, at + hashBytes);
  }
  for (const { bytes } of blobs) at += bytes.copy(image, at);
  return image;
}

/** @returns null, when it was cut off before its index was whole */
function readIndex(file: number): Entry[] | null {
  const head = readAt(file, 0, headBytes);
  if (!head?.subarray(0, magic.length).equals(magic)) return null;
  const count = head.readUInt32LE(magic.length);
  if (headBytes + count * entryBytes > fstatSync(file).size) return null;
  const index = readAt(file, headBytes, count * entryBytes);
  return index && entriesOf(index);
}

function entriesOf(index: Buffer): Entry[] {
  let place = headBytes + index.length;
  return Array.from({ length: index.length / entryBytes }, (_, number) => {
    const at = number * entryBytes;
    const entry = { sha256: index.toString("hex", at, at + hashBytes), size: index.readUInt32LE(at + hashBytes), place };
    place += entry.size;
    return entry;
  });
}

/**
 * Stores a batch. It is durable when this returns; when it throws, nothing of it is left but files that were synced.
 * @param image what packBatch() made
 * @param name of the journal
 */
export function storeBatch(places: Places, image: Buffer, name: string): void {
  if (mkdirSync(places.journals, { recursive: true, mode: 0o700 })) syncFolder(places.root);
  const journal = places.journal(name);
  try {
    writeFile(journal, image, { sync: true });
    syncFolder(places.journals);
  } catch (error) {
    rmSync(journal, { force: true });
    throw error;
  }
  const count = image.readUInt32LE(magic.length);
  const entries = [...new Map(entriesOf(image.subarray(headBytes, headBytes + count * entryBytes)).map((entry) => [entry.sha256, entry])).values()];
  const there: Entry[] = [];
  try {
    for (const entry of entries) {
      const bytes = image.subarray(entry.place, entry.place + entry.size);
      const path = places.pathOf(entry.sha256);
      if (!createFile(path, bytes)) placeFile(places, path, bytes, { sync: false });
      there.push(entry);
    }
  } catch (error) {
    // What was put in the place of a synced file must not be less durable than that one was.
    syncAll(places, there);
    unlinkSync(journal);
    throw error;
  }
  // Somebody has settled it meanwhile, and may not have seen these files but others in their place.
  if (!existsSync(journal)) syncAll(places, there);
}

/**
 * Sees to it that every file of a journal is durable without it, and removes it. Files that are missing or not what they
 * were are written again from it. No error when somebody else has taken it.
 * @param as the name to take it under
 */
export function settleJournal(places: Places, name: string, as: string): void {
  const path = places.journal(as);
  try {
    renameSync(places.journal(name), path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  const journal = openSync(path, constants.O_RDONLY);
  try {
    const entries = readIndex(journal) ?? [];
    const there = entries.filter((entry) => syncIfWhole(places.pathOf(entry.sha256), entry) || restore(places, entry, journal));
    syncFolders(places, there);
  } finally {
    closeSync(journal);
  }
  rmSync(path, { force: true });
}

/** @returns whether the file is there and right; it is synced then */
function syncIfWhole(path: string, { sha256, size }: Entry): boolean {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
  try {
    if (fstatSync(file).size !== size) return false;
    const bytes = readAt(file, 0, size);
    if (!bytes || hash("sha256", bytes) !== sha256) return false;
    fsyncSync(file);
    return true;
  } finally {
    closeSync(file);
  }
}

/** @returns whether the journal had the right bytes; not, when it was never whole, and so nobody was told that they are stored */
function restore(places: Places, { sha256, size, place }: Entry, journal: number): boolean {
  const bytes = readAt(journal, place, size);
  if (!bytes || hash("sha256", bytes) !== sha256) return false;
  placeFile(places, places.pathOf(sha256), bytes, { sync: true });
  return true;
}

/**
 * Writes a file under its hash, where there is none, which spares renaming it. Nobody looks for bytes there before they
 * are stored, and what a crash cuts off is whole in the journal.
 * @returns false, when there is one, which somebody may be reading
 */
function createFile(path: string, bytes: Buffer): boolean {
  let file: number;
  try {
    file = openNew(path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (codeOf(error) !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return createFile(path, bytes);
  }
  try {
    fill(file, bytes, { sync: false });
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return true;
}

/** Writes a file under its hash, in the place of what is there. */
function placeFile(places: Places, path: string, bytes: Buffer, { sync }: { sync: boolean }): void {
  const aside = places.arriving(randomUUID());
  try {
    writeFile(aside, bytes, { sync });
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function writeFile(path: string, bytes: Buffer, { sync }: { sync: boolean }): void {
  fill(openNew(path), bytes, { sync });
}

/** Makes a file that only we may read. */
function openNew(path: string): number {
  return openSync(path, "wx", 0o600);
}

/** Writes all of a new file, and closes it. */
function fill(file: number, bytes: Buffer, { sync }: { sync: boolean }): void {
  try {
    for (let at = 0; at < bytes.length; ) {
      const written = writeSync(file, bytes, at, bytes.length - at);
      // A disk that fills up takes a part of what it is given, and that is no error yet.
      if (written === 0) throw Object.assign(new Error("The disk takes no more bytes. Make room on it."), { code: "ENOSPC" });
      at += written;
    }
    if (sync) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncAll(places: Places, entries: readonly Entry[]): void {
  for (const { sha256 } of entries) {
    const file = openSync(places.pathOf(sha256), constants.O_RDONLY);
    fsyncSync(file);
    closeSync(file);
  }
  syncFolders(places, entries);
}

function syncFolders(places: Places, entries: readonly Entry[]): void {
  for (const folder of new Set(entries.map(({ sha256 }) => dirname(places.pathOf(sha256))))) syncFolder(folder);
  if (entries.length > 0) syncFolder(places.kept);
}

function syncFolder(path: string): void {
  const folder = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** @returns null, when the file ends before */
function readAt(file: number, position: number, length: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const read = readSync(file, bytes, at, length - at, position + at);
    if (read === 0) return null;
    at += read;
  }
  return bytes;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
