/** Reads a range of a blob, each MiB of it compared with its CRC before anybody sees it. */
import { crc32 } from "node:zlib";
import { blockBytes, checksOf, crcBytes } from "./checks.ts";
import { giveRoom, roomBytes, takeRoom } from "./rooms.ts";
import type { BlobReader } from "./store.ts";

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
  /** Of the blob's CRCs, those that checksOf() names; null where none were kept, and the bytes are read as they are. */
  checks: Buffer | null;
  /** Opens whole blocks: from the first byte of one to the last byte of another. */
  open: (range: { start: number; end: number }) => Promise<BlobReader>;
}

/**
 * Yields the wanted bytes, in pieces of at most a MiB, each only after its whole block has proved to be right. The next
 * block is read meanwhile.
 * @yields pieces that are overwritten when the next one is asked for
 * @throws DamagedBlob before a byte of a wrong block is yielded
 */
export async function* verifiedRange({ sha256, size, start, end, checks, open }: CheckedRange): AsyncGenerator<Buffer, void> {
  if (start < 0 || end >= size || start > end) throw new RangeError(`Bytes ${start} to ${end} do not lie within ${size}.`);
  const { offset, length } = checksOf({ start, end });
  if (checks && checks.length !== length) throw new RangeError(`${length} bytes of checks were expected, not ${checks.length}.`);
  const first = offset / crcBytes;
  const count = length / crcBytes;
  const from = first * blockBytes;
  const stop = Math.min(from + count * blockBytes, size);

  const reader = await open({ start: from, end: stop - 1 });
  const rooms = stop - from < roomBytes ? [Buffer.allocUnsafe(stop - from)] : Array.from({ length: Math.min(2, count) }, takeRoom);
  const read = (at: number) => reader.fill(rooms[at % 2]!.subarray(0, Math.min(blockBytes, stop - from - at * blockBytes)));
  let reading = read(0);
  try {
    for (let at = 0; at < count; at++) {
      const place = from + at * blockBytes;
      const block = rooms[at % 2]!.subarray(0, Math.min(blockBytes, stop - place));
      const filled = await reading;
      if (at + 1 < count) reading = read(at + 1);
      // Awaited in its turn; this only keeps a failure in between from counting as unhandled.
      reading.catch(() => {});
      if (filled < block.length) throw new DamagedBlob(sha256, first + at);
      if (checks && crc32(block) !== checks.readUInt32LE(at * crcBytes)) throw new DamagedBlob(sha256, first + at);
      yield block.subarray(Math.max(0, start - place), end + 1 - place);
    }
  } finally {
    // Neither the file nor the memory may be given away under a read.
    await reading.catch(() => {});
    await reader.close();
    for (const room of rooms) if (room.length === roomBytes) giveRoom(room);
  }
}
