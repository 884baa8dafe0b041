/** Bytes for tests of the stores, the ways in which they come, and what is known of them. */
import { createHash } from "node:crypto";
import { gatherChecks } from "./checks.ts";
import type { Arrival } from "./store.ts";

/** In pieces of `size` bytes. */
export async function* inPieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

/** The same, in memory that is used for every piece. */
export async function* inOnePlace(content: Buffer, size: number): AsyncGenerator<Buffer> {
  const place = Buffer.alloc(size);
  for (let at = 0; at < content.length; at += size) {
    yield place.subarray(0, content.copy(place, 0, at, at + size));
    place.fill(0xee);
  }
}

/** The first `length` bytes of `content`, then a cut connection. */
export async function* cutAfter(content: Buffer, length: number): AsyncGenerator<Buffer> {
  yield* inPieces(content.subarray(0, length), 60_000);
  throw new Error("cut");
}

export function sha256Of(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** As the caller of writeBatch() has them. */
export const hashed = (bytes: Buffer) => ({ sha256: sha256Of(bytes), bytes });

export function checksOf(content: Buffer): Buffer {
  const checks = gatherChecks();
  checks.update(content);
  return checks.result();
}

/** What is known of an arrival by those who keep it: it went through JSON. */
export function keeper(): { last: () => Arrival; all: Arrival[]; keep: (arrival: Arrival) => Promise<void> } {
  const all: Arrival[] = [];
  return {
    all,
    last: () => {
      const last = all.at(-1);
      if (!last) throw new Error("nothing was kept");
      return last;
    },
    keep: async (arrival) => void all.push(JSON.parse(JSON.stringify(arrival)) as Arrival),
  };
}

export async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
}
