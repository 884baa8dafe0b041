import { checksOf } from "../blobs/checks.ts";
import { markDamaged } from "../blobs/commands.ts";
import type { BlobStore } from "../blobs/store.ts";
import { DamagedBlob, verifiedRange } from "../blobs/verified-range.ts";
import type { Database } from "../db/client.ts";
import { log } from "../log.ts";
import { damaged, readChecks, type StoredFile } from "../versions/queries.ts";

/** Where the bytes are, and what is known of them. */
interface Place {
  db: Database;
  store: BlobStore;
}

/** Bytes that have proved to be right. */
export interface VerifiedBytes extends AsyncIterable<Buffer> {
  /** In order, once; each piece is overwritten when the next one is asked for. */
  [Symbol.asyncIterator](): AsyncIterator<Buffer>;
  /** Lets go of what they are read from, also where nobody has read. */
  close(): Promise<void>;
}

/**
 * Opens bytes of a file; each MiB is compared with its check before it is given out. The first one is read already when
 * this resolves, so that damage in it is still told in words.
 * @throws DomainError blob_damaged
 */
export async function openVerified({ db, store }: Place, file: StoredFile, { start, end }: { start: number; end: number }): Promise<VerifiedBytes> {
  const { sha256, size } = file;
  const { offset, length } = checksOf({ start, end });
  const checks = await readChecks(db, sha256, offset / 4, offset / 4 + length / 4 - 1);
  // What was stored before checks were kept is read as it is; the client compares the digest.
  const pieces = verifiedRange({ sha256, size, start, end, checks, open: (range) => store.open(sha256, range) });
  const next = async () => {
    try {
      return await pieces.next();
    } catch (error) {
      throw await explain(db, error, file);
    }
  };
  const first = await next();
  return {
    async *[Symbol.asyncIterator]() {
      for (let piece = first; !piece.done; piece = await next()) yield piece.value;
    },
    close: async () => void (await pieces.return()),
  };
}

/**
 * Bytes that are wrong are marked: they are refused from here on, and may be pushed again. Those that are gone are not,
 * because a disk that is not mounted would have them all marked.
 */
async function explain(db: Database, error: unknown, file: StoredFile): Promise<Error> {
  const gone = error instanceof Error && "code" in error && error.code === "ENOENT";
  if (!gone && !(error instanceof DamagedBlob)) return error instanceof Error ? error : new Error(String(error));
  log.error(`the stored bytes of ${file.sha256} (${file.path} of ${file.exact}) are ${gone ? "gone" : "damaged"}`, { error });
  if (!gone) await markDamaged(db, file.sha256);
  return damaged(file.path, file.exact);
}
