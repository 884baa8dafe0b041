/** Bytes that come in several goes, in a bucket: a multipart upload at `incoming/<name>`, or one small object there. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type ListMultipartUploadsCommandOutput,
} from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import { arrivalLost, keepEvery, refuseExcess, untilFailure } from "./arrival.ts";
import { faultOf, type Bucket } from "./bucket.ts";
import { abortUpload, completeUpload, copyObject, createUpload, inParts, listParts, partBytesFor, sendPart, sizeAt, type Limits } from "./bucket-parts.ts";
import { gatherChecks } from "./checks.ts";
import type { Arrival, RunningHash, UploadedPart } from "./store.ts";

interface Append {
  arrival: Arrival;
  source: AsyncIterable<Buffer>;
  hash: RunningHash | null;
  keep: (arrival: Arrival) => Promise<void>;
}

/** What BlobStore.append() does, to the last whole part. */
export async function appendToUpload(bucket: Bucket, limits: Limits, { arrival, source, hash, keep }: Append): Promise<Arrival> {
  const checks = gatherChecks(arrival);
  await demandParts(bucket, limits, arrival);
  const partBytes = partBytesFor(arrival.size, limits);
  let taken = arrival.bytes;
  const take = (bytes: Buffer) => {
    taken += bytes.length;
    refuseExcess(arrival, taken);
    hash?.update(bytes);
    checks.update(bytes);
  };
  /** What the bucket has, and what of it has been kept. */
  let sent = arrival;
  let kept = arrival;
  const keepSent = async () => {
    if (kept !== sent) await keep(sent);
    kept = sent;
  };
  const send = async (part: Buffer, now: Pick<Arrival, "bytes" | "hash" | "checks">) => {
    sent = { ...sent, ...now, ...(await sendNext(bucket, sent, part)) };
    if (sent.bytes - kept.bytes >= keepEvery(arrival.size)) await keepSent();
  };

  let failure: Error | undefined;
  let sending = Promise.resolve();
  try {
    for await (const part of inParts(untilFailure(source, (error) => (failure = error)), () => partBytes, take)) {
      const whole = part.length === partBytes || taken === arrival.size;
      const now = { bytes: taken, hash: hash?.save() ?? null, checks: checks.save() };
      await sending;
      // S3 takes no small part before others: these bytes have to come again.
      if (!whole) break;
      sending = send(part, now);
      // Awaited before the next part; this only keeps a failure in between from counting as unhandled.
      sending.catch(() => {});
    }
  } finally {
    await sending.catch((error: Error) => (failure ??= error));
    await keepSent();
  }
  if (failure) throw failure;
  return sent;
}

/** Sends all there is as one object, or else the next part. */
async function sendNext(bucket: Bucket, arrival: Arrival, part: Buffer): Promise<Pick<Arrival, "upload" | "parts">> {
  const { client, ask, at } = bucket;
  const key = bucket.incoming + arrival.name;
  if (part.length === arrival.size) {
    await ask(client.send(new PutObjectCommand({ ...at(key), Body: part })));
    return {};
  }
  const upload = arrival.upload ?? (await createUpload(bucket, key));
  const parts = arrival.parts ?? [];
  return { upload, parts: [...parts, await sendPart(bucket, key, upload, parts.length + 1, part)] };
}

/** @throws Error with `code` "ARRIVAL_LOST" when the bucket no longer has the parts that were kept */
async function demandParts(bucket: Bucket, limits: Limits, arrival: Arrival): Promise<void> {
  if (arrival.upload === undefined) return;
  const held = await partsOf(bucket, limits, arrival.name, arrival.upload);
  const etags = new Map(held.map(({ number, etag }) => [number, etag]));
  if (arrival.parts?.some(({ number, etag }) => etags.get(number) !== etag)) {
    throw arrivalLost(arrival.name, "the bucket lost some of their parts");
  }
}

/** @throws Error with `code` "ARRIVAL_LOST" when there is no such upload */
export async function partsOf(bucket: Bucket, limits: Limits, name: string, upload: string): Promise<UploadedPart[]> {
  try {
    return await listParts(bucket, bucket.incoming + name, upload, limits);
  } catch (error) {
    throw faultOf(error) === "NoSuchUpload" ? arrivalLost(name, "the bucket ended their upload") : error;
  }
}

/** Puts the parts together, if there are any and it has not been done. @returns bytes; null when nothing is there */
export async function closeArrival(bucket: Bucket, arrival: Arrival): Promise<number | null> {
  const key = bucket.incoming + arrival.name;
  const { upload, parts = [] } = arrival;
  if (upload === undefined || parts.length === 0) return await sizeAt(bucket, key);
  try {
    await completeUpload(bucket, key, upload, parts);
  } catch (error) {
    throw faultOf(error) === "InvalidPart" ? arrivalLost(arrival.name, "the bucket lost some of their parts") : error;
  }
  return await sizeAt(bucket, key);
}

export async function readArrivalObject(bucket: Bucket, arrival: Arrival): Promise<Readable> {
  if (arrival.size === 0) return Readable.from([]);
  if ((await closeArrival(bucket, arrival)) === null) throw arrivalLost(arrival.name, "the bucket has no such object");
  const { Body } = await bucket.ask(bucket.client.send(new GetObjectCommand(bucket.at(bucket.incoming + arrival.name))));
  if (!(Body instanceof Readable)) throw new Error("The bucket answered without bytes.");
  return Body;
}

export async function finishArrival(bucket: Bucket, limits: Limits, arrival: Arrival, blob: { sha256: string; size: number }): Promise<void> {
  const { client, ask, at } = bucket;
  const key = bucket.incoming + arrival.name;
  const to = bucket.keyOf(blob.sha256);
  if (blob.size === 0) {
    await ask(client.send(new PutObjectCommand({ ...at(to), Body: Buffer.alloc(0) })));
    return await dropArrival(bucket, limits, arrival.name);
  }
  const size = await closeArrival(bucket, arrival);
  if (size === null) {
    // Done before: what is left under the hash is what was copied there.
    if ((await sizeAt(bucket, to)) === blob.size) return;
    throw arrivalLost(arrival.name, "the bucket has no such object");
  }
  if (size !== blob.size) throw new Error(`${size} bytes of ${arrival.name} came, and not ${blob.size}.`);
  await copyObject(bucket, key, to, size, limits);
  await ask(client.send(new DeleteObjectCommand(at(key))));
}

export async function dropArrival(bucket: Bucket, limits: Limits, name: string): Promise<void> {
  const key = bucket.incoming + name;
  for await (const upload of listUploads(bucket, key, limits)) if (upload.key === key) await abortUpload(bucket, key, upload.id);
  await bucket.ask(bucket.client.send(new DeleteObjectCommand(bucket.at(key))));
}

/**
 * Multipart uploads that have not been completed, of keys that begin with `prefix`. A key has one, or several after a
 * crash; where a page ends between those, the next call finds the rest.
 */
export async function* listUploads({ client, ask, name }: Bucket, prefix: string, { page }: Limits): AsyncGenerator<{ key: string; id: string; startedAt: Date }> {
  let KeyMarker: string | undefined;
  do {
    const command = new ListMultipartUploadsCommand({ Bucket: name, Prefix: prefix, MaxUploads: page, KeyMarker });
    const answer: ListMultipartUploadsCommandOutput = await ask(client.send(command));
    for (const { Key, UploadId, Initiated } of answer.Uploads ?? []) {
      if (Key !== undefined && UploadId !== undefined) yield { key: Key, id: UploadId, startedAt: Initiated ?? new Date(0) };
    }
    KeyMarker = answer.IsTruncated ? answer.NextKeyMarker : undefined;
  } while (KeyMarker !== undefined);
}
