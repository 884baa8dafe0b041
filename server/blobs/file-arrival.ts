/** Bytes that come in several goes, in a file. */
import { open, stat, type FileHandle } from "node:fs/promises";
import { arrivalLost, keepEvery, refuseExcess, untilFailure } from "./arrival.ts";
import { gatherChecks } from "./checks.ts";
import { openWriter } from "./file-bytes.ts";
import type { Arrival, RunningHash } from "./store.ts";

interface Append {
  arrival: Arrival;
  source: AsyncIterable<Buffer>;
  hash: RunningHash | null;
  keep: (arrival: Arrival) => Promise<void>;
}

/** What BlobStore.append() does, to the byte. */
export async function appendToFile(path: string, { arrival, source, hash, keep }: Append): Promise<Arrival> {
  const checks = gatherChecks(arrival);
  const file = await openArrivalFile(path, arrival);
  const writer = openWriter(file, arrival.bytes);
  let saving = Promise.resolve();
  try {
    await file.truncate(arrival.bytes);
    let { bytes } = arrival;
    let saved = bytes;
    /** Makes durable and keeps what has come so far; the next bytes may come meanwhile. */
    const save = async () => {
      const now = { ...arrival, bytes, hash: hash?.save() ?? null, checks: checks.save() };
      saved = bytes;
      await writer.flush();
      await saving;
      saving = file.datasync().then(() => keep(now));
      // Awaited before the next; this only keeps a failure in between from counting as unhandled.
      saving.catch(() => {});
      return now;
    };

    let failure: Error | undefined;
    for await (const piece of untilFailure(source, (error) => (failure = error))) {
      refuseExcess(arrival, bytes + piece.length);
      hash?.update(piece);
      checks.update(piece);
      bytes += piece.length;
      await writer.add(piece);
      if (bytes - saved >= keepEvery(arrival.size)) await save();
    }
    const all = await save();
    await saving;
    if (failure) throw failure;
    return all;
  } finally {
    // Nothing is kept any more once this has ended.
    await saving.catch(() => {});
    await writer.close();
    await file.close();
  }
}

/**
 * Opens the arrival's file. What a crash left beyond the bytes that count may still be in it.
 * @throws Error with `code` "ARRIVAL_LOST" when it is gone or shorter
 */
export async function openArrivalFile(path: string, arrival: Arrival): Promise<FileHandle> {
  const size = await sizeAt(path);
  if (size === null) throw arrivalLost(arrival.name, "their file is gone");
  if (size < arrival.bytes) throw arrivalLost(arrival.name, `their file holds ${size} of ${arrival.bytes} bytes`);
  return await open(path, "r+");
}

/** Bytes; null when there is no such file. */
export async function sizeAt(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
