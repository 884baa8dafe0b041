import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { thisProcess } from "./owner.ts";
import { claimPart, findParts, giveUpPart, type Part } from "./partial.ts";
import { makeFolder } from "./testing.ts";

const sha256 = "ab".repeat(32);
const content = { sha256, size: 10_000_000 };
const never = async () => null;
const { signal } = new AbortController();
const [place = ""] = thisProcess.split("-");
/** Nobody has this id any more. */
const ended = `${place}-${spawnSync(process.execPath, ["--version"]).pid}-1`;
const elsewhere = "0123456789ab-1-1";

let cache: string;
let remove: () => Promise<void>;
const parts: Part[] = [];
beforeEach(async () => {
  ({ path: cache, remove } = await makeFolder());
  await mkdir(join(cache, "partial"));
});
afterEach(async () => {
  for (const part of parts.splice(0)) {
    await part.release();
    await part.file.close();
  }
  await remove();
});

async function leave(owner: string, text: string, { quiet = false } = {}): Promise<string> {
  const path = join(cache, "partial", `${sha256}.${owner}.00`);
  await writeFile(path, text);
  if (quiet) await utimes(path, new Date(0), new Date(0));
  return path;
}
async function claim(arrived: () => Promise<string | null> = never, stop: AbortSignal = signal): Promise<Part> {
  const part = await claimPart(cache, content, { arrived, signal: stop });
  if (typeof part === "string") throw new Error(`it has arrived at ${part}`);
  parts.push(part);
  return part;
}
const names = () => readdir(join(cache, "partial"));

test("a part is this process's own, and begins empty", async () => {
  const part = await claim();
  expect(part.held).toBe(0);
  expect(await findParts(cache)).toMatchObject([{ path: part.path, size: 0, active: true, left: false }]);
});

test("a part gives a sign of life while nothing comes", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const part = await claim();
  await part.file.utimes(new Date(0), new Date(0));
  vi.advanceTimersByTime(20_000);
  await part.release();
  vi.useRealTimers();
  expect(await findParts(cache)).toMatchObject([{ active: true }]);
});

test("what an ended process has left is gone on with, the longest first, and exists once", async () => {
  await leave(ended, "12345");
  const part = await claim();
  expect(part.held).toBe(5);
  expect(await readFile(part.path, "utf8")).toBe("12345");
  expect(await names()).toHaveLength(1);
  expect(await findParts(cache)).toMatchObject([{ active: true }]);
});

test("what was given up is gone on with at once, and nothing is left of what was little or is of no use", async () => {
  const part = await claim();
  await part.file.write(Buffer.alloc(2_000_000));
  await giveUpPart(cache, part, sha256, false);
  parts.length = 0;
  const again = await claim();
  expect(again.held).toBe(2_000_000);
  await giveUpPart(cache, again, sha256, true);
  parts.length = 0;
  expect(await names()).toEqual([]);
  await giveUpPart(cache, await claim(), sha256, false);
  parts.length = 0;
  expect(await names()).toEqual([]);
});

test("of what somebody elsewhere has left, a copy is gone on with: he may wake up and write", async () => {
  await leave(elsewhere, "12345", { quiet: true });
  const part = await claim();
  expect(part).toMatchObject({ held: 5 });
  await part.file.write("6", 5);
  expect(await readFile(part.path, "utf8")).toBe("123456");
  expect(await names()).toHaveLength(1);
});

test("who is writing just now is waited for, until the bytes have arrived", async () => {
  await leave(elsewhere, "12345");
  let looks = 0;
  const claimed = await claimPart(cache, content, { signal, arrived: async () => (++looks > 2 ? "/entry" : null) });
  expect(claimed).toBe("/entry");
  expect(await names()).toHaveLength(1);
});

test("waiting ends with the caller's patience", async () => {
  await leave(elsewhere, "12345");
  const stop = new AbortController();
  const reason = new Error("enough");
  const claiming = claim(async () => {
    stop.abort(reason);
    return null;
  }, stop.signal);
  await expect(claiming).rejects.toBe(reason);
});

test("of several who begin at once, one gets a part and the others wait for it", async () => {
  let entry: string | null = null;
  const claims = Array.from({ length: 5 }, () => claimPart(cache, content, { signal, arrived: async () => entry }));
  const first = await Promise.race(claims);
  expect(first).toMatchObject({ held: 0 });
  entry = "/entry";
  const all = await Promise.all(claims);
  for (const part of all) if (typeof part !== "string") parts.push(part);
  expect(all.filter((claimed) => claimed === "/entry")).toHaveLength(4);
  expect(await names()).toHaveLength(1);
});

test("a process that was killed just as it began holds nobody up", async () => {
  const lock = join(cache, "partial", `${sha256}.claim`);
  await writeFile(lock, "");
  await utimes(lock, new Date(0), new Date(0));
  expect((await claim()).held).toBe(0);
  expect(await names()).toHaveLength(1);
});

test("a small file is not waited for", async () => {
  await leave(elsewhere, "1");
  const part = await claimPart(cache, { sha256, size: 5 }, { arrived: never, signal });
  expect(part).toMatchObject({ held: 0 });
  if (typeof part !== "string") parts.push(part);
});

test("parts of other bytes, and files that are none, are let be", async () => {
  await writeFile(join(cache, "partial", "notes.txt"), "mine");
  await writeFile(join(cache, "partial", `${"cd".repeat(32)}.${ended}.00`), "other");
  expect((await claim()).held).toBe(0);
  expect(await names()).toHaveLength(3);
});
