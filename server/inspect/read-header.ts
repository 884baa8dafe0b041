import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import type { BlobStore } from "../blobs/store.ts";
import type { Database } from "../db/client.ts";
import { foundIn, saveInspections } from "./commands.ts";
import { inspect } from "./inspect.ts";
import { listUninspected } from "./queries.ts";
import type { ByteSource, Inflater } from "./source.ts";

const batchFiles = 100;
/** What was found is kept together until it is so much, in UTF-16 units: a transaction for each small file took longer than to look into it. */
const batchFound = 256 * 1024;
/** A file up to this size is read whole: most would be opened three times else. In bytes. */
const smallFile = 64 * 1024;

/**
 * Looks into the headers of those files of a version that nobody has looked into, and keeps what is found with their
 * bytes. Bytes that can't be read are left for another time.
 * @throws AggregateError when there are some, after all others have been looked into
 */
export async function inspectVersion({ db, store }: { db: Database; store: BlobStore }, versionId: string): Promise<void> {
  const unread: unknown[] = [];
  let found: string[] = [];
  let length = 0;
  const save = async () => {
    const saving = found;
    [found, length] = [[], 0];
    if (saving.length > 0) await saveInspections(db, `[${saving.join()}]`).catch((error: unknown) => unread.push(error));
  };
  let after = "";
  for (;;) {
    const files = await listUninspected(db, versionId, after, batchFiles);
    for (const { sha256, size, path } of files) {
      try {
        found.push(JSON.stringify(foundIn(sha256, await inspect(await sourceOf(store, sha256, size), path, inflater))));
        length += found.at(-1)!.length;
      } catch (error) {
        unread.push(error);
      }
      if (length > batchFound) await save();
    }
    await save();
    const last = files.at(-1);
    if (!last) break;
    after = last.sha256;
  }
  if (unread.length > 0) throw new AggregateError(unread, `${unread.length} files of the version ${versionId} could not be read`);
}

async function sourceOf(store: BlobStore, sha256: string, size: number): Promise<ByteSource> {
  if (size > smallFile) return { size, read: (start, length) => store.readRange(sha256, start, length) };
  const bytes = await store.readRange(sha256, 0, size);
  return { size, read: async (start, length) => bytes.subarray(start, start + length) };
}

const inflater: Inflater = {
  inflate(bytes, kind, most) {
    const options = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH };
    const ways = { zlib: inflateSync, raw: inflateRawSync, gzip: gunzipSync };
    return ways[kind](bytes, options);
  },
};
