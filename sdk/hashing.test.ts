import { createHash, randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PassingHash, readPieces } from "./hashing.ts";
import { makeFolder } from "./testing.ts";

test("bytes are read from any place to any other", async () => {
  const bytes = randomBytes(3_500_000);
  const { path, remove } = await makeFolder({ "a.bin": bytes });
  const file = await open(join(path, "a.bin"));
  for (const [from, to] of [[0, 3_500_000], [1, 3_499_999], [1_048_576, 2_097_152], [3_499_999, 3_500_000], [7, 7]] as const) {
    const pieces: Buffer[] = [];
    for await (const piece of readPieces(file, to, from)) pieces.push(Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(bytes.subarray(from, to))).toBe(true);
  }
  await file.close();
  await remove();
});

test("bytes that pass again count once, and none may be left out", () => {
  const bytes = randomBytes(1000);
  const hash = new PassingHash();
  const passed = [[0, 400], [100, 300], [300, 700], [700, 700], [650, 1000], [0, 1000]].map(([from = 0, to = 0]) => hash.add(bytes.subarray(from, to), from));
  expect(passed).toEqual([400, 0, 300, 0, 300, 0]);
  expect(() => hash.add(bytes, 1001)).toThrow(/left out/);
  expect(hash.digest()).toBe(createHash("sha256").update(bytes).digest("hex"));
});
