/** What a push and a pull do while the registry's process is killed and comes back: tried on real processes, with no browser. */
import { createHash, randomFillSync } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry } from "@countersign/sdk";
import { createPeople, type Account } from "../demo/accounts.ts";
import { startProcess, type RegistryProcess } from "../server/testing/process.ts";
import { metadata } from "./random-bytes.ts";
import { expect, test } from "./test.ts";

const mebibyte = 1024 * 1024;

let home: string;
let folder: string;
let accounts: Record<"author", Account>;
let registry: RegistryProcess;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-transfer-"));
  folder = await mkdtemp(join(tmpdir(), "countersign-files-"));
  registry = await startProcess({ home });
  accounts = await createPeople(registry.url, ["author"]);
});
test.afterAll(async () => {
  await registry.stop();
  await Promise.all([home, folder].map((path) => rm(path, { recursive: true, force: true })));
});

/** Ends the registry with kill -9, and starts it again at the same address some time later. */
async function restart(afterMs: number): Promise<void> {
  const { port } = new URL(registry.url);
  await registry.kill();
  await new Promise((resolve) => {
    setTimeout(resolve, afterMs);
  });
  registry = await startProcess({ home, port: Number(port) });
}

const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("a large file goes on where the registry stands after kill -9 at 40 %, and is what it was", async () => {
  test.setTimeout(180_000);
  const bytes = randomFillSync(Buffer.alloc(96 * mebibyte));
  await writeFile(join(folder, "large.bin"), bytes);
  const author = createRegistry({ url: registry.url, token: accounts.author.token, cache: false });
  let restarting: Promise<void> | undefined;
  let before = 0;
  let least = Infinity;
  const saved = await author.saveModel({
    model: "quality/resumed",
    files: join(folder, "large.bin"),
    metadata,
    onProgress({ sentBytes, totalBytes }) {
      // The bytes that were lost are taken back before they are sent again.
      if (sentBytes < before) least = Math.min(least, sentBytes);
      before = sentBytes;
      if (sentBytes > totalBytes * 0.4) restarting ??= restart(5000);
    },
  });
  await restarting;
  expect(restarting).toBeDefined();
  // What the registry keeps of an upload is at most 16 MiB behind what it has received.
  expect(least).toBeGreaterThanOrEqual(16 * mebibyte);
  expect(saved).toMatchObject({ version: 1, uploadedBytes: bytes.length, resumedBytes: 0 });
  const { items } = await author.api.versions.files.query({ reference: saved.reference });
  expect(items).toEqual([{ path: "large.bin", size: bytes.length, sha256: sha256Of(bytes) }]);
  await author.pull(saved.reference, { to: join(folder, "pulled") });
  expect(sha256Of(await readFile(join(folder, "pulled", "large.bin")))).toBe(sha256Of(bytes));
});

test("a pull goes on where it was after kill -9 at 40 %, fetches each byte once, and gives what was pushed", async () => {
  test.setTimeout(180_000);
  const bytes = randomFillSync(Buffer.alloc(96 * mebibyte));
  await writeFile(join(folder, "pulled.bin"), bytes);
  const author = createRegistry({ url: registry.url, token: accounts.author.token, cache: false });
  const saved = await author.saveModel({ model: "quality/pulled", files: join(folder, "pulled.bin"), metadata });
  let restarting: Promise<void> | undefined;
  let atKill = 0;
  const to = join(folder, "pulled-through");
  const pulled = await author.pull(saved.reference, {
    to,
    onProgress({ receivedBytes, totalBytes }) {
      if (receivedBytes < totalBytes * 0.4 || restarting) return;
      atKill = receivedBytes;
      restarting = restart(5000);
    },
  });
  await restarting;
  // It was killed in the middle, and what had come was not fetched again.
  expect(atKill / bytes.length).toBeGreaterThan(0.4);
  expect(atKill / bytes.length).toBeLessThan(0.9);
  expect(pulled).toMatchObject({ digest: saved.digest, downloadedBytes: bytes.length });
  expect(sha256Of(await readFile(join(to, "pulled.bin")))).toBe(sha256Of(bytes));
  const requests = (await author.api.downloads.stats.query({ reference: saved.reference })).bytes;
  // The registry counts what is asked for: the rest once more, and not the whole.
  expect(requests).toBeLessThan(bytes.length * 1.7);
});

test("thousands of small files are all there after kill -9 in the middle", async () => {
  test.setTimeout(180_000);
  const names = Array.from({ length: 3000 }, (_, at) => `part-${at}.bin`);
  const source = await mkdtemp(join(folder, "many-"));
  await Promise.all(names.map((name) => writeFile(join(source, name), randomFillSync(Buffer.alloc(5000)))));
  const author = createRegistry({ url: registry.url, token: accounts.author.token, cache: false });
  let restarting: Promise<void> | undefined;
  const saved = await author.saveModel({
    model: "quality/many",
    files: source,
    metadata,
    onProgress: ({ sentBytes, totalBytes }) => {
      if (sentBytes > totalBytes / 3) restarting ??= restart(0);
    },
  });
  await restarting;
  expect(saved).toMatchObject({ version: 1, files: 3000, uploadedBytes: 15_000_000 });
});
