import { Readable } from "node:stream";
import { checksOf, DamagedBlob, verifiedRange } from "../blobs/checks.ts";
import { markDamaged } from "../blobs/commands.ts";
import type { BlobStore } from "../blobs/store.ts";
import type { Database } from "../db/client.ts";
import { damaged, readChecks, type StoredFile } from "../versions/queries.ts";

/** Where the bytes are, and what is known of them. */
interface Place {
  db: Database;
  store: BlobStore;
}

/**
 * Opens bytes of a file; each MiB is compared with its check before it is given out. The first one is read already when
 * this resolves, so that damage in it is still told in words.
 * @throws DomainError blob_damaged
 */
export async function openVerified({ db, store }: Place, file: StoredFile, { start, end }: { start: number; end: number }): Promise<Readable> {
  const { sha256, size } = file;
  const { offset, length } = checksOf({ start, end });
  const checks = await readChecks(db, sha256, offset / 4, offset / 4 + length / 4 - 1);
  // What was stored before checks were kept is read as it is; the client compares the digest.
  const source = checks
    ? verifiedRange({ sha256, size, start, end, checks, read: (range) => store.read(sha256, range) })
    : ((await store.read(sha256, { start, end })) as AsyncIterable<Buffer>);
  const pieces = source[Symbol.asyncIterator]();
  const first = await pieces.next().catch(async (error: unknown) => {
    throw await explain(db, error, file);
  });
  const stream = Readable.from(restOf(first, pieces, (error) => explain(db, error, file)), { objectMode: false, highWaterMark: 1024 * 1024 });
  // Also of one that nobody has read from: what it reads from is let go.
  return stream.once("close", () => void letGo(pieces));
}

async function* restOf(
  first: IteratorResult<Buffer>,
  pieces: AsyncIterator<Buffer>,
  explainFailure: (error: unknown) => Promise<Error>,
): AsyncGenerator<Buffer> {
  try {
    for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value;
  } catch (error) {
    throw await explainFailure(error);
  }
}

async function letGo(pieces: AsyncIterator<Buffer>): Promise<void> {
  await pieces.return?.().catch(() => {});
}

/**
 * Bytes that are wrong are marked: they are refused from here on, and may be pushed again. Those that are gone are not,
 * because a disk that is not mounted would have them all marked.
 */
async function explain(db: Database, error: unknown, file: StoredFile): Promise<Error> {
  const gone = error instanceof Error && "code" in error && error.code === "ENOENT";
  if (!gone && !(error instanceof DamagedBlob)) return error instanceof Error ? error : new Error(String(error));
  console.error(`the stored bytes of ${file.sha256} (${file.path} of ${file.exact}) are ${gone ? "gone" : "damaged"}:`, error);
  if (!gone) await markDamaged(db, file.sha256);
  return damaged(file.path, file.exact);
}
