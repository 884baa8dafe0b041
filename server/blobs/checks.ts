/**
 * The CRCs that lie beside a blob's row: one CRC-32 for each MiB, so that any range can be checked before it is served
 * without reading the rest.
 */
import { crc32 } from "node:zlib";

/** How many bytes one CRC stands for. */
export const blockBytes = 1024 * 1024;

const crcBytes = 4;

/** CRCs in the making, over pieces of any size. */
export interface Checks {
  update(bytes: Uint8Array): void;
  /** The state, for gatherChecks(): base64. */
  save(): string;
  /** The CRCs of all bytes so far, the last one of a shorter block: 4 bytes each, little endian. */
  result(): Buffer;
}

/**
 * @param saved the bytes that were gathered before, and what save() gave after them
 * @throws Error when the two don't belong together
 */
export function gatherChecks(saved: { bytes: number; checks: string } = { bytes: 0, checks: "" }): Checks {
  // Whole blocks' CRCs, then the running one of the block that is not whole.
  let crcs = Buffer.from(saved.checks, "base64");
  let bytes = saved.bytes;
  if (crcs.length !== lengthAfter(bytes)) throw new Error(`The saved checks do not belong to the first ${bytes} bytes.`);
  let crc = bytes % blockBytes === 0 ? 0 : crcs.readUInt32LE(crcs.length - crcBytes);

  const result = () => crcs.subarray(0, lengthAfter(bytes));
  return {
    update(piece) {
      for (let at = 0; at < piece.length; ) {
        const inBlock = bytes % blockBytes;
        const part = piece.subarray(at, at + blockBytes - inBlock);
        crc = crc32(part, inBlock === 0 ? 0 : crc);
        bytes += part.length;
        at += part.length;
        if (crcs.length < lengthAfter(bytes)) crcs = Buffer.concat([crcs], Math.max(1024, crcs.length * 2));
        crcs.writeUInt32LE(crc, lengthAfter(bytes) - crcBytes);
      }
    },
    save: () => result().toString("base64"),
    result: () => Buffer.from(result()),
  };
}

function lengthAfter(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * crcBytes;
}

/** Where the CRCs of a range lie among those of the blob: an offset and a length, both in bytes. */
export function checksOf({ start, end }: { start: number; end: number }): { offset: number; length: number } {
  const first = Math.floor(start / blockBytes);
  return { offset: first * crcBytes, length: (Math.floor(end / blockBytes) - first + 1) * crcBytes };
}

/** The bytes that the store gives are others than it was given: they must not be served. */
export class DamagedBlob extends Error {
  override readonly name = "DamagedBlob";
  readonly sha256: string;
  /** Counts from 0; a block is a MiB. */
  readonly block: number;

  constructor(sha256: string, block: number) {
    super(`The stored bytes of ${sha256} are damaged in their MiB number ${block}. Restore them from a backup.`);
    this.sha256 = sha256;
    this.block = block;
  }
}

export interface CheckedRange {
  sha256: string;
  /** Bytes of the whole blob. */
  size: number;
  /** The first and the last byte wanted. */
  start: number;
  end: number;
  /** Of the blob's CRCs, those that checksOf() names. */
  checks: Buffer;
  /** Reads whole blocks: from the first byte of one to the last byte of another. */
  read: (range: { start: number; end: number }) => Promise<AsyncIterable<Buffer>>;
}

/**
 * Yields the wanted bytes, in pieces of at most a MiB, each only after its whole block has proved to be right.
 * @throws DamagedBlob before a byte of a wrong block is yielded
 */
export async function* verifiedRange({ sha256, size, start, end, checks, read }: CheckedRange): AsyncGenerator<Buffer> {
  if (start < 0 || end >= size || start > end) throw new RangeError(`Bytes ${start} to ${end} do not lie within ${size}.`);
  const { offset, length } = checksOf({ start, end });
  if (checks.length !== length) throw new RangeError(`${length} bytes of checks were expected, not ${checks.length}.`);
  const first = offset / crcBytes;
  const stop = Math.min((first + length / crcBytes) * blockBytes, size);

  let at = first * blockBytes;
  let block = first;
  let crc = 0;
  let held: Buffer[] = [];
  for await (const bytes of await read({ start: at, end: stop - 1 })) {
    for (let rest = bytes; rest.length > 0; ) {
      const blockStop = Math.min((block + 1) * blockBytes, stop);
      const piece = rest.subarray(0, blockStop - at);
      if (piece.length === 0) throw new DamagedBlob(sha256, block);
      rest = rest.subarray(piece.length);
      crc = crc32(piece, crc);
      held.push(piece);
      at += piece.length;
      if (at < blockStop) continue;
      if (crc !== checks.readUInt32LE((block - first) * crcBytes)) throw new DamagedBlob(sha256, block);
      yield* within(held, blockStop, start, end + 1);
      block++;
      crc = 0;
      held = [];
    }
  }
  if (at < stop) throw new DamagedBlob(sha256, block);
}

/** Of pieces that end at `stop`, what lies from `from` to before `to`. */
function* within(pieces: Buffer[], stop: number, from: number, to: number): Generator<Buffer> {
  let at = stop - pieces.reduce((sum, piece) => sum + piece.length, 0);
  for (const piece of pieces) {
    const wanted = piece.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += piece.length;
    if (wanted.length > 0) yield wanted;
  }
}
