import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import type { BlobStore } from "../blobs/store.ts";
import type { Database } from "../db/client.ts";
import { saveInspection } from "./commands.ts";
import { inspect } from "./inspect.ts";
import { listUninspected } from "./queries.ts";
import type { ByteSource, Inflater } from "./source.ts";

const batchFiles = 100;

/**
 * Looks into the headers of those files of a version that nobody has looked into, and keeps what is found with their
 * bytes. Bytes that can't be read are left for another time.
 * @throws AggregateError when there are some, after all others have been looked into
 */
export async function inspectVersion({ db, store }: { db: Database; store: BlobStore }, versionId: string): Promise<void> {
  const unread: unknown[] = [];
  let after = "";
  for (;;) {
    const files = await listUninspected(db, versionId, after, batchFiles);
    for (const { sha256, size, path } of files) {
      try {
        await saveInspection(db, sha256, await inspect(sourceOf(store, sha256, size), path, inflater));
      } catch (error) {
        unread.push(error);
      }
    }
    const last = files.at(-1);
    if (!last) break;
    after = last.sha256;
  }
  if (unread.length > 0) throw new AggregateError(unread, `${unread.length} files of the version ${versionId} could not be read`);
}

function sourceOf(store: BlobStore, sha256: string, size: number): ByteSource {
  return { size, read: (start, length) => store.readRange(sha256, start, length) };
}

const inflater: Inflater = {
  inflate(bytes, kind, most) {
    const options = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH };
    const ways = { zlib: inflateSync, raw: inflateRawSync, gzip: gunzipSync };
    return ways[kind](bytes, options);
  },
};
