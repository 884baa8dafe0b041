/** Large objects in a bucket: sent in parts, put together, copied. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { faultOf, type Bucket } from "./bucket.ts";
import type { UploadedPart } from "./store.ts";

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

/** Limits of S3's own, or smaller ones for tests. */
export interface Limits {
  /** Bytes of a part, at least (S3 takes no smaller ones than 5 MiB, but for the last). */
  partBytes: number;
  /** Bytes that one copy may have. */
  copyBytes: number;
  /** Entries that one listing may have. */
  page: number;
}

export const s3Limits: Limits = { partBytes: 8 * mebibyte, copyBytes: 5 * gibibyte, page: 1000 };

const mostParts = 10_000;
const copiesAtOnce = 4;

/** Bytes of each part of an object of `size` bytes, in whole MiB. */
export function partBytesFor(size: number, { partBytes }: Limits): number {
  return Math.max(partBytes, Math.ceil(size / mostParts / mebibyte) * mebibyte);
}

/** The same where the size is not known: every thousand parts they double, so that 8 TiB go into 10,000. */
export function growingPartBytes(number: number, { partBytes }: Limits): number {
  return partBytes * 2 ** Math.floor((number - 1) / 1000);
}

/**
 * Copies a source into parts, the last one shorter; none for no bytes. Two buffers take turns: a part is overwritten
 * while the one after the next is read, so it must have been sent by then.
 * @param bytesOf how many bytes the part with this number has; parts count from 1
 * @param taken is given every byte before its part is yielded, and none beyond
 */
export async function* inParts(
  source: AsyncIterable<Buffer>,
  bytesOf: (number: number) => number,
  taken: (bytes: Buffer) => void,
): AsyncGenerator<Buffer> {
  let number = 1;
  let [part, other] = [Buffer.alloc(0), Buffer.alloc(0)];
  let filled = 0;
  for await (const bytes of source) {
    for (let rest = bytes; rest.length > 0; ) {
      if (filled === 0 && part.length !== bytesOf(number)) part = Buffer.allocUnsafeSlow(bytesOf(number));
      const piece = rest.subarray(0, part.length - filled);
      part.set(piece, filled);
      taken(piece);
      filled += piece.length;
      rest = rest.subarray(piece.length);
      if (filled < part.length) continue;
      yield part;
      [part, other] = [other, part];
      filled = 0;
      number++;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/** @returns the upload's id */
export async function createUpload({ client, ask, at }: Bucket, key: string): Promise<string> {
  const { UploadId } = await ask(client.send(new CreateMultipartUploadCommand(at(key))));
  if (UploadId === undefined) throw new Error("The bucket gave no id for a multipart upload. Is it an S3 bucket?");
  return UploadId;
}

export async function sendPart({ client, ask, at }: Bucket, key: string, UploadId: string, PartNumber: number, Body: Buffer): Promise<UploadedPart> {
  const { ETag } = await ask(client.send(new UploadPartCommand({ ...at(key), UploadId, PartNumber, Body })));
  return { number: PartNumber, size: Body.length, etag: ETag ?? "" };
}

export async function listParts({ client, ask, at }: Bucket, key: string, UploadId: string, { page }: Limits): Promise<UploadedPart[]> {
  const found: UploadedPart[] = [];
  let marker: string | undefined;
  do {
    const answer = await ask(client.send(new ListPartsCommand({ ...at(key), UploadId, MaxParts: page, PartNumberMarker: marker })));
    for (const { PartNumber = 0, Size = 0, ETag = "" } of answer.Parts ?? []) found.push({ number: PartNumber, size: Size, etag: ETag });
    marker = answer.IsTruncated ? answer.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return found;
}

/** @returns false when there is no such upload, as when it has been completed before */
export async function completeUpload({ client, ask, at }: Bucket, key: string, UploadId: string, parts: UploadedPart[]): Promise<boolean> {
  const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
  try {
    await ask(client.send(new CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts } })));
    return true;
  } catch (error) {
    if (faultOf(error) === "NoSuchUpload") return false;
    throw error;
  }
}

export async function abortUpload({ client, ask, at }: Bucket, key: string, UploadId: string): Promise<void> {
  try {
    await ask(client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId })));
  } catch (error) {
    if (faultOf(error) !== "NoSuchUpload") throw error;
  }
}

/** Bytes; null when the bucket holds no such object. */
export async function sizeAt({ client, ask, at }: Bucket, key: string): Promise<number | null> {
  try {
    return (await ask(client.send(new HeadObjectCommand(at(key))))).ContentLength ?? 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Copies within the bucket: the bytes don't come here. */
export async function copyObject(bucket: Bucket, from: string, to: string, size: number, { copyBytes }: Limits): Promise<void> {
  const { client, ask, at, name } = bucket;
  const CopySource = `${name}/${from.split("/").map(encodeURIComponent).join("/")}`;
  if (size <= copyBytes) return void (await ask(client.send(new CopyObjectCommand({ ...at(to), CopySource }))));

  const UploadId = await createUpload(bucket, to);
  const each = Math.max(Math.min(gibibyte, copyBytes), Math.ceil(size / mostParts));
  const starts = Array.from({ length: Math.ceil(size / each) }, (_, index) => index * each);
  const parts: UploadedPart[] = [];
  const waiting = starts.entries();
  const work = async () => {
    for (const [index, start] of waiting) {
      const end = Math.min(start + each, size) - 1;
      const command = new UploadPartCopyCommand({ ...at(to), UploadId, CopySource, PartNumber: index + 1, CopySourceRange: `bytes=${start}-${end}` });
      const { CopyPartResult } = await ask(client.send(command));
      parts[index] = { number: index + 1, size: end - start + 1, etag: CopyPartResult?.ETag ?? "" };
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: copiesAtOnce }, work));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) {
    await abortUpload(bucket, to, UploadId);
    throw failed.reason;
  }
  // An answer that was lost on the way makes the second try find no upload, and the object in its place.
  if (await completeUpload(bucket, to, UploadId, parts)) return;
  if ((await sizeAt(bucket, to)) !== size) throw new Error(`The bucket lost the copy of ${from} before it was whole. Try again.`);
}
