import { gatherChecks } from "../blobs/checks.ts";
import { nativeHash } from "../blobs/hash.ts";
import type { BlobStore } from "../blobs/store.ts";
import { versionsThatNeed, type BlobRow } from "./blob-rows.ts";
import type { Executor } from "../db/client.ts";

/** What is wrong with a blob in a store. */
export interface Fault {
  kind: "missing" | "damaged";
  sha256: string;
  /** Bytes that it ought to have. */
  size: number;
  /** What was found instead, in a clause. */
  found: string;
}

/** A fault, and the versions that suffer from it. */
export type NeededFault = Fault & { versions: string[] };

/**
 * Reads a blob, and compares its size, its SHA-256 and its CRCs.
 * @param read is told of bytes as they are read
 * @returns null when all is well, or when its bytes have never come
 */
export async function checkBlob(store: BlobStore, row: BlobRow, read: (bytes: number) => void): Promise<Fault | null> {
  const { sha256, size } = row;
  const damaged = (found: string): Fault => ({ kind: "damaged", sha256, size, found });
  const held = await store.sizeOf(sha256);
  if (held === null) return row.expected ? { kind: "missing", sha256, size, found: "nothing" } : null;
  if (held !== size) return damaged(`${held} bytes instead of ${size}`);
  const hash = nativeHash();
  const checks = gatherChecks();
  try {
    for await (const bytes of (await store.read(sha256)) as AsyncIterable<Buffer>) {
      hash.update(bytes);
      checks.update(bytes);
      read(bytes.length);
    }
  } catch (error) {
    return damaged(`no way to read it: ${error instanceof Error ? error.message : String(error)}`);
  }
  const blocks = row.checks === null ? [] : differingBlocks(row.checks, checks.result());
  if (hash.digest() !== sha256) return damaged(blocks.length > 0 ? `other bytes in MiB ${blocks.join(", ")} (counted from 0)` : "other bytes");
  return blocks.length > 0 ? damaged("the right bytes, but other checks of them in the database") : null;
}

/** Reads once more those that were faulty, because they may have been removed or brought again meanwhile. */
export async function confirmFaults(db: Executor, store: BlobStore, faults: Fault[], rows: Map<string, BlobRow>): Promise<NeededFault[]> {
  const confirmed: NeededFault[] = [];
  for (const { sha256 } of faults.toSorted((one, other) => (one.sha256 < other.sha256 ? -1 : 1))) {
    const row = rows.get(sha256);
    const fault = row && (await checkBlob(store, row, () => {}));
    if (fault) confirmed.push({ ...fault, versions: await versionsThatNeed(db, sha256) });
  }
  return confirmed;
}

/** Which MiB have other CRCs, counted from 0; at most ten. */
function differingBlocks(expected: Buffer, found: Buffer): number[] {
  const crcBytes = 4;
  const blocks = Math.max(expected.length, found.length) / crcBytes;
  const differing: number[] = [];
  for (let block = 0; block < blocks && differing.length < 10; block++) {
    const at = block * crcBytes;
    if (!expected.subarray(at, at + crcBytes).equals(found.subarray(at, at + crcBytes))) differing.push(block);
  }
  return differing;
}
