import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { blockBytes, checksOf, gatherChecks } from "./checks.ts";
import { DamagedBlob, verifiedRange } from "./verified-range.ts";

const content = randomBytes(3 * blockBytes + 777);
const last = content.length - 1;
const sha256 = "ab".repeat(32);

function checksFor(start: number, end: number): Buffer {
  const checks = gatherChecks();
  checks.update(content);
  const { offset, length } = checksOf({ start, end });
  return checks.result().subarray(offset, offset + length);
}

/** A range of `bytes`, and whether what it reads from was let go of, and never under a read. */
function rangeOf(bytes: Buffer, start: number, end: number) {
  const state = { opened: 0, closed: 0 };
  const open = async (range: { start: number; end: number }) => {
    if (range.start % blockBytes !== 0) throw new Error("a range must begin with a block");
    state.opened++;
    let at = range.start;
    let reading = false;
    return {
      async fill(room: Buffer) {
        if (reading || state.closed > 0) throw new Error("read while it is read from, or closed");
        reading = true;
        await sleep(1);
        const filled = bytes.subarray(0, range.end + 1).copy(room, 0, at);
        at += filled;
        reading = false;
        return filled;
      },
      async close() {
        if (reading) throw new Error("closed under a read");
        state.closed++;
      },
    };
  };
  return { state, wanted: { sha256, size: content.length, start, end, checks: checksFor(start, end), open } };
}

async function gather(range: ReturnType<typeof rangeOf>, pauseMs = 0): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of verifiedRange(range.wanted)) {
    if (pauseMs > 0) await sleep(pauseMs);
    pieces.push(Buffer.from(piece));
  }
  return pieces;
}

describe("a range", () => {
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
    const range = rangeOf(content, start, end);
    const pieces = await gather(range);
    expect(Math.max(...pieces.map((bytes) => bytes.length))).toBeLessThanOrEqual(blockBytes);
    expect(Buffer.concat(pieces).equals(content.subarray(start, end + 1))).toBe(true);
    expect(range.state).toEqual({ opened: 1, closed: 1 });
  });

  it("stays itself while others are read into the same memory, some of them slowly", async () => {
    const all = Array.from({ length: 12 }, (_, at) => gather(rangeOf(content, at, last), at % 3 === 0 ? 20 : at % 2));
    for (const [at, pieces] of (await Promise.all(all)).entries()) expect(Buffer.concat(pieces).equals(content.subarray(at))).toBe(true);
  });

  it("is let go of when no more is wanted, after any piece", async () => {
    for (const most of [1, 2, 3, 4]) {
      const range = rangeOf(content, 0, last);
      let taken = 0;
      for await (const _ of verifiedRange(range.wanted)) if (++taken === most) break;
      expect(range.state).toEqual({ opened: 1, closed: 1 });
    }
  });

  it("is cut off before the first byte of a damaged block, wherever in it the damage lies", async () => {
    const positions = [0, 1, 500_000, blockBytes - 1, blockBytes, 2 * blockBytes - 1, 3 * blockBytes, last];
    for (const at of positions) {
      const damaged = Buffer.from(content);
      damaged[at] = damaged[at]! ^ 1;
      const block = Math.floor(at / blockBytes);
      const range = rangeOf(damaged, 0, last);
      let received = 0;
      const receive = async () => {
        for await (const bytes of verifiedRange(range.wanted)) received += bytes.length;
      };
      await expect(receive()).rejects.toEqual(new DamagedBlob(sha256, block));
      expect(received).toBe(block * blockBytes);
      expect(range.state).toEqual({ opened: 1, closed: 1 });
    }
  });

  it("does not care for damage elsewhere", async () => {
    const damaged = Buffer.from(content);
    damaged[0] = damaged[0]! ^ 1;
    expect(Buffer.concat(await gather(rangeOf(damaged, blockBytes, last))).equals(content.subarray(blockBytes))).toBe(true);
  });

  it.each([0, blockBytes, 2 * blockBytes + 5, last])("is damaged when the bytes end after %i", async (length) => {
    const damaged = new DamagedBlob(sha256, Math.floor(length / blockBytes));
    await expect(gather(rangeOf(content.subarray(0, length), 0, last))).rejects.toEqual(damaged);
  });

  it("of which no checks were kept is read as it is, but not less of it", async () => {
    const range = rangeOf(content, 10, last);
    const unchecked = { ...range, wanted: { ...range.wanted, checks: null as never } };
    expect(Buffer.concat(await gather(unchecked)).equals(content.subarray(10))).toBe(true);
    const short = rangeOf(content.subarray(0, last), 10, last);
    await expect(gather({ ...short, wanted: { ...short.wanted, checks: null as never } })).rejects.toThrow(DamagedBlob);
  });

  it("must lie within the blob, and have the checks of its blocks", async () => {
    const { wanted } = rangeOf(content, 0, last);
    await expect(verifiedRange({ ...wanted, end: content.length }).next()).rejects.toThrow("within");
    await expect(verifiedRange({ ...wanted, checks: wanted.checks.subarray(4) }).next()).rejects.toThrow("expected");
  });
});
