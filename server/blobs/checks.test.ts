import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { blockBytes, gatherChecks } from "./checks.ts";

const content = randomBytes(3 * blockBytes + 777);

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
