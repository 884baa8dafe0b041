import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { blockBytes, checksOf, DamagedBlob, gatherChecks, verifiedRange } from "./checks.ts";

const content = randomBytes(3 * blockBytes + 777);
const sha256 = "ab".repeat(32);

function crcsOf(bytes: Buffer): number[] {
  return Array.from({ length: Math.ceil(bytes.length / blockBytes) }, (_, block) => crc32(bytes.subarray(block * blockBytes, (block + 1) * blockBytes)));
}

function gathered(bytes: Buffer, piece: number): Buffer {
  const checks = gatherChecks();
  for (let at = 0; at < bytes.length; at += piece) checks.update(bytes.subarray(at, at + piece));
  return checks.result();
}

const numbers = (checks: Buffer) => Array.from({ length: checks.length / 4 }, (_, index) => checks.readUInt32LE(index * 4));

describe("checks", () => {
  it.each([1000, 65_536, blockBytes, blockBytes + 1, content.length])("are one CRC-32 for each MiB, in pieces of %i bytes too", (piece) => {
    expect(numbers(gathered(content, piece))).toEqual(crcsOf(content));
  });

  it("are none for no bytes", () => {
    expect(gatherChecks().result().length).toBe(0);
  });

  it.each([0, 1, blockBytes - 1, blockBytes, blockBytes + 1, 2 * blockBytes, content.length])("go on after %i bytes as if they had not been put down", (bytes) => {
    const before = gatherChecks();
    before.update(content.subarray(0, bytes));
    const after = gatherChecks({ bytes, checks: before.save() });
    after.update(content.subarray(bytes));
    expect(numbers(after.result())).toEqual(crcsOf(content));
  });

  it("refuse a state that is not theirs", () => {
    expect(() => gatherChecks({ bytes: 2 * blockBytes, checks: "AAAAAA==" })).toThrow("do not belong");
  });
});

/** Reads `bytes` as a store would, in pieces of `piece` bytes. */
function reader(bytes: Buffer, piece: number) {
  return async ({ start, end }: { start: number; end: number }) => {
    if (start % blockBytes !== 0) throw new Error("a range must begin with a block");
    const wanted = bytes.subarray(start, end + 1);
    return Readable.from(Array.from({ length: Math.ceil(wanted.length / piece) }, (_, index) => wanted.subarray(index * piece, (index + 1) * piece)));
  };
}

function rangeOf(bytes: Buffer, start: number, end: number, piece = 65_536) {
  const { offset, length } = checksOf({ start, end });
  const checks = gathered(content, blockBytes).subarray(offset, offset + length);
  return { sha256, size: content.length, start, end, checks, read: reader(bytes, piece) };
}

describe("a range", () => {
  const last = content.length - 1;
  const ranges: [number, number][] = [
    [0, last],
    [0, 0],
    [last, last],
    [blockBytes - 1, blockBytes],
    [blockBytes, 2 * blockBytes - 1],
    [5, 3 * blockBytes + 5],
    [blockBytes + 10, blockBytes + 20],
  ];
  it.each(ranges)("from %i to %i is exactly those bytes, in pieces of at most a MiB", async (start, end) => {
    for (const piece of [1000, 65_536, blockBytes, 3 * blockBytes]) {
      const pieces: Buffer[] = [];
      for await (const bytes of verifiedRange(rangeOf(content, start, end, piece))) pieces.push(bytes);
      expect(Math.max(...pieces.map((bytes) => bytes.length))).toBeLessThanOrEqual(blockBytes);
      expect(Buffer.concat(pieces).equals(content.subarray(start, end + 1))).toBe(true);
    }
  });

  it("is cut off before the first byte of a damaged block, wherever in it the damage lies", async () => {
    const positions = [0, 1, 500_000, blockBytes - 1, blockBytes, 2 * blockBytes - 1, 3 * blockBytes, last];
    for (const at of positions) {
      const damaged = Buffer.from(content);
      damaged[at] = damaged[at]! ^ 1;
      const block = Math.floor(at / blockBytes);
      let received = 0;
      const receive = async () => {
        for await (const bytes of verifiedRange(rangeOf(damaged, 0, last, 100_000))) received += bytes.length;
      };
      await expect(receive()).rejects.toEqual(new DamagedBlob(sha256, block));
      expect(received).toBe(block * blockBytes);
    }
  });

  it("does not care for damage elsewhere", async () => {
    const damaged = Buffer.from(content);
    damaged[0] = damaged[0]! ^ 1;
    const pieces: Buffer[] = [];
    for await (const bytes of verifiedRange(rangeOf(damaged, blockBytes, last))) pieces.push(bytes);
    expect(Buffer.concat(pieces).equals(content.subarray(blockBytes))).toBe(true);
  });

  it.each([0, blockBytes, 2 * blockBytes + 5, last])("is damaged when the bytes end after %i", async (length) => {
    const receive = async () => {
      let received = 0;
      for await (const bytes of verifiedRange(rangeOf(content.subarray(0, length), 0, last))) received += bytes.length;
      return received;
    };
    await expect(receive()).rejects.toEqual(new DamagedBlob(sha256, Math.floor(length / blockBytes)));
  });

  it("must lie within the blob, and have the checks of its blocks", async () => {
    const all = rangeOf(content, 0, last);
    await expect(verifiedRange({ ...all, end: content.length }).next()).rejects.toThrow("within");
    await expect(verifiedRange({ ...all, checks: all.checks.subarray(4) }).next()).rejects.toThrow("expected");
  });
});
