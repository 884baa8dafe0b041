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
 */
export async function inspectVersion({ db, store }: { db: Database; store: BlobStore }, versionId: string): Promise<void> {
  let after = "";
  for (;;) {
    const files = await listUninspected(db, versionId, after, batchFiles);
    for (const { sha256, size, path } of files) {
      await saveInspection(db, sha256, await inspect(sourceOf(store, sha256, size), path, inflater));
    }
    const last = files.at(-1);
    if (!last) return;
    after = last.sha256;
  }
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
