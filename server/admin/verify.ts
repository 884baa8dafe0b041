import type { BlobStore } from "../blobs/store.ts";
import type { Executor } from "../db/client.ts";
import { findPresent, presentBlobs, totalOf } from "./blob-rows.ts";
import { checkBlob, confirmFaults, type Fault, type NeededFault } from "./check-blob.ts";
import type { Progress } from "./progress.ts";

export interface VerifyReport {
  /** How many were read, and their bytes. */
  blobs: number;
  bytes: number;
  missing: NeededFault[];
  damaged: NeededFault[];
  /** What the store holds and no row of the database tells of: it only takes space. */
  surplus: { sha256: string; size: number }[];
}

/** A disk reads one while another is hashed, and a bucket takes its time to answer. */
const readAtOnce = 4;

const page = 500;

/**
 * Reads every blob that the database tells of, from a hash on, and lists what else the store holds. Nothing is changed.
 * The registry may serve meanwhile.
 */
export async function verifyStore({ db, store, fromHash = "", progress }: { db: Executor; store: BlobStore; fromHash?: string; progress: Progress }): Promise<VerifyReport> {
  const report = { blobs: 0, bytes: 0 };
  const suspects: Fault[] = [];
  progress.begin(await totalOf(db, fromHash));
  const rows = presentBlobs(db, fromHash);
  const work = async () => {
    for await (const row of rows) {
      const fault = await checkBlob(store, row, progress.add);
      if (fault) suspects.push(fault);
      report.blobs++;
      report.bytes += row.size;
      progress.next(row.sha256);
    }
  };
  await Promise.all(Array.from({ length: readAtOnce }, work));
  progress.end();

  const faults = await confirmFaults(db, store, suspects, await findPresent(db, suspects.map((fault) => fault.sha256)));
  return {
    ...report,
    missing: faults.filter((fault) => fault.kind === "missing"),
    damaged: faults.filter((fault) => fault.kind === "damaged"),
    surplus: await findSurplus(db, store, fromHash),
  };
}

async function findSurplus(db: Executor, store: BlobStore, fromHash: string): Promise<VerifyReport["surplus"]> {
  let suspects: VerifyReport["surplus"] = [];
  let listed: VerifyReport["surplus"] = [];
  const sift = async () => {
    const present = await findPresent(db, listed.map((blob) => blob.sha256));
    suspects.push(...listed.filter((blob) => !present.has(blob.sha256)));
    listed = [];
  };
  // list() begins after what it is given, and the first hash itself counts too.
  const first = fromHash.length === 64 ? await store.sizeOf(fromHash) : null;
  if (first !== null) listed.push({ sha256: fromHash, size: first });
  for await (const blob of store.list(fromHash)) {
    listed.push(blob);
    if (listed.length === page) await sift();
  }
  await sift();
  // Once more: some may have been on their way out, or in.
  listed = suspects;
  suspects = [];
  await sift();
  const sizes = await Promise.all(suspects.map((blob) => store.sizeOf(blob.sha256)));
  return suspects.filter((_, index) => sizes[index] !== null);
}
