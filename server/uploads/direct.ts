import { randomUUID } from "node:crypto";
import { claimBlobs } from "../blobs/commands.ts";
import { gatherChecks } from "../blobs/checks.ts";
import { nativeHash } from "../blobs/hash.ts";
import type { Arrival, Direct, UploadedPart } from "../blobs/store.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { log } from "../log.ts";
import { beginVerifying, failUpload, holdUpload, keepProgress, markUploadStored, releaseUpload } from "./commands.ts";
import { keepLease, type Place } from "./lease.ts";
import { requireUpload } from "./queries.ts";

function requireDirect({ store }: Place, way: string): Direct {
  if (store.direct && way === "direct") return store.direct;
  throw new DomainError("invalid_input", "This upload goes through the registry, and not straight to a bucket.", { way });
}

/**
 * Where to send parts of an upload.
 * @param numbers of the parts that are wanted, from 1
 * @returns the parts that the bucket has, and a URL to PUT each wanted one to, good for an hour
 */
export async function signParts(place: Place, actor: Actor, upload: string, numbers: number[]): Promise<{ have: UploadedPart[]; urls: string[] }> {
  const { way } = await requireUpload(place.db, actor, upload);
  const direct = requireDirect(place, way);
  const holder = randomUUID();
  const row = await place.db.transaction((tx) => holdUpload(tx, actor, upload, holder));
  try {
    // All parts are there: what is left is to complete it.
    if (row.state !== "arriving") return { have: [], urls: [] };
    const known = row.arrival && (await direct.parts(row.arrival).catch(forgetLost));
    let { arrival } = row;
    if (!arrival || !known) {
      arrival = await direct.begin(row.size);
      await keepProgress(place.db, upload, holder, { arrival });
    }
    return { have: known ?? [], urls: await direct.signParts(arrival, numbers) };
  } finally {
    await releaseUpload(place.db, upload, holder);
  }
}

function forgetLost(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ARRIVAL_LOST") return null;
  throw error;
}

/** Uploads whose digest this process is finding out. */
const verifying = new Set<string>();

/**
 * The sender says that all parts are there: their digest is found out, which takes as long as reading them. To be asked
 * again until it answers that the bytes are stored; then they are, whatever stopped in between.
 * @returns whether the bytes are stored under their digest
 * @throws DomainError upload_failed, upload_incomplete
 */
export async function completeDirect(place: Place, actor: Actor, upload: string): Promise<boolean> {
  const row = await requireUpload(place.db, actor, upload);
  const direct = requireDirect(place, row.way);
  if (row.state === "stored" || row.state === "done") return true;
  if (row.state === "failed") throw new DomainError("upload_failed", row.failure ?? "This upload failed. Open it again.", { path: row.path });
  if (verifying.has(upload)) return false;
  if (!row.arrival) throw new DomainError("upload_incomplete", `No part of ${row.path} has come yet.`, { path: row.path, received: 0, size: row.size });
  if (row.state === "arriving") {
    const sent = (await direct.parts(row.arrival)).reduce((sum, part) => sum + part.size, 0);
    if (sent !== row.size) {
      throw new DomainError("upload_incomplete", `${row.path}: the bucket has ${sent} of ${row.size} bytes. Send the missing parts.`, { path: row.path, received: sent, size: row.size });
    }
    await place.db.transaction((tx) => beginVerifying(tx, actor, upload));
  }
  const holder = randomUUID();
  const held = await place.db.transaction((tx) => holdUpload(tx, actor, upload, holder));
  // Somebody else may have come to its end while this one waited.
  if (held.state !== "verifying" || !held.arrival) {
    await releaseUpload(place.db, upload, holder);
    return held.state === "stored" || held.state === "done";
  }
  const work = verifyInBackground(place, direct, { upload, holder, size: row.size, arrival: held.arrival, path: row.path });
  // A small file is done at once, and its sender need not ask again.
  await Promise.race([work, after(500)]);
  return (await requireUpload(place.db, actor, upload)).state === "stored";
}

/** Never rejects: what failed is logged, and found again when the sender asks again. */
async function verifyInBackground(place: Place, direct: Direct, order: Verification): Promise<void> {
  const { upload, holder, path } = order;
  verifying.add(upload);
  try {
    await verify(place, direct, order);
  } catch (error) {
    log.error(`verifying the upload ${upload} failed`, { error });
    const lost = error instanceof Error && "code" in error && error.code === "ARRIVAL_LOST";
    if (lost) await failUpload(place.db, upload, holder, `The parts of ${path} are lost. Send it again.`).catch(unnoted(upload));
  } finally {
    verifying.delete(upload);
    await releaseUpload(place.db, upload, holder).catch(unnoted(upload));
  }
}

function unnoted(upload: string): (error: unknown) => void {
  return (error) => log.error(`what became of the upload ${upload} could not be noted`, { error });
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

interface Verification {
  upload: string;
  holder: string;
  path: string;
  /** Bytes that were announced. */
  size: number;
  arrival: Arrival;
}

async function verify({ db, store }: Place, direct: Direct, { upload, holder, size, arrival }: Verification): Promise<void> {
  const lease = keepLease(db, upload, holder, () => {});
  lease.hush();
  try {
    const { size: sent } = await direct.complete(arrival);
    if (sent !== size) return await failUpload(db, upload, holder, `The bucket has ${sent} bytes, and ${size} were announced. Send the file again.`);
    const hash = nativeHash();
    const checks = gatherChecks();
    for await (const bytes of await store.readArrival(arrival)) {
      lease.demand();
      hash.update(bytes as Buffer);
      checks.update(bytes as Buffer);
    }
    const blob = { sha256: hash.digest(), size, checks: checks.result() };
    await claimBlobs(db, [blob]);
    await store.finish({ ...arrival, bytes: size }, blob);
    await markUploadStored(db, upload, holder, blob);
  } finally {
    lease.end();
  }
}
