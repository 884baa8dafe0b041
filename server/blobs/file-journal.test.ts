import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { packBatch, settleJournal, storeBatch } from "./file-journal.ts";
import { placesIn, type Places } from "./file-places.ts";
import { openFileStore } from "./file-store.ts";
import { hashed, sha256Of } from "./sample-bytes.ts";

let root: string;
let places: Places;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "countersign-journal-"));
  places = placesIn(root);
  await Promise.all([places.kept, places.incoming].map((folder) => mkdir(folder)));
});
afterEach(() => rm(root, { recursive: true }));

const some = (count = 20) => Array.from({ length: count }, (_, at) => hashed(randomBytes(at * 500)));
const journals = () => readdir(places.journals).catch(() => []);
const contentOf = (sha256: string) => readFile(places.pathOf(sha256)).catch(() => null);

/** Opens the folder as the next process would, and lets it be. */
async function reopen(): Promise<void> {
  await (await openFileStore(root)).close();
}

/** What opening the folder does with the journals. */
async function settleAll(): Promise<void> {
  for (const name of await journals()) settleJournal(places, name, `${name}-taken`);
}

/** Of these, the hashes under which there is something else, or nothing. */
async function lacking(blobs: readonly { sha256: string; bytes: Buffer }[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { sha256, bytes } of blobs) if (!(await contentOf(sha256))?.equals(bytes)) lost.push(sha256);
  return lost;
}

// Under load, threads and processes take their time to begin.
vi.setConfig({ testTimeout: 60_000 });

describe("a journal", () => {
  it("stays when its files are there, and is gone when they have been synced", async () => {
    const blobs = some();
    storeBatch(places, packBatch(blobs), "one");
    expect(await journals()).toEqual(["one"]);
    expect(await lacking(blobs)).toEqual([]);
    await reopen();
    expect(await journals()).toEqual([]);
    expect(await lacking(blobs)).toEqual([]);
    expect(await readdir(places.incoming)).toEqual([]);
  });

  const losses: [string, (path: string) => Promise<void>][] = [
    ["is gone", (path) => rm(path)],
    ["is empty", (path) => truncate(path, 0)],
    ["is short", (path) => truncate(path, 700)],
    ["has other bytes", async (path) => writeFile(path, randomBytes((await readFile(path)).length))],
  ];
  it.each(losses)("brings back what after a power cut %s", async (_, lose) => {
    const blobs = some();
    storeBatch(places, packBatch(blobs), "one");
    for (const at of [3, 7, 19]) await lose(places.pathOf(blobs[at]!.sha256));
    await settleAll();
    expect(await lacking(blobs)).toEqual([]);
    expect(await journals()).toEqual([]);
  });

  it("brings back all, when not even a folder is left", async () => {
    const blobs = some();
    storeBatch(places, packBatch(blobs), "one");
    await rm(places.kept, { recursive: true });
    await reopen();
    expect(await lacking(blobs)).toEqual([]);
  });

  it("that was cut off anywhere gives no wrong byte a name, and is gone", async () => {
    const blobs = some(6);
    const image = packBatch(blobs);
    await mkdir(places.journals);
    for (const length of [0, 5, 8, 11, 12, 47, 48, 200, 230, 1000, image.length - 1]) {
      await writeFile(places.journal("torn"), image.subarray(0, length));
      await settleAll();
      for (const { sha256, bytes } of blobs) expect((await contentOf(sha256)) ?? bytes).toEqual(bytes);
      await rm(places.kept, { recursive: true });
      await mkdir(places.kept);
    }
    await writeFile(places.journal("torn"), randomBytes(5000));
    await settleAll();
    expect(await journals()).toEqual([]);
    expect(await readdir(places.kept)).toEqual([]);
  });

  it("that a killed process had taken to settle it is settled by the next", async () => {
    const blobs = some();
    storeBatch(places, packBatch(blobs), "one");
    await rm(places.pathOf(blobs[5]!.sha256));
    // One that is not there was taken by somebody else.
    settleJournal(places, "another's", "mine");
    // What can't be read keeps it.
    await rm(places.pathOf(blobs[6]!.sha256));
    await mkdir(places.pathOf(blobs[6]!.sha256));
    expect(() => settleJournal(places, "one", "taken")).toThrow(/EISDIR/);
    expect(await journals()).toEqual(["taken"]);
    await rm(places.pathOf(blobs[6]!.sha256), { recursive: true });
    await settleAll();
    expect(await lacking(blobs)).toEqual([]);
    expect(await journals()).toEqual([]);
  });

  it("that is settled by another process at any moment of its writing leaves every file durable", async () => {
    for (let moment = 0; moment <= 6; moment++) {
      const blobs = some(6);
      let placed = 0;
      const watched: Places = {
        ...places,
        pathOf(sha256) {
          if (placed++ === moment) settleJournal(places, "one", "theirs");
          return places.pathOf(sha256);
        },
      };
      storeBatch(watched, packBatch(blobs), "one");
      expect(await lacking(blobs)).toEqual([]);
      // Each file is asked for once to be written, and where the journal was lost again to be synced, with its folder.
      expect(placed).toBe(moment < 6 ? 18 : 6);
      expect(await journals()).toEqual(moment < 6 ? [] : ["one"]);
      await settleAll();
    }
  });

  it("of a batch that fails is gone, and so is what was half written", async () => {
    const blobs = some(6);
    // A folder where a file belongs: it can't be put there.
    await mkdir(join(places.pathOf(blobs[4]!.sha256), "in the way"), { recursive: true });
    expect(() => storeBatch(places, packBatch(blobs), "one")).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(await journals()).toEqual([]);
    expect(await readdir(places.incoming)).toEqual([]);
  });
});

describe("a store with journals", () => {
  it("has none left when it was closed", async () => {
    const store = await openFileStore(root);
    const blobs = some();
    await Promise.all([store.writeBatch(blobs), store.writeBatch(some()), store.writeBatch(blobs)]);
    await store.close();
    expect(await journals()).toEqual([]);
    expect(await lacking(blobs)).toEqual([]);
  });

  it("settles them by itself when no more batches come", async () => {
    const store = await openFileStore(root);
    await store.writeBatch(some());
    expect(await journals()).toHaveLength(1);
    await expect.poll(journals, { timeout: 10_000 }).toEqual([]);
    await store.close();
  });

  it("does not bring back what was removed, also not from another process's journal", async () => {
    const [mine, theirs] = [some(), some()];
    const store = await openFileStore(root);
    await store.writeBatch(mine);
    storeBatch(places, packBatch(theirs), "theirs");
    await store.remove(mine[3]!.sha256);
    await store.remove(theirs[3]!.sha256);
    // Killed, and begun again.
    await reopen();
    expect([await contentOf(mine[3]!.sha256), await contentOf(theirs[3]!.sha256)]).toEqual([null, null]);
    expect(await lacking([...mine, ...theirs].filter((_, at) => at % 20 !== 3))).toEqual([]);
    await store.close();
  });

  it("loses nothing that it acknowledged to kill -9 at any moment and a power cut that takes every file", async () => {
    const script = `
      import { createHash, randomBytes } from "node:crypto";
      import { openFileStore } from ${JSON.stringify(join(import.meta.dirname, "file-store.ts"))};
      const store = await openFileStore(${JSON.stringify(root)});
      for (;;) {
        const blobs = Array.from({ length: 50 }, () => randomBytes(2000)).map((bytes) => ({ sha256: createHash("sha256").update(bytes).digest("hex"), bytes }));
        await store.writeBatch(blobs);
        process.stdout.write(blobs.map((blob) => blob.sha256).join(" ") + "\\n");
        await new Promise((resolve) => setTimeout(resolve, 60));
      }`;
    for (const afterMs of [0, 7, 33, 120]) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
      const acknowledged: string[] = [];
      createInterface(child.stdout).on("line", (line) => void acknowledged.push(...line.split(" ")));
      await once(child.stdout, "data");
      await sleep(afterMs);
      child.kill("SIGKILL");
      await once(child, "close");
      expect(acknowledged.length).toBeGreaterThanOrEqual(50);
      // None of them was synced yet, but in the journals.
      await rm(places.kept, { recursive: true });
      await reopen();
      for (const sha256 of acknowledged) expect(sha256Of((await contentOf(sha256)) ?? Buffer.alloc(0))).toBe(sha256);
    }
  });
});
