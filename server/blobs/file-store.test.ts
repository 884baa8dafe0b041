import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFileStore } from "./file-store.ts";
import { nativeHash, resumableHash } from "./hash.ts";
import { hashed, inPieces, keeper, sha256Of } from "./sample-bytes.ts";
import { describeStore } from "./store-contract.ts";
import type { Arrival, BlobStore } from "./store.ts";

const mebibyte = 1024 * 1024;
const newFolder = () => mkdtemp(join(tmpdir(), "countersign-store-"));

describeStore("a folder", async () => {
  const root = await newFolder();
  const store = await openFileStore(root);
  const close = async () => {
    await store.close();
    await rm(root, { recursive: true });
  };
  return { store, close };
});

describe("a folder", () => {
  let root: string;
  let store: BlobStore;
  beforeAll(async () => {
    root = join(await newFolder(), "blobs");
    store = await openFileStore(root);
  });
  afterAll(async () => {
    await store.close();
    await rm(join(root, ".."), { recursive: true });
  });

  it("is for its owner alone, as is every file in it", async () => {
    const { sha256 } = await store.write(inPieces(Buffer.from("weights"), 3));
    const batched = hashed(Buffer.from("bias"));
    await store.writeBatch([batched]);
    const { name } = await store.begin(10);
    const files = [sha256, batched.sha256].map((hash) => join("sha256", hash.slice(0, 2), hash.slice(2)));
    const folders = ["", "sha256", "incoming", join("sha256", sha256.slice(0, 2))];
    const modeOf = async (path: string) => (await stat(join(root, path))).mode & 0o777;
    expect(await Promise.all(folders.map(modeOf))).toEqual(folders.map(() => 0o700));
    expect(await Promise.all([...files, join("incoming", name)].map(modeOf))).toEqual([0o600, 0o600, 0o600]);
    await store.drop({ name });
  });

  it("goes on where it was kept for the last time after kill -9, whatever else had been written", async () => {
    const content = randomBytes(48 * mebibyte);
    const path = join(root, "..", "content");
    await appendFile(path, content);
    const begun = await store.begin(content.length);
    const script = `
      import { open } from "node:fs/promises";
      import { openFileStore } from ${JSON.stringify(join(import.meta.dirname, "file-store.ts"))};
      import { resumableHash } from ${JSON.stringify(join(import.meta.dirname, "hash.ts"))};
      const store = await openFileStore(${JSON.stringify(root)});
      const file = await open(${JSON.stringify(path)});
      async function* source() {
        yield* file.createReadStream({ end: ${40 * mebibyte - 1} });
        // The rest never comes.
        await new Promise(() => setInterval(() => {}, 1000));
      }
      const keep = async (arrival) => void process.stdout.write(JSON.stringify(arrival) + "\\n");
      await store.append(${JSON.stringify(begun)}, source(), await resumableHash(), keep);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    let kept = begun;
    createInterface(child.stdout).on("line", (line) => {
      kept = JSON.parse(line) as Arrival;
      if (kept.bytes >= 32 * mebibyte) child.kill("SIGKILL");
    });
    await once(child, "close");
    expect(child.signalCode).toBe("SIGKILL");
    expect(kept.bytes).toBeLessThan(40 * mebibyte);
    // More had been written than was kept, as far as anybody knows; it must not count.
    await appendFile(join(root, "incoming", begun.name), randomBytes(1000));

    const hash = await resumableHash(kept.hash ?? undefined);
    const all = await store.append(kept, inPieces(content.subarray(kept.bytes), mebibyte), hash, async () => {});
    expect(hash.digest()).toBe(sha256Of(content));
    await store.finish(all, { sha256: sha256Of(content), size: content.length });
    expect((await buffer(await store.read(sha256Of(content)))).equals(content)).toBe(true);
  });

  it("says that an arrival is lost when its file is shorter than what was kept", async () => {
    const content = randomBytes(100_000);
    const { keep, last } = keeper();
    await store.append(await store.begin(content.length), inPieces(content, 10_000), null, keep);
    await truncate(join(root, "incoming", last().name), 99_999);
    await expect(store.readArrival(last())).rejects.toMatchObject({ code: "ARRIVAL_LOST" });
    await expect(store.finish(last(), { sha256: sha256Of(content), size: content.length })).rejects.toMatchObject({ code: "ARRIVAL_LOST" });
    await store.drop(last());
  });
});

const mount = mountSmall();

/** A file system of 2 MiB, where we may make one. */
function mountSmall(): { path: string; unmount: () => void } | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  const path = execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", path], { stdio: "ignore" });
  } catch {
    return null;
  }
  return { path, unmount: () => execFileSync("sh", ["-c", 'umount "$0" && rmdir "$0"', path]) };
}

describe.skipIf(!mount)("a full disk (only where root may mount a small one)", () => {
  const path = mount?.path ?? "";
  afterAll(() => mount?.unmount());

  it("is told by its code, and what did not fit leaves nothing", async () => {
    const store = await openFileStore(path);
    const full = { code: "ENOSPC" };
    const content = randomBytes(3 * mebibyte);
    const small = await store.write(inPieces(randomBytes(200_000), 200_000));
    await expect(store.write(inPieces(content, 100_000))).rejects.toMatchObject(full);
    await expect(store.writeBatch(Array.from({ length: 30 }, () => hashed(randomBytes(100_000))))).rejects.toMatchObject(full);
    expect(await readdir(join(path, "incoming"))).toEqual([]);

    const begun = await store.begin(content.length);
    await expect(store.append(begun, inPieces(content, 100_000), nativeHash(), async () => {})).rejects.toMatchObject(full);
    await store.drop(begun);
    expect(await store.sizeOf(small.sha256)).toBe(200_000);
    // Journals take room only as long as there is some.
    const batches = [1, 2].map(() => Array.from({ length: 6 }, () => hashed(randomBytes(90_000))));
    for (const batch of batches) await store.writeBatch(batch);
    for (const { sha256 } of batches.flat()) expect(await store.sizeOf(sha256)).toBe(90_000);
    await Promise.all(batches.flat().map(({ sha256 }) => store.remove(sha256)));
    // There is room again.
    const later = await store.write(inPieces(content.subarray(0, 1_000_000), 100_000));
    expect((await readFile(join(path, "sha256", later.sha256.slice(0, 2), later.sha256.slice(2)))).length).toBe(1_000_000);
    await store.close();
  });
});
