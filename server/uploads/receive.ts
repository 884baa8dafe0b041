import { randomUUID } from "node:crypto";
import { claimBlobs } from "../blobs/commands.ts";
import { nativeHash, resumableHash } from "../blobs/hash.ts";
import type { Arrival, RunningHash, StoredBlob } from "../blobs/store.ts";
import type { Actor } from "../identity/actor.ts";
import { holdUpload, keepProgress, markUploadStored, releaseUpload } from "./commands.ts";
import { keepLease, type Lease, type Place } from "./lease.ts";
import { receivedOf } from "./queries.ts";
import { busy, offsetMismatch, requireOffset, requireWhole } from "./rules.ts";

/** Where a hash that can't be saved is, while its upload pauses. */
interface Paused {
  hash: RunningHash;
  /** Of which arrival, and after how many of its bytes. */
  arrival: string;
  bytes: number;
}

const mostPaused = 200;

/** The hashes of uploads that were cut off in this process: they go on here without reading anything again. */
const paused = new Map<string, Paused>();
/** What ends the receiving of an upload in this process, and when it has ended. */
const receiving = new Map<string, { stop: () => void; ended: Promise<void> }>();

/**
 * Receives the bytes of an upload from where it stands, and stores them under their digest when all of them are here.
 * What was received before a cut stays received. A second sender of the same upload ends the first one's.
 * @param bytes.at where `source` begins
 * @param bytes.cut ends `source`, which then fails
 * @param bytes.lasting whether the hash is saved with the progress, so that another process goes on without reading
 *   again what came before it. (The hash of the others is made up for when all is here, if its process has died.)
 * The file is not in its draft yet: see attachUpload.
 * @throws DomainError offset_mismatch, upload_busy, upload_incomplete and others; the failure of `source`
 */
export async function receiveUpload(
  { db, store }: Place,
  actor: Actor,
  upload: string,
  bytes: { at: number; source: AsyncIterable<Buffer>; cut: () => void; lasting: boolean },
): Promise<void> {
  await endEarlier(upload);
  const holder = randomUUID();
  const row = await db.transaction((tx) => holdUpload(tx, actor, upload, holder));
  if (row.state !== "arriving") return await releaseUpload(db, upload, holder);
  const lease = keepLease(db, upload, holder, bytes.cut);
  let ended = () => {};
  receiving.set(upload, { stop: () => lease.give(), ended: new Promise((resolve) => (ended = resolve)) });
  try {
    requireOffset(row.path, bytes.at, receivedOf(row));
    const begun = row.arrival ?? (await begin({ db, store }, upload, holder, row.size));
    const hash = await hashFor(upload, begun, bytes.lasting);
    const counted = { bytes: begun.bytes };
    let arrival: Arrival;
    try {
      arrival = await store.append(begun, held(bytes.source, lease, counted), hash, (now) => keepProgress(db, upload, holder, { arrival: now }));
    } catch (error) {
      if (isLost(error)) await beginAgain(db, upload, holder, row.path, bytes.at);
      if (isFull(error)) await forget({ db, store }, upload, holder, begun);
      if (hash?.save() === null) pause(upload, { hash, arrival: begun.name, bytes: counted.bytes });
      throw error;
    }
    if (arrival.bytes < row.size && hash?.save() === null) pause(upload, { hash, arrival: arrival.name, bytes: arrival.bytes });
    requireWhole(row.path, arrival.bytes, row.size);
    lease.hush();
    await settle({ db, store }, { upload, holder }, arrival, hash);
  } finally {
    lease.end();
    receiving.delete(upload);
    await releaseUpload(db, upload, holder);
    ended();
  }
}

async function begin({ db, store }: Place, upload: string, holder: string, size: number): Promise<Arrival> {
  const arrival = await store.begin(size);
  await keepProgress(db, upload, holder, { arrival });
  return arrival;
}

/** What had come is gone from the store: the sender begins at the beginning. @throws DomainError offset_mismatch */
async function beginAgain(db: Place["db"], upload: string, holder: string, path: string, at: number): Promise<never> {
  await keepProgress(db, upload, holder, { arrival: null });
  throw at === 0 ? busy(path) : offsetMismatch(path, at, 0);
}

/** The hash after the bytes that are here; null when it was lost with its process. */
async function hashFor(upload: string, { name, bytes, hash }: Arrival, lasting: boolean): Promise<RunningHash | null> {
  const known = paused.get(upload);
  paused.delete(upload);
  if (lasting && bytes === 0) return await resumableHash();
  // A state that another release of the library saved can't be taken up: then the file is read once when it is whole.
  if (lasting) return hash === null ? null : await resumableHash(hash).catch(() => null);
  if (bytes === 0) return nativeHash();
  return known?.bytes === bytes && known.arrival === name ? known.hash : null;
}

function pause(upload: string, state: Paused): void {
  paused.set(upload, state);
  const [oldest] = paused.keys();
  if (paused.size > mostPaused && oldest !== undefined) paused.delete(oldest);
}

/** Gives an arrival that is whole its digest and its place in the store. */
async function settle({ db, store }: Place, { upload, holder }: { upload: string; holder: string }, arrival: Arrival, hash: RunningHash | null): Promise<void> {
  const sha256 = hash ? hash.digest() : await hashAll(store, arrival);
  const blob: StoredBlob = { sha256, size: arrival.bytes, checks: Buffer.from(arrival.checks, "base64") };
  await claimBlobs(db, [blob]);
  await store.finish(arrival, blob);
  await markUploadStored(db, upload, holder, blob);
}

async function hashAll(store: Place["store"], arrival: Arrival): Promise<string> {
  const hash = nativeHash();
  for await (const bytes of await store.readArrival(arrival)) hash.update(bytes as Buffer);
  return hash.digest();
}

/** Passes bytes on for as long as this process is the one that receives them. */
async function* held(source: AsyncIterable<Buffer>, lease: Lease, counted: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    lease.demand();
    counted.bytes += piece.length;
    yield piece;
  }
}

/** A sender that comes back has lost its earlier connection, even where nobody has noticed yet. */
async function endEarlier(upload: string): Promise<void> {
  const earlier = receiving.get(upload);
  if (!earlier) return;
  earlier.stop();
  await Promise.race([earlier.ended, new Promise((resolve) => setTimeout(resolve, 2000))]);
}

function isLost(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ARRIVAL_LOST";
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

/** Half a file on a full disk would only keep it full. */
async function forget({ db, store }: Place, upload: string, holder: string, arrival: Arrival): Promise<void> {
  await keepProgress(db, upload, holder, { arrival: null });
  await store.drop(arrival);
}
