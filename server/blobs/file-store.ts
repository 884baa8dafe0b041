import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { log } from "../log.ts";
import { newArrival } from "./arrival.ts";
import { gatherChecks } from "./checks.ts";
import { appendToFile, openArrivalFile, sizeAt } from "./file-arrival.ts";
import { openBatches } from "./file-batches.ts";
import { chunk, moveAll, openReader, openWriter, syncFolder } from "./file-bytes.ts";
import { placesIn } from "./file-places.ts";
import { nativeHash } from "./hash.ts";
import type { BlobStore, StoredBlob } from "./store.ts";

/**
 * A store in a folder: `sha256/ab/cdef…` for what is kept, `incoming/` for what is arriving, `journal/` for small files
 * that are not all synced. What a power cut has taken of these is there again when this resolves.
 */
export async function openFileStore(root: string): Promise<BlobStore> {
  const places = placesIn(root);
  const { incoming, kept, pathOf, arriving } = places;
  await mkdir(kept, { recursive: true, mode: 0o700 });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const batches = openBatches(places);
  await batches.settleAll().catch((error: unknown) => {
    // On a full disk the rest can be read all the same.
    log.error("small files of before could not all be brought back, and their journal is kept", { error });
  });

  return {
    kind: "fs",
    direct: null,
    async write(source) {
      const path = arriving(randomUUID());
      try {
        const blob = await writeNew(path, (file) => copyHashed(source, file));
        await moveAll([{ from: path, to: pathOf(blob.sha256) }], kept);
        return blob;
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    writeBatch: (blobs) => batches.store(blobs),
    async read(sha256, range) {
      const file = await open(pathOf(sha256));
      return file.createReadStream({ ...range, highWaterMark: chunk });
    },
    open: async (sha256, range) => openReader(await open(pathOf(sha256)), range),
    async readRange(sha256, start, length) {
      const file = await open(pathOf(sha256));
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    sizeOf: (sha256) => sizeAt(pathOf(sha256)),
    async remove(sha256) {
      // A journal that still has it would bring it back. Where it can't be settled, removing may be what helps.
      await batches.settleAll().catch(() => {});
      await rm(pathOf(sha256), { force: true });
    },
    async *list(after = "") {
      for (const folder of await namesIn(kept, /^[0-9a-f]{2}$/)) {
        if (folder < after.slice(0, 2)) continue;
        for (const name of await namesIn(join(kept, folder), /^[0-9a-f]{62}$/)) {
          const sha256 = folder + name;
          const size = sha256 > after ? await sizeAt(pathOf(sha256)) : null;
          if (size !== null) yield { sha256, size };
        }
      }
    },

    async begin(size) {
      const name = randomUUID();
      await writeNew(arriving(name), async () => {});
      await syncFolder(incoming);
      return newArrival(name, size);
    },
    append: (arrival, source, hash, keep) => appendToFile(arriving(arrival.name), { arrival, source, hash, keep }),
    async readArrival(arrival) {
      const file = await openArrivalFile(arriving(arrival.name), arrival);
      if (arrival.bytes > 0) return file.createReadStream({ start: 0, end: arrival.bytes - 1, highWaterMark: chunk });
      await file.close();
      return Readable.from([]);
    },
    async finish(arrival, blob) {
      const from = arriving(arrival.name);
      // Done before: what is left under the hash is what was moved there.
      if ((await sizeAt(from)) === null && (await sizeAt(pathOf(blob.sha256))) === blob.size) return;
      if (arrival.bytes !== blob.size) throw new Error(`${arrival.bytes} bytes of ${arrival.name} came, and not ${blob.size}.`);
      const file = await openArrivalFile(from, arrival);
      try {
        await file.truncate(arrival.bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await moveAll([{ from, to: pathOf(blob.sha256) }], kept);
    },
    drop: (arrival) => rm(arriving(arrival.name), { force: true }),
    async *arrivals() {
      for (const name of await namesIn(incoming, /./)) {
        const found = await stat(arriving(name)).catch(() => null);
        if (found) yield { name, modifiedAt: found.mtime };
      }
    },
    close: () => batches.close(),
  };
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(folder)).filter((name) => pattern.test(name)).toSorted();
}

/** Makes a file that only we may read, fills it and syncs it. */
async function writeNew<T>(path: string, fill: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, "wx", 0o600);
  try {
    const result = await fill(file);
    await file.sync();
    return result;
  } finally {
    await file.close();
  }
}

async function copyHashed(source: AsyncIterable<Buffer>, file: FileHandle): Promise<StoredBlob> {
  const hash = nativeHash();
  const checks = gatherChecks();
  const writer = openWriter(file);
  let size = 0;
  try {
    for await (const bytes of source) {
      hash.update(bytes);
      checks.update(bytes);
      size += bytes.length;
      await writer.add(bytes);
    }
    await writer.flush();
  } finally {
    await writer.close();
  }
  const stored = (await file.stat()).size;
  if (stored !== size) throw new Error(`${stored} bytes of ${size} were stored`);
  return { sha256: hash.digest(), size, checks: checks.result() };
}
