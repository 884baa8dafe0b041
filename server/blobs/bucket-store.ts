import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { newArrival } from "./arrival.ts";
import { openBucket, type Bucket, type BucketSettings } from "./bucket.ts";
import { appendToUpload, dropArrival, finishArrival, listUploads, readArrivalObject } from "./bucket-arrival.ts";
import { openDirect } from "./bucket-direct.ts";
import { abortUpload, completeUpload, copyObject, createUpload, growingPartBytes, inParts, s3Limits, sendPart, sizeAt, type Limits } from "./bucket-parts.ts";
import { gatherChecks } from "./checks.ts";
import { nativeHash } from "./hash.ts";
import type { BlobReader, BlobStore, StoredBlob, UploadedPart } from "./store.ts";

/** How many small objects are sent at once. */
const batchWidth = 16;

/**
 * A store in an S3 bucket: `<prefix>sha256/ab/cdef…` for what is kept, `<prefix>incoming/` for what is arriving.
 * @throws Error that says what to set, when the bucket can't be reached or used
 */
export async function openBucketStore(settings: BucketSettings, limits: Limits = s3Limits): Promise<BlobStore> {
  const bucket = await openBucket(settings);
  const { client, ask, at, keyOf } = bucket;
  const get = async (sha256: string, range?: { start: number; end: number }) => {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const { Body } = await ask(client.send(new GetObjectCommand({ ...at(keyOf(sha256)), Range })));
    if (!(Body instanceof Readable)) throw new Error("The bucket answered without bytes.");
    return Body;
  };

  return {
    kind: "s3",
    direct: openDirect(bucket, limits),
    write: (source) => writeParts(bucket, limits, source),
    async writeBatch(blobs) {
      const waiting = blobs.values();
      const work = async () => {
        for (const { sha256, bytes } of waiting) await ask(client.send(new PutObjectCommand({ ...at(keyOf(sha256)), Body: bytes })));
      };
      await Promise.all(Array.from({ length: batchWidth }, work));
    },
    read: get,
    open: async (sha256, range) => readerOf(await get(sha256, range)),
    async readRange(sha256, start, length) {
      const size = await sizeAt(bucket, keyOf(sha256));
      const end = Math.min(start + length, size ?? 0) - 1;
      // S3 has no range of no bytes; a blob that is not there is missed by get().
      return size !== null && end < start ? Buffer.alloc(0) : await buffer(await get(sha256, { start, end }));
    },
    sizeOf: (sha256) => sizeAt(bucket, keyOf(sha256)),
    async remove(sha256) {
      await ask(client.send(new DeleteObjectCommand(at(keyOf(sha256)))));
    },
    async *list(after) {
      for await (const { key, size } of listObjects(bucket, bucket.kept, limits, after && keyOf(after))) {
        const [, folder, name] = /^([0-9a-f]{2})\/([0-9a-f]{62})$/.exec(key) ?? [];
        if (folder && name) yield { sha256: folder + name, size };
      }
    },

    begin: async (size) => newArrival(randomUUID(), size),
    append: (arrival, source, hash, keep) => appendToUpload(bucket, limits, { arrival, source, hash, keep }),
    readArrival: (arrival) => readArrivalObject(bucket, arrival),
    finish: (arrival, blob) => finishArrival(bucket, limits, arrival, blob),
    drop: ({ name }) => dropArrival(bucket, limits, name),
    async *arrivals() {
      for await (const { key, startedAt } of listUploads(bucket, bucket.incoming, limits)) {
        yield { name: key.slice(bucket.incoming.length), modifiedAt: startedAt };
      }
      for await (const { key, modifiedAt } of listObjects(bucket, bucket.incoming, limits)) yield { name: key, modifiedAt };
    },
    async close() {},
  };
}

/** What BlobStore.write() does: small ones go straight under their hash, larger ones in parts beside it, and are then copied. */
async function writeParts(bucket: Bucket, limits: Limits, source: AsyncIterable<Buffer>): Promise<StoredBlob> {
  const { client, ask, at, keyOf, incoming } = bucket;
  const hash = nativeHash();
  const checks = gatherChecks();
  let size = 0;
  const take = (bytes: Buffer) => {
    hash.update(bytes);
    checks.update(bytes);
    size += bytes.length;
  };
  const blob = () => ({ sha256: hash.digest(), size, checks: checks.result() });

  const key = incoming + randomUUID();
  const parts: UploadedPart[] = [];
  let upload: string | undefined;
  let isWhole = false;
  let sending = Promise.resolve();
  const send = async (part: Buffer) => {
    upload ??= await createUpload(bucket, key);
    parts.push(await sendPart(bucket, key, upload, parts.length + 1, part));
  };
  try {
    for await (const part of inParts(source, (number) => growingPartBytes(number, limits), take)) {
      await sending;
      if (upload === undefined && part.length < limits.partBytes) {
        const small = blob();
        await ask(client.send(new PutObjectCommand({ ...at(keyOf(small.sha256)), Body: part })));
        return small;
      }
      sending = send(part);
      // Awaited before the next part; this only keeps a failure in between from counting as unhandled.
      sending.catch(() => {});
    }
    await sending;
    const stored = blob();
    if (upload === undefined) {
      await ask(client.send(new PutObjectCommand({ ...at(keyOf(stored.sha256)), Body: Buffer.alloc(0) })));
      return stored;
    }
    isWhole = await completeUpload(bucket, key, upload, parts);
    await copyObject(bucket, key, keyOf(stored.sha256), size, limits);
    return stored;
  } finally {
    await sending.catch(() => {});
    // What can't be removed now is among the arrivals, and so is cleared up with what others left behind.
    if (upload !== undefined && !isWhole) await abortUpload(bucket, key, upload).catch(() => {});
    if (upload !== undefined) await ask(client.send(new DeleteObjectCommand(at(key)))).catch(() => {});
  }
}

/** Objects whose keys begin with `prefix`, ascending; the keys without it. @param after a whole key */
async function* listObjects({ client, ask, name }: Bucket, prefix: string, { page }: Limits, after?: string): AsyncGenerator<{ key: string; size: number; modifiedAt: Date }> {
  let ContinuationToken: string | undefined;
  do {
    const answer = await ask(client.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, MaxKeys: page, StartAfter: after, ContinuationToken })));
    for (const { Key = "", Size = 0, LastModified = new Date(0) } of answer.Contents ?? []) {
      yield { key: Key.slice(prefix.length), size: Size, modifiedAt: LastModified };
    }
    ContinuationToken = answer.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}

function readerOf(stream: Readable): BlobReader {
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);
  return {
    async fill(room) {
      let filled = 0;
      while (filled < room.length) {
        if (rest.length === 0) {
          const next = await pieces.next();
          if (next.done) break;
          rest = next.value;
        }
        const copied = rest.copy(room, filled);
        filled += copied;
        rest = rest.subarray(copied);
      }
      return filled;
    },
    async close() {
      // Also one that nobody has read from.
      stream.destroy();
    },
  };
}
