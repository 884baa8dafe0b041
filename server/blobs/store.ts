import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";

export interface StoredBlob {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Where bytes are kept, once each, under their SHA-256. */
export interface BlobStore {
  /**
   * Keeps the bytes of `source`, hashed as they arrive. They are durable under their hash when this resolves; when it
   * rejects, nothing is left.
   */
  write(source: AsyncIterable<Buffer>): Promise<StoredBlob>;
  /** Opens the bytes, then streams those from `start` to `end`, both included; all of them without a range. */
  read(sha256: string, range?: { start: number; end: number }): Promise<Readable>;
  /** At most the first `length` bytes. */
  readStart(sha256: string, length: number): Promise<Buffer>;
}

/** One read of this size costs a third of the system calls of the default one. */
const chunk = 1024 * 1024;

/** A store in a folder: `sha256/ab/cdef…` for what is kept, `incoming/` for what is arriving. */
export async function openFileStore(root: string): Promise<BlobStore> {
  const incoming = join(root, "incoming");
  await mkdir(join(root, "sha256"), { recursive: true });
  await mkdir(incoming, { recursive: true });
  await dropAbandoned(incoming);
  const pathOf = (sha256: string) => join(root, "sha256", sha256.slice(0, 2), sha256.slice(2));

  return {
    async write(source) {
      const arriving = join(incoming, randomUUID());
      const file = await open(arriving, "wx", 0o600);
      try {
        const blob = await copyHashed(source, file);
        await file.sync();
        await file.close();
        await keep(arriving, pathOf(blob.sha256), join(root, "sha256"));
        return blob;
      } catch (error) {
        await file.close();
        await rm(arriving, { force: true });
        throw error;
      }
    },
    async read(sha256, range) {
      const file = await open(pathOf(sha256));
      return file.createReadStream({ ...range, highWaterMark: chunk });
    },
    async readStart(sha256, length) {
      const file = await open(pathOf(sha256));
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

/** Writes while the next bytes are being hashed, in pieces large enough that the disk is not asked too often. */
async function copyHashed(source: AsyncIterable<Buffer>, file: FileHandle): Promise<StoredBlob> {
  const hash = createHash("sha256");
  let size = 0;
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    await writing;
    writing = writeAll(file, gathered);
    // Awaited before the next write; this only keeps a failure in between from counting as unhandled.
    writing.catch(() => {});
    gathered = [];
    gatheredBytes = 0;
  };
  for await (const bytes of source) {
    hash.update(bytes);
    size += bytes.length;
    gathered.push(bytes);
    gatheredBytes += bytes.length;
    if (gatheredBytes >= chunk) await flush();
  }
  if (gathered.length > 0) await flush();
  await writing;
  const stored = (await file.stat()).size;
  if (stored !== size) throw new Error(`${stored} bytes of ${size} were stored`);
  return { sha256: hash.digest("hex"), size };
}

/** A disk that fills up takes a part of what it is given, and that is no error yet. */
async function writeAll(file: FileHandle, pieces: Buffer[]): Promise<void> {
  let left = pieces;
  while (left.length > 0) {
    let { bytesWritten } = await file.writev(left);
    if (bytesWritten === 0) throw new Error("the disk takes no more bytes");
    while (left.length > 0 && bytesWritten >= left[0]!.length) bytesWritten -= left.shift()!.length;
    if (bytesWritten > 0) left = [left[0]!.subarray(bytesWritten), ...left.slice(1)];
  }
}

/** Renames a synced file to its name, and syncs the folders, so that the name outlives a power cut too. */
async function keep(from: string, to: string, root: string): Promise<void> {
  const folder = join(to, "..");
  const made = await mkdir(folder, { recursive: true });
  await rename(from, to);
  await syncFolder(folder);
  if (made) await syncFolder(root);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const abandonedAfter = 24 * 60 * 60 * 1000;

/** Removes what was arriving when a process died. Another process may be receiving too, so only what is old. */
async function dropAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > abandonedAfter) await rm(path, { force: true });
  }
}
