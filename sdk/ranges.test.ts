import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { readInRanges } from "./ranges.ts";

const source = randomBytes(50_000_001);
const { signal } = new AbortController();

test.each([0, 1_000_000, 49_999_999])("pieces come in their order, whatever order they arrive in: from byte %i", async (from) => {
  const taken: Buffer[] = [];
  let underWay = 0;
  let most = 0;
  await readInRanges({ from, to: source.length }, {
    signal,
    async fetch(stretch, bytes) {
      most = Math.max(most, ++underWay);
      expect(bytes.length).toBe(stretch.to - stretch.from);
      await sleep(Math.random() * 10);
      source.copy(bytes, 0, stretch.from, stretch.to);
      underWay--;
    },
    async take(bytes) {
      await sleep(1);
      taken.push(Buffer.from(bytes));
    },
  });
  expect(Buffer.concat(taken).equals(source.subarray(from))).toBe(true);
  expect(most).toBe(Math.min(4, Math.ceil((source.length - from) / 2 ** 23)));
});

test("a piece that fails ends all of them, after those before it were taken", async () => {
  const failure = new Error("no");
  let taken = 0;
  let stopped = 0;
  const reading = readInRanges({ from: 0, to: source.length }, {
    signal,
    async fetch({ from }, _, stop) {
      if (from === 0) return;
      if (from === 2 ** 23) throw failure;
      await new Promise((resolve) => stop.addEventListener("abort", resolve));
      stopped++;
    },
    take: async () => void taken++,
  });
  await expect(reading).rejects.toBe(failure);
  expect({ taken, stopped }).toEqual({ taken: 1, stopped: 3 });
});
