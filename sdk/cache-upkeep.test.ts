import { link, mkdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { entryPath, findEntry } from "./cache.ts";
import { measureCache, pruneCache } from "./cache-upkeep.ts";
import { findParts } from "./partial.ts";
import { digestsOf, makeFolder } from "./testing.ts";

const { signal } = new AbortController();

let cache: string;
let remove: () => Promise<void>;
beforeEach(async () => ({ path: cache, remove } = await makeFolder()));
afterEach(() => remove());

async function keep(text: string): Promise<{ path: string; content: { sha256: string; size: number } }> {
  const content = { sha256: digestsOf({ text })["text"] ?? "", size: text.length };
  const path = entryPath(cache, content.sha256);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await findEntry(cache, content, signal);
  return { path, content };
}
async function leavePart(owner: string, bytes: number, writtenAt: Date): Promise<string> {
  const path = join(cache, "partial", `${"ab".repeat(32)}.${owner}.00`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, Buffer.alloc(bytes));
  await utimes(path, writtenAt, writtenAt);
  return path;
}
const usedAt = async (path: string) => (await stat(path)).ctimeMs;
const isThere = (path: string) => stat(path).then(() => true, () => false);

test("a cache that was never used is empty, and nothing of it can be removed", async () => {
  const nowhere = join(cache, "nowhere");
  expect(await measureCache(nowhere)).toEqual({ entries: { files: 0, bytes: 0 }, parts: { files: 0, bytes: 0 } });
  expect(await pruneCache(nowhere)).toEqual({ files: 0, bytes: 0 });
});

test("entries and parts are counted, and other files are neither counted nor removed", async () => {
  await keep("one");
  await keep("three");
  await leavePart("elsewhere", 100, new Date());
  await writeFile(join(cache, "sha256", "notes.txt"), "mine");
  expect(await measureCache(cache)).toEqual({ entries: { files: 2, bytes: 8 }, parts: { files: 1, bytes: 100 } });
  await pruneCache(cache);
  expect(await isThere(join(cache, "sha256", "notes.txt"))).toBe(true);
});

test("what was used since stays, and being found is being used", async () => {
  const [found, old] = [await keep("found"), await keep("old")];
  await sleep(30);
  const recent = await keep("recent");
  await findEntry(cache, found.content, signal);
  const since = (await usedAt(old.path)) + 1;
  expect(await usedAt(recent.path)).toBeGreaterThan(since);
  expect(await pruneCache(cache, since)).toEqual({ files: 1, bytes: 3 });
  expect(await Promise.all([found, old, recent].map(({ path }) => isThere(path)))).toEqual([true, false, true]);
});

test("what a folder shares stays, because nothing would be gained, until everything is to go", async () => {
  const { path } = await keep("shared");
  const shared = join(cache, "shared.txt");
  await link(path, shared);
  expect(await pruneCache(cache, Number.POSITIVE_INFINITY)).toEqual({ files: 0, bytes: 0 });
  expect(await pruneCache(cache)).toEqual({ files: 1, bytes: 6 });
  expect(await isThere(shared)).toBe(true);
  await rm(shared);
});

test("a download under way stays whatever is asked for, and one that was left goes when it is old", async () => {
  const [active, left] = [await leavePart("elsewhere", 1, new Date()), await leavePart("gone", 2, new Date(1000))];
  expect(await pruneCache(cache, 500)).toEqual({ files: 0, bytes: 0 });
  expect(await pruneCache(cache, 2000)).toEqual({ files: 1, bytes: 2 });
  expect(await pruneCache(cache)).toEqual({ files: 0, bytes: 0 });
  expect([await isThere(active), await isThere(left)]).toEqual([true, false]);
  expect(await findParts(cache)).toHaveLength(1);
});
