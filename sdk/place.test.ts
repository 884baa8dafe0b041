import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { entryPath, findEntry } from "./cache.ts";
import { isInPlace, openPlace } from "./place.ts";
import { digestsOf, makeFolder } from "./testing.ts";

const bytes = randomBytes(50_000);
const file = { path: "model.bin", size: bytes.length, sha256: digestsOf({ bytes })["bytes"] ?? "" };
const { signal } = new AbortController();

let folder: string;
let cache: string;
let entry: string;
let target: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ path: folder, remove } = await makeFolder());
  [cache, target] = [join(folder, "cache"), join(folder, "model.bin")];
  const path = entryPath(cache, file.sha256);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  entry = (await findEntry(cache, file, signal)) ?? "";
});
afterEach(() => remove());

const inPlace = (copy = false) => isInPlace(target, file, { cache, copy, signal });

test("an entry is put in place without a second copy of its bytes, and is seen to be there", async () => {
  expect(await openPlace(false)(entry, target)).toBe(true);
  const [placed, kept] = [await stat(target), await stat(entry)];
  // A file system that can clone gives the file an inode of its own; others link it, and then it is read-only.
  expect(placed.ino === kept.ino).toBe((placed.mode & 0o200) === 0);
  expect((await readFile(target)).equals(bytes)).toBe(true);
  expect(await readdir(folder)).toEqual(["cache", "model.bin"]);
  expect(await inPlace()).toBe(true);
});

test("a copy is private and writable, as any new file is", async () => {
  await writeFile(join(folder, "new"), "");
  expect(await openPlace(true)(entry, target)).toBe(true);
  expect((await stat(target)).mode).toBe((await stat(join(folder, "new"))).mode);
  await writeFile(target, "changed");
  expect((await readFile(entry)).equals(bytes)).toBe(true);
  expect(await findEntry(cache, file, signal)).toBe(entry);
});

test("whatever file was there is replaced, be it a link, and what the link leads to stays", async () => {
  await writeFile(join(folder, "precious"), "mine");
  await symlink("precious", target);
  const place = openPlace(false);
  expect(await place(entry, target)).toBe(true);
  expect(await place(entry, target)).toBe(true);
  expect(await readFile(join(folder, "precious"), "utf8")).toBe("mine");
  expect((await readdir(folder)).toSorted()).toEqual(["cache", "model.bin", "precious"]);
});

test("an entry that is gone is told, and leaves nothing", async () => {
  await rm(entry);
  for (const copy of [false, true]) expect(await openPlace(copy)(entry, target)).toBe(false);
  expect(await readdir(folder)).toEqual(["cache"]);
});

test("a folder that can't be written to is told with the file's name", async () => {
  await expect(openPlace(false)(entry, join(folder, "nowhere", "x"))).rejects.toMatchObject({ reason: "file_failed", message: expect.stringContaining(join("nowhere", "x")) });
});

const memory = "/dev/shm";
test.runIf(existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev)("on another device, the bytes are copied", async () => {
  const elsewhere = await mkdtemp(join(memory, "countersign-"));
  try {
    const placed = join(elsewhere, "model.bin");
    expect(await openPlace(false)(entry, placed)).toBe(true);
    expect((await readFile(placed)).equals(bytes)).toBe(true);
    expect((await stat(placed)).mode & 0o200).toBe(0o200);
    expect(await readdir(elsewhere)).toEqual(["model.bin"]);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test("other bytes of the same size are not in place, nor is a link, nor what shares its bytes when it must not", async () => {
  expect(await inPlace()).toBe(false);
  await writeFile(target, randomBytes(bytes.length));
  expect(await inPlace()).toBe(false);
  await writeFile(target, bytes);
  expect(await inPlace()).toBe(true);
  expect(await inPlace(true)).toBe(true);
  await chmod(target, 0o444);
  expect([await inPlace(), await inPlace(true)]).toEqual([true, false]);
  await rm(target);
  await link(entry, target);
  expect([await inPlace(), await inPlace(true)]).toEqual([true, false]);
  await rm(target);
  await symlink(entry, target);
  expect(await inPlace()).toBe(false);
});

test("a linked entry that was written to is not in place", async () => {
  await link(entry, target);
  await chmod(target, 0o644);
  await writeFile(target, randomBytes(bytes.length));
  expect(await inPlace()).toBe(false);
});
