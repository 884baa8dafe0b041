/** What every store must do, as a suite of tests: one for each store runs it. */
import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gatherChecks } from "./checks.ts";
import { nativeHash, resumableHash } from "./hash.ts";
import { allOf, checksOf, cutAfter, hashed, inOnePlace, inPieces, keeper, sha256Of } from "./sample-bytes.ts";
import type { Arrival, BlobStore } from "./store.ts";
import { verifiedRange } from "./verified-range.ts";

const mebibyte = 1024 * 1024;

/** An empty store, and how to remove it. */
export interface OpenStore {
  store: BlobStore;
  close: () => Promise<void>;
}

/** @param open opens an empty store whose parts, if it has such, are of 5 MiB, and whose listings are of few entries */
export function describeStore(name: string, open: () => Promise<OpenStore>): void {
  describe(`${name}: a store`, () => {
    let opened: OpenStore;
    let store: BlobStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());

    const arrivalNames = async () => (await allOf(store.arrivals())).map((arrival) => arrival.name);
    const keptAs = async (content: Buffer) => (await buffer(await store.read(sha256Of(content)))).equals(content);

    describe("takes bytes whole", () => {
      it.each([0, 1, 65_536, mebibyte, 3_333_333, 5 * mebibyte, 12 * mebibyte])("%i of them come back as they were, under their hash", async (size) => {
        const content = randomBytes(size);
        const blob = await store.write(inPieces(content, 50_000));
        expect(blob).toEqual({ sha256: sha256Of(content), size, checks: checksOf(content) });
        expect(await keptAs(content)).toBe(true);
        expect(await store.sizeOf(blob.sha256)).toBe(size);
        expect(await arrivalNames()).toEqual([]);
      });

      it("also when the same ones come again, and twice at the same instant", async () => {
        const content = randomBytes(6 * mebibyte);
        await Promise.all([1, 2, 3].map(() => store.write(inPieces(content, 100_000))));
        await store.write(inPieces(content, 100_000));
        expect(await keptAs(content)).toBe(true);
        expect(await arrivalNames()).toEqual([]);
      });

      it.each([70_000, 12 * mebibyte + 5])("from a source that uses the memory of each piece again, %i of them", async (size) => {
        const content = randomBytes(size);
        expect(await store.write(inOnePlace(content, 33_333))).toEqual({ sha256: sha256Of(content), size, checks: checksOf(content) });
        expect(await keptAs(content)).toBe(true);
        await store.remove(sha256Of(content));
        const all = await store.append(await store.begin(size), inOnePlace(content, 1_500_000), nativeHash(), async () => {});
        await store.finish(all, { sha256: sha256Of(content), size });
        expect(await keptAs(content)).toBe(true);
      });

      it.each([100_000, 11 * mebibyte])("and leaves nothing when they stop coming after %i", async (length) => {
        const content = randomBytes(length);
        await expect(store.write(cutAfter(content, length))).rejects.toThrow("cut");
        expect(await arrivalNames()).toEqual([]);
        expect(await store.sizeOf(sha256Of(content))).toBeNull();
      });

      it("and many small ones together, the same one twice among them", async () => {
        const pieces = Array.from({ length: 40 }, (_, index) => randomBytes(index * 100));
        await store.writeBatch([...pieces, pieces[7]!].map(hashed));
        for (const bytes of pieces) expect(await keptAs(bytes)).toBe(true);
        await store.writeBatch([]);
        expect(await arrivalNames()).toEqual([]);
      });
    });

    describe("gives bytes", () => {
      const content = randomBytes(2_500_000);
      const sha256 = sha256Of(content);
      beforeAll(async () => void (await store.write(inPieces(content, 300_000))));

      it.each([[0, 0], [0, 9], [1, 2], [1_048_575, 1_048_576], [2_499_999, 2_499_999], [0, 2_499_999]])("from %i to %i, both included", async (start, end) => {
        expect((await buffer(await store.read(sha256, { start, end }))).equals(content.subarray(start, end + 1))).toBe(true);
      });

      it.each([[0, 10], [7, 1], [2_499_990, 100], [2_500_000, 5], [3_000_000, 5], [0, 0]])("in one piece from %i on, %i of them or fewer", async (start, length) => {
        expect((await store.readRange(sha256, start, length)).equals(content.subarray(start, start + length))).toBe(true);
      });

      it("that are compared with their checks on the way", async () => {
        const wanted = {
          sha256,
          size: content.length,
          start: 1_000_000,
          end: 2_200_000,
          checks: checksOf(content),
          open: (range: { start: number; end: number }) => store.open(sha256, range),
        };
        const pieces: Buffer[] = [];
        for await (const piece of verifiedRange(wanted)) pieces.push(Buffer.from(piece));
        expect(Buffer.concat(pieces).equals(content.subarray(1_000_000, 2_200_001))).toBe(true);
      });

      it.each([[0, 9], [1_048_575, 2_100_000], [2_499_999, 2_499_999], [0, 2_499_999]])("from %i to %i into memory of the caller's", async (start, end) => {
        const reader = await store.open(sha256, { start, end });
        const room = Buffer.alloc(700_000);
        const pieces: Buffer[] = [];
        for (let filled = room.length; filled === room.length; ) {
          filled = await reader.fill(room);
          pieces.push(Buffer.from(room.subarray(0, filled)));
        }
        expect(await reader.fill(room)).toBe(0);
        await reader.close();
        expect(Buffer.concat(pieces).equals(content.subarray(start, end + 1))).toBe(true);
      });

      it("and says which are not there", async () => {
        const unknown = "ab".repeat(32);
        await expect(store.read(unknown)).rejects.toMatchObject({ code: "ENOENT" });
        await expect(store.open(unknown, { start: 0, end: 9 })).rejects.toMatchObject({ code: "ENOENT" });
        await expect(store.readRange(unknown, 0, 10)).rejects.toMatchObject({ code: "ENOENT" });
        expect(await store.sizeOf(unknown)).toBeNull();
      });
    });

    it("removes bytes, and those that are not there without a word", async () => {
      const content = randomBytes(1000);
      const { sha256 } = await store.write(inPieces(content, 1000));
      await store.remove(sha256);
      await store.remove(sha256);
      expect(await store.sizeOf(sha256)).toBeNull();
    });

    it("lists all it holds in order, from any hash on", async () => {
      await store.writeBatch(Array.from({ length: 60 }, () => hashed(randomBytes(10))));
      const held = await allOf(store.list());
      expect(held.length).toBeGreaterThanOrEqual(60);
      expect(held.map((blob) => blob.sha256)).toEqual(held.map((blob) => blob.sha256).toSorted());
      expect(new Set(held.map((blob) => blob.sha256)).size).toBe(held.length);
      for (const { sha256, size } of held.slice(0, 10)) expect(await store.sizeOf(sha256)).toBe(size);
      for (const at of [0, 17, held.length - 1]) expect(await allOf(store.list(held[at]!.sha256))).toEqual(held.slice(at + 1));
      expect(await allOf(store.list("80"))).toEqual(held.filter((blob) => blob.sha256 > "80"));
    });

    describe("takes bytes in several goes", () => {
      const content = randomBytes(40 * mebibyte + 123);
      const sha256 = sha256Of(content);
      const whole = { sha256, size: content.length };
      const bytesFrom = (arrival: Arrival) => inPieces(content.subarray(arrival.bytes), 70_000);

      it("and goes on where a cut connection left off, with the hash and the checks that went through JSON", async () => {
        const kept = keeper();
        const begun = await store.begin(content.length);
        await kept.keep(begun);
        for (const cut of [21 * mebibyte + 5, 30 * mebibyte]) {
          const from = kept.last();
          const hash = await resumableHash(from.hash ?? undefined);
          const going = store.append(from, cutAfter(content.subarray(from.bytes), cut - from.bytes), hash, kept.keep);
          await expect(going).rejects.toThrow("cut");
          // To the byte in a folder, to the last whole part in a bucket.
          expect(kept.last().bytes).toBe(store.kind === "fs" ? cut : cut - (cut % (5 * mebibyte)));
        }
        expect(await arrivalNames()).toContain(begun.name);
        const from = kept.last();
        const hash = await resumableHash(from.hash ?? undefined);
        const all = await store.append(from, bytesFrom(from), hash, kept.keep);
        expect(all).toEqual(kept.last());
        expect(all.bytes).toBe(content.length);
        expect(hash.digest()).toBe(sha256);
        expect(gatherChecks(all).result().equals(checksOf(content))).toBe(true);
        // In between too, and in order.
        expect(kept.all.length).toBeGreaterThanOrEqual(4);
        expect(kept.all.map((arrival) => arrival.bytes)).toEqual(kept.all.map((arrival) => arrival.bytes).toSorted((one, other) => one - other));
        expect(await store.sizeOf(sha256)).toBeNull();
        await store.finish(all, whole);
        expect(await keptAs(content)).toBe(true);
        expect(await arrivalNames()).not.toContain(begun.name);
        // As after a crash before the caller knew.
        await store.finish(all, whole);
        expect(await keptAs(content)).toBe(true);
      });

      it("and forgets what came after it was kept for the last time", async () => {
        const kept = keeper();
        await store.append(await store.begin(content.length), inPieces(content, 70_000), null, kept.keep);
        const early = kept.all[0]!;
        expect(early.bytes).toBeLessThan(content.length);
        const other = Buffer.concat([content.subarray(0, early.bytes), randomBytes(content.length - early.bytes)]);
        const all = await store.append(early, inPieces(other.subarray(early.bytes), 90_000), null, async () => {});
        await store.finish(all, { sha256: sha256Of(other), size: other.length });
        expect(await keptAs(other)).toBe(true);
        await store.remove(sha256Of(other));
      });

      it("and gives them back to be hashed when the hash was not saved", async () => {
        const kept = keeper();
        const native = nativeHash();
        const all = await store.append(await store.begin(content.length), inPieces(content, mebibyte), native, kept.keep);
        expect(native.digest()).toBe(sha256);
        expect(all.hash).toBeNull();
        expect(sha256Of(await buffer(await store.readArrival(all)))).toBe(sha256);
        await store.finish(all, whole);
        expect(await keptAs(content)).toBe(true);
      });

      it.each([0, 1, 1_000_000, 5 * mebibyte, 10 * mebibyte])("also when there are %i", async (size) => {
        const some = randomBytes(size);
        const hash = await resumableHash();
        const all = await store.append(await store.begin(size), inPieces(some, 400_000), hash, async () => {});
        expect(all.bytes).toBe(size);
        expect((await buffer(await store.readArrival(all))).equals(some)).toBe(true);
        const blob = { sha256: hash.digest(), size };
        await store.finish(all, blob);
        await store.finish(all, blob);
        expect(await keptAs(some)).toBe(true);
      });

      it("and the same ones in two arrivals that finish at the same instant", async () => {
        const some = randomBytes(11 * mebibyte);
        const arrivals = await Promise.all([1, 2, 3].map(async () => store.append(await store.begin(some.length), inPieces(some, 500_000), null, async () => {})));
        await Promise.all(arrivals.map((arrival) => store.finish(arrival, { sha256: sha256Of(some), size: some.length })));
        expect(await keptAs(some)).toBe(true);
      });

      it("and refuses more of them than were announced, and another number under the hash", async () => {
        const some = randomBytes(6 * mebibyte);
        await expect(store.append(await store.begin(some.length - 1), inPieces(some, 100_000), null, async () => {})).rejects.toThrow("announced");
        const all = await store.append(await store.begin(some.length), inPieces(some, 100_000), null, async () => {});
        await expect(store.finish(all, { sha256: sha256Of(some), size: some.length + 1 })).rejects.toThrow(`${some.length + 1}`);
        expect(await store.sizeOf(sha256Of(some))).toBeNull();
      });

      it("and says so when what had come is lost", async () => {
        const kept = keeper();
        const from = await store.begin(content.length);
        await expect(store.append(from, cutAfter(content, 20 * mebibyte), null, kept.keep)).rejects.toThrow("cut");
        await store.drop(kept.last());
        await store.drop(kept.last());
        expect(await arrivalNames()).not.toContain(from.name);
        const lost = { code: "ARRIVAL_LOST" };
        await expect(store.append(kept.last(), bytesFrom(kept.last()), null, kept.keep)).rejects.toMatchObject(lost);
        await expect(store.readArrival(kept.last())).rejects.toMatchObject(lost);
        await expect(store.finish({ ...kept.last(), bytes: 7 }, { sha256: "cd".repeat(32), size: 7 })).rejects.toMatchObject(lost);
      });

      it("and stops when what has come can't be kept", async () => {
        const from = await store.begin(content.length);
        const keep = async () => {
          throw new Error("no database");
        };
        await expect(store.append(from, inPieces(content, 100_000), null, keep)).rejects.toThrow("no database");
        await store.drop(from);
      });

      it("and tells of all that are on their way, with their age", async () => {
        const before = new Date(Date.now() - 60_000);
        const begun = await Promise.all(Array.from({ length: 7 }, () => store.begin(content.length)));
        const cut = async (arrival: Arrival) => store.append(arrival, cutAfter(content, 5 * mebibyte), null, async () => {}).catch(() => {});
        await Promise.all(begun.map(cut));
        const found = (await allOf(store.arrivals())).filter(({ name: each }) => begun.some((arrival) => arrival.name === each));
        expect(found.length).toBe(7);
        expect(found.every(({ modifiedAt }) => modifiedAt > before && modifiedAt < new Date(Date.now() + 60_000))).toBe(true);
        await Promise.all(found.map(({ name: each }) => store.drop({ name: each })));
        expect((await arrivalNames()).filter((each) => begun.some((arrival) => arrival.name === each))).toEqual([]);
      });

      it("and holds few of them in memory", async () => {
        // One piece over and over: what is allocated here is the store's own.
        const piece = randomBytes(65_536);
        const size = 64 * mebibyte;
        const taken = () => process.memoryUsage().arrayBuffers;
        const before = taken();
        let most = 0;
        async function* source(): AsyncGenerator<Buffer> {
          for (let at = 0; at < size; at += piece.length) {
            yield piece;
            most = Math.max(most, taken() - before);
          }
        }
        const all = await store.append(await store.begin(size), source(), await resumableHash(), async () => {});
        expect(all.bytes).toBe(size);
        expect(most).toBeLessThan(24 * mebibyte);
        await store.drop(all);
      });
    });
  });
}
