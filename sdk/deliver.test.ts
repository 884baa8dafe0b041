import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { entryPath } from "./cache.ts";
import { pruneCache } from "./cache-upkeep.ts";
import { fakeReference, startFakeRegistry, type FakeOptions, type FakeRegistry } from "./fake-registry.ts";
import { createRegistry, verify, type PulledVersion, type PullOptions } from "./index.ts";
import { shortenPauses } from "./short-pauses.ts";
import { digestsOf, makeFolder, readFolder } from "./testing.ts";

// The pauses before another try are the business of another test.
shortenPauses();

const content = { "config.json": Buffer.from('{"layers":3}'), "weights/a.bin": randomBytes(2_000_000), "weights/b.bin": randomBytes(12_000_000), "empty": Buffer.alloc(0) };
const size = 14_000_012;
const digests = digestsOf(content);

let folder: string;
let cache: string;
const closings: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const made = await makeFolder();
  folder = made.path;
  cache = join(folder, "cache");
  closings.push(made.remove);
});
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

async function start(files: Record<string, Buffer> = content, options: FakeOptions = {}): Promise<FakeRegistry> {
  const registry = await startFakeRegistry(files, options);
  closings.push(registry.close);
  return registry;
}
function pull({ url }: FakeRegistry, to: string, options: Partial<PullOptions> = {}): Promise<PulledVersion> {
  return createRegistry({ url, cache, timeoutMs: 2000 }).pull(fakeReference, { to: join(folder, to), ...options });
}
async function read(to: string): Promise<Record<string, string>> {
  const { ".countersign.json": _, ...files } = await readFolder(join(folder, to));
  return files;
}
const entryOf = (path: keyof typeof content) => entryPath(cache, digests[path] ?? "");

test("what was pulled once moves no byte again, into whatever folder", async () => {
  const server = await start();
  expect(await pull(server, "one")).toMatchObject({ downloadedBytes: size, cachedBytes: 0, warnings: [] });
  const asked = server.asked.length;
  expect(await pull(server, "two")).toMatchObject({ downloadedBytes: 0, cachedBytes: size });
  expect(await pull(server, "two")).toMatchObject({ downloadedBytes: 0, cachedBytes: size });
  expect(server.asked).toHaveLength(asked);
  expect(await read("one")).toEqual(digests);
  expect(await read("two")).toEqual(digests);
  expect(await readdir(join(cache, "partial"))).toEqual([]);
});

test("a file that another version shares is not fetched again", async () => {
  await pull(await start(), "one");
  const next = { ...content, "config.json": Buffer.from('{"layers":44}') };
  expect(await pull(await start(next), "two")).toMatchObject({ downloadedBytes: 13, cachedBytes: size - 12 });
  expect(await read("two")).toEqual(digestsOf(next));
});

test("two files of a version with the same bytes are fetched once", async () => {
  const twins = { "a.bin": content["weights/a.bin"], "b.bin": content["weights/a.bin"] };
  const server = await start(twins, { chunkBytes: 500_000, pauseMs: 10 });
  expect(await pull(server, "one")).toMatchObject({ downloadedBytes: 2_000_000, cachedBytes: 2_000_000, warnings: [] });
  expect(server.sentBytes()).toBe(2_000_000);
  expect(await read("one")).toEqual(digestsOf(twins));
});

test("files that were asked to be copies are writable, and writing to them changes nothing else", async () => {
  const server = await start();
  await pull(server, "shared");
  // What shares its bytes is no copy, and is replaced by one.
  await pull(server, "shared", { copy: true });
  await writeFile(join(folder, "shared", "config.json"), "mine");
  expect((await stat(join(folder, "shared", "config.json"))).nlink).toBe(1);
  expect(await pull(server, "other")).toMatchObject({ downloadedBytes: 0 });
  expect(await read("other")).toEqual(digests);
});

test("a damaged entry is never used: it is thrown away, and fetched again", async () => {
  const server = await start();
  await pull(server, "one", { copy: true });
  await chmod(entryOf("weights/a.bin"), 0o644);
  const file = await open(entryOf("weights/a.bin"), "r+");
  await file.write("damage", 1_000_000);
  await file.close();
  expect(await pull(server, "two")).toMatchObject({ downloadedBytes: 2_000_000, cachedBytes: size - 2_000_000, warnings: [] });
  expect(await read("two")).toEqual(digests);
});

test("a pulled file that was written to all the same, and its cache entry with it, is mended everywhere", async () => {
  const server = await start();
  for (const to of ["one", "two"]) await pull(server, to);
  const file = join(folder, "one", "config.json");
  await chmod(file, 0o644);
  await writeFile(file, '{"layers":4}');
  for (const to of ["two", "one", "three"]) {
    await pull(server, to);
    expect(await read(to)).toEqual(digests);
    expect((await verify(join(folder, to))).ok).toBe(true);
  }
});

test("what a broken-off pull has left is gone on with", async () => {
  const server = await start(content, { chunkBytes: 100_000, pauseMs: 2 });
  const stop = new AbortController();
  const onProgress: PullOptions["onProgress"] = ({ receivedBytes }) => void (receivedBytes > 5_000_000 && stop.abort());
  await expect(pull(server, "one", { signal: stop.signal, onProgress })).rejects.toThrow("abort");
  const left = await readdir(join(cache, "partial"));
  expect(left).toHaveLength(1);
  const { size: held } = await stat(join(cache, "partial", left[0] ?? ""));
  expect(held).toBeGreaterThan(1_000_000);

  const again = await pull(await start(), "one");
  expect(again).toMatchObject({ downloadedBytes: 12_000_000 - held, cachedBytes: 2_000_012 + held });
  expect(await read("one")).toEqual(digests);
  expect(await readdir(join(cache, "partial"))).toEqual([]);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["damaged", (bytes) => bytes.subarray(0, 6_000_000).fill(0, 3_000_000, 3_000_100)],
  ["too long", (bytes) => Buffer.concat([bytes, Buffer.from("more")])],
  ["whole, but wrong", (bytes) => Buffer.alloc(bytes.length)],
])("what was left and is %s is fetched from the beginning", async (_, damage) => {
  await mkdir(join(cache, "partial"), { recursive: true });
  const path = join(cache, "partial", `${digests["weights/b.bin"]}.0123456789ab-1-1.00`);
  await writeFile(path, damage(Buffer.from(content["weights/b.bin"])));
  await utimes(path, new Date(0), new Date(0));
  expect(await pull(await start(), "one")).toMatchObject({ downloadedBytes: size, cachedBytes: 0 });
  expect(await read("one")).toEqual(digests);
});

test("what was left and is whole is not fetched", async () => {
  await mkdir(join(cache, "partial"), { recursive: true });
  const path = join(cache, "partial", `${digests["weights/b.bin"]}.0123456789ab-1-1.00`);
  await writeFile(path, content["weights/b.bin"]);
  await utimes(path, new Date(0), new Date(0));
  expect(await pull(await start(), "one")).toMatchObject({ downloadedBytes: 2_000_012, cachedBytes: 12_000_000 });
});

test.each<[string, () => Promise<unknown>]>([
  ["can't be made", () => writeFile(cache, "a file in its place")],
  ["can't take an entry", async () => {
    await mkdir(cache);
    await writeFile(join(cache, "sha256"), "a file in its place");
  }],
])("a cache that %s is told, and the pull goes on without it", async (_, spoil) => {
  await spoil();
  const { warnings, ...pulled } = await pull(await start(), "one");
  expect(warnings).toEqual([expect.stringContaining(cache)]);
  expect(pulled).toMatchObject({ downloadedBytes: size, cachedBytes: 0 });
  expect(await read("one")).toEqual(digests);
  expect((await verify(join(folder, "one"))).ok).toBe(true);
});

test("entries that are removed while files are pulled are fetched again", async () => {
  const server = await start();
  let pruning: Promise<unknown> = Promise.resolve();
  const onProgress = () => void (pruning = pruneCache(cache));
  for (const to of ["one", "two", "three"]) {
    await pull(server, to, { onProgress });
    await pruning;
    expect(await read(to)).toEqual(digests);
  }
});

test("without a cache, nothing is kept, and the files are writable", async () => {
  const server = await start();
  for (const to of ["one", "two"]) expect(await pull(server, to, { cache: false })).toMatchObject({ downloadedBytes: size, cachedBytes: 0 });
  expect(await readdir(folder)).toEqual(["one", "two"]);
  await writeFile(join(folder, "one", "config.json"), "mine");
});

test("the cache that a pull names comes before the registry's, and that before the environment's", async () => {
  const server = await start();
  vi.stubEnv("COUNTERSIGN_CACHE", join(folder, "environment"));
  await pull(server, "one", { cache: join(folder, "own") });
  expect((await readdir(folder)).toSorted()).toEqual(["one", "own"]);
  await createRegistry({ url: server.url }).pull(fakeReference, { to: join(folder, "two") });
  expect((await readdir(folder)).toSorted()).toEqual(["environment", "one", "own", "two"]);
  vi.unstubAllEnvs();
});

test("a version that holds a file with the manifest's name keeps it, and no manifest is written", async () => {
  const own = { ".countersign.json": Buffer.from("mine"), "model.bin": Buffer.from("x") };
  const pulled = await pull(await start(own), "one");
  expect(pulled).toMatchObject({ manifest: null, warnings: [expect.stringContaining(".countersign.json")] });
  expect(await readFile(join(folder, "one", ".countersign.json"), "utf8")).toBe("mine");
});

test("a registry whose list is not what the digest names is not believed", async () => {
  const server = await start(content, { digest: `sha256:${"0".repeat(64)}` });
  await expect(pull(server, "one")).rejects.toMatchObject({ reason: "digest_mismatch" });
  expect(await readdir(folder)).toEqual([]);
});

test("every request for bytes says that the object store may answer", async () => {
  const server = await start();
  await pull(server, "one");
  expect(server.asked.map(({ headers }) => headers["x-countersign-direct"])).toEqual(["1", "1", "1"]);
});
