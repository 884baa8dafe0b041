import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openFileStore, type BlobStore } from "./store.ts";

let root: string;
let store: BlobStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "countersign-store-"));
  store = await openFileStore(root);
});
afterAll(() => rm(root, { recursive: true }));

async function* inPieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

const sha256 = (content: Buffer) => createHash("sha256").update(content).digest("hex");

it.each([0, 1, 65_536, 1_048_576, 3_333_333])("%i bytes come back as they were, under their hash", async (size) => {
  const content = randomBytes(size);
  const blob = await store.write(inPieces(content, 50_000));
  expect(blob).toEqual({ sha256: sha256(content), size });
  expect((await buffer(await store.read(blob.sha256))).equals(content)).toBe(true);
  expect((await store.readStart(blob.sha256, 10)).equals(content.subarray(0, 10))).toBe(true);
});

it("a range of bytes comes back, both ends included", async () => {
  const { sha256: hash } = await store.write(inPieces(Buffer.from("0123456789"), 3));
  expect((await buffer(await store.read(hash, { start: 1, end: 2 }))).toString()).toBe("12");
});

it("the same bytes are kept once, also when they arrive twice at the same instant", async () => {
  const content = randomBytes(200_000);
  const hash = sha256(content);
  await Promise.all([1, 2, 3].map(() => store.write(inPieces(content, 10_000))));
  expect(await readdir(join(root, "sha256", hash.slice(0, 2)))).toContain(hash.slice(2));
  expect((await readFile(join(root, "sha256", hash.slice(0, 2), hash.slice(2)))).equals(content)).toBe(true);
  expect(await readdir(join(root, "incoming"))).toEqual([]);
});

it("bytes that stop coming leave nothing", async () => {
  async function* cut(): AsyncGenerator<Buffer> {
    yield randomBytes(2_000_000);
    throw new Error("cut");
  }
  await expect(store.write(cut())).rejects.toThrow("cut");
  expect(await readdir(join(root, "incoming"))).toEqual([]);
});

it("what a dead process left behind is removed after a day, and not what another one may be receiving", async () => {
  const [old, young] = ["old", "young"].map((name) => join(root, "incoming", name)) as [string, string];
  await Promise.all([writeFile(old, "x"), writeFile(young, "x")]);
  await utimes(old, new Date(0), new Date(0));
  await openFileStore(root);
  expect(await readdir(join(root, "incoming"))).toEqual(["young"]);
  await rm(young);
});
