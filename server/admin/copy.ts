import { nativeHash } from "../blobs/hash.ts";
import type { BlobStore } from "../blobs/store.ts";
import type { Executor } from "../db/client.ts";
import { findPresent, presentBlobs, totalOf, type BlobRow } from "./blob-rows.ts";
import { confirmFaults, type Fault, type NeededFault } from "./check-blob.ts";
import type { Progress } from "./progress.ts";

export interface CopyReport {
  /** How many were copied, and their bytes. */
  copied: number;
  bytes: number;
  /** How many were there already. */
  held: number;
  /** How often all were gone through; the last time found nothing new. */
  passes: number;
  /** In the store that was copied from; these were not copied. */
  missing: NeededFault[];
  damaged: NeededFault[];
}

/** A disk reads one while another is hashed, and a bucket takes its time to answer. */
const copiedAtOnce = 4;

/**
 * Copies every blob that the database tells of to another store, and what is added meanwhile, until there is nothing
 * new. What is there with the right size is left as it is, so that this can be stopped and begun again at any time.
 * Nothing is changed where it is copied from.
 * @throws Error when the other store takes no more
 */
export async function copyStore({ db, from, to, progress }: { db: Executor; from: BlobStore; to: BlobStore; progress: Progress }): Promise<CopyReport> {
  const report = { copied: 0, bytes: 0, held: 0, passes: 0 };
  const suspects = new Map<string, Fault>();
  let before: number;
  do {
    before = report.copied;
    let held = 0;
    progress.begin(await totalOf(db));
    const rows = compared(presentBlobs(db), to.list());
    const work = async () => {
      for await (const { row, isHeld } of rows) {
        if (isHeld) {
          held++;
          progress.add(row.size);
        } else if (!suspects.has(row.sha256)) {
          const outcome = await copyBlob(from, to, row, progress.add);
          if (outcome === "copied") {
            report.copied++;
            report.bytes += row.size;
          } else if (outcome !== "not come") {
            suspects.set(row.sha256, outcome);
          }
        }
        progress.next(row.sha256);
      }
    };
    await Promise.all(Array.from({ length: copiedAtOnce }, work));
    progress.end();
    if (report.passes++ === 0) report.held = held;
  } while (report.copied > before);

  const faults = await confirmFaults(db, from, [...suspects.values()], await findPresent(db, [...suspects.keys()]));
  return {
    ...report,
    missing: faults.filter((fault) => fault.kind === "missing"),
    damaged: faults.filter((fault) => fault.kind === "damaged"),
  };
}

/** Every row, with whether its bytes are in the listing with the right size. Both ascend by hash. */
async function* compared(
  rows: AsyncIterable<BlobRow>,
  listing: AsyncIterable<{ sha256: string; size: number }>,
): AsyncGenerator<{ row: BlobRow; isHeld: boolean }> {
  const listed = listing[Symbol.asyncIterator]();
  let entry = await listed.next();
  for await (const row of rows) {
    while (!entry.done && entry.value.sha256 < row.sha256) entry = await listed.next();
    yield { row, isHeld: !entry.done && entry.value.sha256 === row.sha256 && entry.value.size === row.size };
  }
}

/** What is copied from can't be what it ought to be: no fault of where it is copied to. */
class UnfitSource extends Error {}

/** Copies one blob, hashed on the way. @param read is told of bytes as they are read */
export async function copyBlob(from: BlobStore, to: BlobStore, row: Pick<BlobRow, "sha256" | "size" | "expected">, read: (bytes: number) => void): Promise<"copied" | "not come" | Fault> {
  const { sha256, size } = row;
  if ((await from.sizeOf(sha256)) === null) return row.expected ? { kind: "missing", sha256, size, found: "nothing" } : "not come";
  try {
    await to.write(provenBytes(from, sha256, read));
    return "copied";
  } catch (error) {
    if (error instanceof UnfitSource) return { kind: "damaged", sha256, size, found: error.message };
    throw error;
  }
}

/** The bytes of a blob. Other ones, or none, end in an error, and so are not kept under any hash. */
async function* provenBytes(store: BlobStore, sha256: string, read: (bytes: number) => void): AsyncGenerator<Buffer> {
  const hash = nativeHash();
  try {
    for await (const bytes of (await store.read(sha256)) as AsyncIterable<Buffer>) {
      hash.update(bytes);
      read(bytes.length);
      yield bytes;
    }
  } catch (error) {
    throw new UnfitSource(error instanceof Error ? error.message : String(error), { cause: error });
  }
  if (hash.digest() !== sha256) throw new UnfitSource("other bytes");
}
