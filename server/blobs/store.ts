/** What a place for bytes can do. Two keep this promise: a folder (file-store.ts) and an S3 bucket (bucket-store.ts). */
import type { Readable } from "node:stream";

export interface StoredBlob {
  /** 64 lower-case hex digits. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** One CRC-32 (zlib.crc32) for each MiB of the bytes, the last one shorter: 4 bytes each, little endian. */
  checks: Buffer;
}

/**
 * Bytes that come in several goes, as the store needs to know them to go on. It goes through JSON unharmed: the caller
 * keeps it in Postgres. What the store holds beyond it is forgotten when the bytes go on.
 */
export interface Arrival {
  /** Of the store's own choosing: letters, digits and hyphens. */
  name: string;
  /** Bytes that were announced. */
  size: number;
  /** Bytes that have come and are durable. */
  bytes: number;
  /** The hash after these bytes, as `RunningHash.save()` gives it; null when it can't be saved. */
  hash: string | null;
  /** The CRCs after these bytes, as `Checks.save()` gives them. */
  checks: string;
  /** Only in a bucket: the parts that it has; `size` in bytes. */
  parts?: UploadedPart[];
  /** Only in a bucket: the multipart upload's id. */
  upload?: string;
}

/** One part of a multipart upload; `number` counts from 1, `size` is in bytes. */
export interface UploadedPart {
  number: number;
  size: number;
  etag: string;
}

/** A SHA-256 in the making. */
export interface RunningHash {
  update(bytes: Uint8Array): void;
  /** Its state, for later; null when this kind can't be saved. */
  save(): string | null;
  /** 64 lower-case hex digits. Nothing can be added afterwards. */
  digest(): string;
}

/** Bytes of a blob, read in order into memory of the caller's. */
export interface BlobReader {
  /**
   * Reads the next bytes. One call at a time.
   * @returns how many were read: as many as there is room for, fewer only where they end
   */
  fill(room: Buffer): Promise<number>;
  /** Lets go of what is read from; a call of fill() has to have ended. */
  close(): Promise<void>;
}

/**
 * Where bytes are kept, once each, under their SHA-256. What is full rejects with an error whose `code` is "ENOSPC";
 * bytes that are not there, with one whose `code` is "ENOENT".
 */
export interface BlobStore {
  readonly kind: "fs" | "s3";
  /**
   * Keeps the bytes of `source`, hashed as they arrive; each piece is done with when the next one is asked for. They are written also when the store holds them already. They
   * are durable under their hash when this resolves; when it rejects, nothing is left.
   */
  write(source: AsyncIterable<Buffer>): Promise<StoredBlob>;
  /** The same for many small ones at once, which the caller has hashed. */
  writeBatch(blobs: readonly { sha256: string; bytes: Buffer }[]): Promise<void>;
  /** Opens the bytes, then streams those from `start` to `end`, both included; all of them without a range. */
  read(sha256: string, range?: { start: number; end: number }): Promise<Readable>;
  /** Opens those from `start` to `end`, both included, for reading without a new buffer for every piece. */
  open(sha256: string, range: { start: number; end: number }): Promise<BlobReader>;
  /** `length` bytes from `start` on; fewer where the bytes end. */
  readRange(sha256: string, start: number, length: number): Promise<Buffer>;
  /** Bytes; null when the store does not hold it. */
  sizeOf(sha256: string): Promise<number | null>;
  /** No error when it is not there. */
  remove(sha256: string): Promise<void>;
  /** Everything held, ascending by hash, from the first one after `after` on. */
  list(after?: string): AsyncIterable<{ sha256: string; size: number }>;

  /** Opens an arrival for bytes that come in several goes. @param size how many are announced */
  begin(size: number): Promise<Arrival>;
  /**
   * Appends from `arrival.bytes` on; each piece of the source is done with when the next one is asked for. `keep` is called with the arrival as it is whenever more of it has become durable
   * (about every 16 MiB), one call at a time and in order. When the source ends or fails, what has come is made durable
   * as far as can be (in a folder to the byte, in a bucket to the last whole part) and kept; then its failure is thrown.
   * Only one append may run for an arrival at a time: the caller sees to it.
   * @param hash is given every byte, and its state is kept; null leaves hashing to later
   * @throws Error with `code` "ARRIVAL_LOST" when the store no longer has the arrival's bytes: begin again; Error when
   *   more bytes come than were announced
   */
  append(
    arrival: Arrival,
    source: AsyncIterable<Buffer>,
    hash: RunningHash | null,
    keep: (arrival: Arrival) => Promise<void>,
  ): Promise<Arrival>;
  /**
   * Streams the arrival's bytes, to hash them where the hash was lost. A bucket closes the arrival for this: nothing
   * can be appended afterwards.
   * @throws Error with `code` "ARRIVAL_LOST", as append()
   */
  readArrival(arrival: Arrival): Promise<Readable>;
  /**
   * Moves the arrival under its hash: durable when it resolves. Repeating it, also after a crash, is fine.
   * @throws Error when it holds another number of bytes; Error with `code` "ARRIVAL_LOST", as append()
   */
  finish(arrival: Arrival, blob: { sha256: string; size: number }): Promise<void>;
  /** Forgets the arrival and its bytes. No error when they are not there. */
  drop(arrival: Pick<Arrival, "name">): Promise<void>;
  /**
   * Everything on its way in that the store holds, what write() is receiving included, for those who clear up what nobody
   * will finish. A name may come twice.
   */
  arrivals(): AsyncIterable<{ name: string; modifiedAt: Date }>;

  /** How clients reach the bytes without us; null where they can't. */
  direct: Direct | null;

  /** Ends what goes on in the background. Nothing may be asked of the store afterwards. */
  close(): Promise<void>;
}

/** Clients send to the bucket and read from it by presigned URLs. */
export interface Direct {
  /** Bytes of each part but the last: at least 5 MiB, and large enough that 10,000 parts suffice. */
  partBytes(size: number): number;
  begin(size: number): Promise<Arrival>;
  /** URLs to PUT these parts to, good for an hour. */
  signParts(arrival: Arrival, numbers: number[]): Promise<string[]>;
  /** What the bucket has, ascending. */
  parts(arrival: Arrival): Promise<UploadedPart[]>;
  /**
   * Puts the parts together. Their digest is not known yet: hash readArrival(), then finish(). Repeating it, also after
   * a crash, is fine.
   * @returns how many bytes there are in all
   * @throws Error with `code` "ARRIVAL_LOST", as append()
   */
  complete(arrival: Arrival): Promise<{ size: number }>;
  /**
   * A URL to GET the bytes from, also in ranges.
   * @param options.disposition the Content-Disposition that the bucket shall answer with
   * @param options.seconds how long it is good for, at most a week
   */
  signRead(sha256: string, options: { disposition: string; seconds: number }): Promise<string>;
}
