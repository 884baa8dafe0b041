import { randomBytes } from "node:crypto";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimBlobs, markStored } from "../blobs/commands.ts";
import { openFileStore } from "../blobs/file-store.ts";
import { inPieces } from "../blobs/sample-bytes.ts";
import type { BlobStore, StoredBlob } from "../blobs/store.ts";
import { blobs } from "../blobs/tables.ts";
import { openFixture, sha256Of, type Fixture, type Person } from "../testing/fixture.ts";
import { copyStore } from "./copy.ts";
import { noProgress } from "./progress.ts";
import { collect, type Removed } from "../storage/collect.ts";
import { collectText, copyText, verifyText } from "./report.ts";
import { verifyStore } from "./verify.ts";

const mebibyte = 1024 * 1024;
const progress = noProgress;

let fixture: Fixture;
let owner: Person;
let folder: string;
let store: BlobStore;
beforeEach(async () => {
  fixture = await openFixture();
  owner = await fixture.person("Olga", "maintainer");
  folder = await mkdtemp(join(tmpdir(), "countersign-admin-"));
  store = await openFileStore(join(folder, "from"));
});
afterEach(async () => {
  await fixture.close();
  await rm(folder, { recursive: true });
});

const pathOf = (sha256: string) => join(folder, "from", "sha256", sha256.slice(0, 2), sha256.slice(2));
const verify = (fromHash?: string) => verifyStore({ db: fixture.db, store, progress, ...(fromHash === undefined ? {} : { fromHash }) });

/** Bytes that the database and the store know, and no version. */
async function keep(content: Buffer): Promise<StoredBlob> {
  const blob = await store.write(inPieces(content, 100_000));
  await fixture.db.transaction((tx) => markStored(tx, [blob]));
  return blob;
}

/** A version of one file, whose bytes lie in this store too. */
async function register(model: string, content: string): Promise<string> {
  await fixture.register(owner, model, content);
  return (await store.write(inPieces(Buffer.from(content), 100))).sha256;
}

async function damage(sha256: string, at: number): Promise<void> {
  const file = await open(pathOf(sha256), "r+");
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, at);
  await file.close();
}

describe("verify", () => {
  it("finds nothing wrong where nothing is", async () => {
    await register("risk/one", "weights");
    await keep(randomBytes(2 * mebibyte + 5));
    await keep(Buffer.alloc(0));
    expect(await verify()).toEqual({ blobs: 3, bytes: 2 * mebibyte + 12, missing: [], damaged: [], surplus: [] });
  });

  it("names what is missing with the versions that need it, and not what never came or was removed on purpose", async () => {
    const sha256 = await register("risk/one", "weights");
    await register("risk/two", "weights");
    await store.remove(sha256);
    await claimBlobs(fixture.db, [{ sha256: "ab".repeat(32), size: 5 }]);
    const gone = await keep(Buffer.from("gone"));
    await store.remove(gone.sha256);
    await fixture.db.update(blobs).set({ removedAt: new Date() }).where(eq(blobs.sha256, gone.sha256));
    const report = await verify();
    expect(report).toMatchObject({ damaged: [], surplus: [] });
    expect(report.missing).toEqual([{ kind: "missing", sha256, size: 7, found: "nothing", versions: ["risk/one@1", "risk/two@1"] }]);
    expect(verifyText(report)).toContain("needed by risk/one@1, risk/two@1");
  });

  it("names what is damaged, and where", async () => {
    const blob = await keep(randomBytes(3 * mebibyte));
    await damage(blob.sha256, 2 * mebibyte + 17);
    const shorter = await register("risk/one", "some weights");
    await writeFile(pathOf(shorter), "some");
    const unchecked = await register("risk/two", "other weights");
    await fixture.db.update(blobs).set({ checks: null }).where(eq(blobs.sha256, unchecked));
    await damage(unchecked, 0);
    const { damaged } = await verify();
    const found = new Map(damaged.map((fault) => [fault.sha256, fault]));
    expect(found.size).toBe(3);
    expect(found.get(blob.sha256)).toMatchObject({ found: "other bytes in MiB 2 (counted from 0)", versions: [] });
    expect(found.get(shorter)).toMatchObject({ found: "4 bytes instead of 12", versions: ["risk/one@1"] });
    expect(found.get(unchecked)).toMatchObject({ found: "other bytes", versions: ["risk/two@1"] });
  });

  it("says so when the bytes are right and their checks are not", async () => {
    const blob = await keep(Buffer.from("weights"));
    await fixture.db.update(blobs).set({ checks: Buffer.alloc(4) }).where(eq(blobs.sha256, blob.sha256));
    expect((await verify()).damaged).toMatchObject([{ sha256: blob.sha256, found: expect.stringContaining("checks") }]);
  });

  it("names what no row tells of, and what was removed and is there all the same", async () => {
    const unknown = await store.write(inPieces(Buffer.from("unknown"), 3));
    const removed = await keep(Buffer.from("removed"));
    await fixture.db.update(blobs).set({ removedAt: new Date() }).where(eq(blobs.sha256, removed.sha256));
    const report = await verify();
    expect(report).toMatchObject({ missing: [], damaged: [] });
    expect(report.surplus.map((blob) => blob.sha256)).toEqual([unknown.sha256, removed.sha256].toSorted());
  });

  it("begins with a hash", async () => {
    const all = [];
    for (let n = 0; n < 8; n++) all.push((await keep(Buffer.from(`bytes ${n}`))).sha256);
    all.sort();
    for (const sha256 of all) await store.remove(sha256);
    expect((await verify(all[3])).missing.map((fault) => fault.sha256)).toEqual(all.slice(3));
    const surplus = await store.write(inPieces(Buffer.from("surplus"), 3));
    expect((await verify(surplus.sha256)).surplus).toEqual([{ sha256: surplus.sha256, size: 7 }]);
  });
});

describe("copy", () => {
  let to: BlobStore;
  beforeEach(async () => {
    to = await openFileStore(join(folder, "to"));
  });
  const copy = (from = store) => copyStore({ db: fixture.db, from, to, progress });

  it("copies all, and a second time nothing", async () => {
    const kept = [await keep(randomBytes(3 * mebibyte)), await keep(Buffer.alloc(0))];
    const sha256 = await register("risk/one", "weights");
    expect(await copy()).toEqual({ copied: 3, bytes: 3 * mebibyte + 7, held: 0, passes: 2, missing: [], damaged: [] });
    for (const each of [...kept.map((blob) => blob.sha256), sha256]) expect(await to.sizeOf(each)).toBe(await store.sizeOf(each));
    const again = await copy();
    expect(again).toEqual({ copied: 0, bytes: 0, held: 3, passes: 1, missing: [], damaged: [] });
    expect(copyText(again, { kind: "fs", folder: "/srv/blobs" })).toContain("COUNTERSIGN_STORE=fs:/srv/blobs");
  });

  it("goes on where it was stopped, and brings again what has another size", async () => {
    const blob = await keep(randomBytes(100_000));
    const half = await keep(Buffer.from("whole"));
    await copy();
    await to.remove(blob.sha256);
    await writeFile(join(folder, "to", "sha256", half.sha256.slice(0, 2), half.sha256.slice(2)), "who");
    expect(await copy()).toMatchObject({ copied: 2, held: 0 });
    expect((await to.readRange(half.sha256, 0, 10)).toString()).toBe("whole");
  });

  it("copies what comes while it copies", async () => {
    const late: StoredBlob[] = [];
    await keep(Buffer.from("first"));
    const busy: BlobStore = {
      ...store,
      async read(sha256, range) {
        if (late.length < 3) late.push(await keep(Buffer.from(`late ${late.length}`)));
        return await store.read(sha256, range);
      },
    };
    expect(await copy(busy)).toMatchObject({ copied: 4, missing: [], damaged: [] });
    expect(late.length).toBe(3);
    for (const { sha256 } of late) expect(await to.sizeOf(sha256)).toBe(6);
  });

  it("does not copy damage, and says which versions need it", async () => {
    const sha256 = await register("risk/one", "weights");
    await damage(sha256, 3);
    const lost = await register("risk/two", "more weights");
    await store.remove(lost);
    await claimBlobs(fixture.db, [{ sha256: "ab".repeat(32), size: 5 }]);
    const good = await keep(Buffer.from("good"));
    const report = await copy();
    expect(report).toMatchObject({ copied: 1, damaged: [{ sha256, versions: ["risk/one@1"] }], missing: [{ sha256: lost, versions: ["risk/two@1"] }] });
    expect(await to.sizeOf(sha256)).toBeNull();
    expect(await to.sizeOf(sha256Of((await readFile(pathOf(sha256))).toString()))).toBeNull();
    expect(await to.sizeOf(good.sha256)).toBe(4);
  });

  it("ends when the other store takes no more", async () => {
    await keep(Buffer.from("weights"));
    const full: BlobStore = {
      ...to,
      write: async () => {
        throw Object.assign(new Error("full"), { code: "ENOSPC" });
      },
    };
    await expect(copyStore({ db: fixture.db, from: store, to: full, progress })).rejects.toThrow("full");
  });
});

describe("collect", () => {
  it("says what it would remove, and changes nothing in a dry run", async () => {
    const { sha256, size } = await keep(Buffer.from("left behind"));
    await fixture.db.update(blobs).set({ claimedAt: new Date(0) }).where(eq(blobs.sha256, sha256));
    const run = async (dryRun: boolean) => {
      const removed: Removed[] = [];
      const collection = await collect({ db: fixture.db, store, startedBy: "the command line", dryRun, now: new Date(), onRemove: (blob) => removed.push(blob) });
      return collectText(collection, removed);
    };
    expect(await run(true)).toBe(`would remove  ${sha256}  11 bytes\nWould give up 0 versions and 0 drafts, and remove 1 blob (11 bytes) and 0 half-arrived files. Nothing was changed.`);
    expect(await store.sizeOf(sha256)).toBe(size);
    expect(await run(false)).toContain(`removed  ${sha256}`);
    expect(await store.sizeOf(sha256)).toBeNull();
  });
});
