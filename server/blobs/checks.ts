/**
 * The CRCs that lie beside a blob's row: one CRC-32 for each MiB, so that any range can be checked before it is served
 * without reading the rest.
 */
import { crc32 } from "node:zlib";

/** How many bytes one CRC stands for. */
export const blockBytes = 1024 * 1024;

/** The bytes of one CRC. */
export const crcBytes = 4;

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
