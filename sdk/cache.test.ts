import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { entryPath, findEntry, keepPart, settledAt } from "./cache.ts";
import { digestsOf, makeFolder } from "./testing.ts";

const bytes = randomBytes(100_000);
const content = { sha256: digestsOf({ bytes })["bytes"] ?? "", size: bytes.length };
const { signal } = new AbortController();

let cache: string;
let remove: () => Promise<void>;
beforeEach(async () => ({ path: cache, remove } = await makeFolder()));
afterEach(() => remove());

async function keep(): Promise<string> {
  const path = join(cache, "part");
  const file = await open(path, "wx+");
  await file.write(bytes);
  return await keepPart(cache, { file, path, held: 0, release: async () => {} }, content.sha256);
}
/** As root does, whom a read-only file does not stop. */
async function writable(path: string): Promise<string> {
  await chmod(path, 0o644);
  return path;
}

test("what was put there is found under its digest, read-only, with the one time that all entries have", async () => {
  const path = await keep();
  expect(path).toBe(join(cache, "sha256", content.sha256.slice(0, 2), content.sha256.slice(2)));
  expect(await findEntry(cache, content, signal)).toBe(path);
  expect((await readFile(path)).equals(bytes)).toBe(true);
  const { mode, mtime } = await stat(path);
  expect(mode & 0o777).toBe(0o444);
  expect(mtime).toEqual(settledAt);
});

test("what is not there is not found, and neither is it in a cache that is no folder", async () => {
  expect(await findEntry(cache, content, signal)).toBeNull();
  expect(await findEntry(join(cache, "nowhere"), content, signal)).toBeNull();
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ["of which one byte was overwritten", async (path) => {
    const file = await open(await writable(path), "r+");
    await file.write("x", 50_000);
    await file.close();
  }],
  ["that was cut off", async (path) => {
    await truncate(await writable(path), 1000);
  }],
  ["that was cut off, with its time put back", async (path) => {
    await truncate(await writable(path), 1000);
    await utimes(path, settledAt, settledAt);
  }],
])("an entry %s is never used, and goes", async (_, damage) => {
  const path = await keep();
  await damage(path);
  expect(await findEntry(cache, content, signal)).toBeNull();
  await expect(stat(path)).rejects.toThrow("ENOENT");
});

test("an entry that was touched, and has its bytes still, is read once and is good again", async () => {
  const path = await keep();
  await writeFile(await writable(path), bytes);
  expect(await findEntry(cache, content, signal)).toBe(path);
  const { mode, mtime } = await stat(path);
  expect({ mode: mode & 0o777, mtime }).toEqual({ mode: 0o444, mtime: settledAt });
});

test("a folder in the place of an entry is no entry", async () => {
  await mkdir(entryPath(cache, content.sha256), { recursive: true });
  expect(await findEntry(cache, content, signal)).toBeNull();
  await keep();
  expect(await findEntry(cache, content, signal)).not.toBeNull();
});

test("an aborted look at a large entry is told by the signal's reason", async () => {
  const path = await keep();
  await writeFile(await writable(path), bytes);
  const reason = new Error("enough");
  await expect(findEntry(cache, content, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect((await stat(path)).size).toBe(content.size);
});
