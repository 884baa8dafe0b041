import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { fakeReference, startFakeRegistry, type FakeRegistry } from "./fake-registry.ts";
import { createRegistry, verify, type PulledManifest } from "./index.ts";
import { makeFolder } from "./testing.ts";

const content = { "config.json": Buffer.from('{"layers":3}'), "weights/model.bin": randomBytes(1_500_000), "empty": Buffer.alloc(0) };

let server: FakeRegistry;
beforeAll(async () => {
  server = await startFakeRegistry(content);
});
afterAll(() => server.close());

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ path: folder, remove } = await makeFolder());
  await createRegistry({ url: server.url, cache: false }).pull(fakeReference, { to: folder });
});
afterEach(() => remove());

const inFolder = (path: string) => join(folder, path);
async function rewriteManifest(change: (manifest: PulledManifest) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(inFolder(".countersign.json"), "utf8")) as PulledManifest;
  change(manifest);
  await writeFile(inFolder(".countersign.json"), JSON.stringify(manifest));
}

test("a folder that is as it was pulled is good, and its digest is the version's", async () => {
  expect(await verify(folder)).toEqual({
    ok: true, folder, reference: fakeReference, digest: server.digest, fault: null, files: 3, bytes: 1_500_012, missing: [], changed: [], surplus: [],
  });
  expect((await verify(folder, { digest: server.digest })).ok).toBe(true);
});

test("the manifest says what was pulled, from where and when", async () => {
  const before = Date.now();
  await createRegistry({ url: server.url, cache: false }).pull(fakeReference, { to: folder });
  const manifest = JSON.parse(await readFile(inFolder(".countersign.json"), "utf8")) as PulledManifest;
  expect(manifest).toMatchObject({ schema: "countersign.pulled/1", reference: fakeReference, version: 1, digest: server.digest, registry: server.url });
  expect(manifest.files.map(({ path }) => path)).toEqual(["config.json", "empty", "weights/model.bin"]);
  expect(manifest.metadata).toMatchObject({ framework: "scikit-learn" });
  expect(manifest.metadata).not.toHaveProperty("tags");
  expect(Date.parse(manifest.pulledAt)).toBeGreaterThanOrEqual(before);
});

test("what is missing, changed and surplus is listed", async () => {
  const bytes = Buffer.from(content["weights/model.bin"]);
  bytes[700_000] = (bytes[700_000] ?? 0) ^ 1;
  await writeFile(inFolder("weights/model.bin"), bytes);
  await rm(inFolder("empty"));
  await writeFile(inFolder("weights/evil.py"), "import os");
  await symlink("config.json", inFolder("link"));
  expect(await verify(folder)).toMatchObject({ ok: false, fault: null, missing: ["empty"], changed: ["weights/model.bin"], surplus: ["link", "weights/evil.py"] });
  expect(await verify(folder, { allowSurplus: true })).toMatchObject({ ok: false, surplus: [] });
});

test("surplus files alone are no good folder, unless they are allowed", async () => {
  await writeFile(inFolder("notes.txt"), "mine");
  expect(await verify(folder)).toMatchObject({ ok: false, surplus: ["notes.txt"] });
  expect((await verify(folder, { allowSurplus: true })).ok).toBe(true);
});

test("a link, or a folder, in the place of a file is a change, and so is a linked folder", async () => {
  await rename(inFolder("config.json"), inFolder("real.json"));
  await symlink("real.json", inFolder("config.json"));
  await rm(inFolder("empty"));
  await mkdir(inFolder("empty"));
  await rename(inFolder("weights"), inFolder("elsewhere"));
  await symlink("elsewhere", inFolder("weights"));
  const found = await verify(folder);
  expect(found.changed).toEqual(["config.json", "empty", "weights/model.bin"]);
  expect(found.surplus).toEqual(["elsewhere/model.bin", "real.json", "weights"]);
});

test("a manifest that was changed along with a file is found by its digest", async () => {
  await writeFile(inFolder("config.json"), '{"layers":4}');
  await rewriteManifest(({ files }) => void (files[0] && (files[0].sha256 = "5f0c9c7d1ab4be2c1ad4ba57b7c0f8bcb6a3d0e3b8a7e7f1d2c3b4a5968778aa")));
  expect(await verify(folder)).toMatchObject({ ok: false, fault: expect.stringContaining("The manifest was changed") });
});

test("facts that were changed are found as well", async () => {
  await rewriteManifest(({ metadata }) => void (metadata.metrics["auc"] = 0.99));
  expect(await verify(folder)).toMatchObject({ ok: false, fault: expect.stringContaining("The manifest was changed"), changed: [] });
});

test("a whole other version is found only by the digest that is demanded", async () => {
  const other = await startFakeRegistry({ "evil.bin": Buffer.from("x") });
  const { path, remove: removeOther } = await makeFolder();
  await createRegistry({ url: other.url, cache: false }).pull(fakeReference, { to: path });
  expect((await verify(path)).ok).toBe(true);
  expect(await verify(path, { digest: server.digest })).toMatchObject({ ok: false, fault: expect.stringContaining(server.digest) });
  await Promise.all([other.close(), removeOther()]);
});

test("a manifest that names paths outside of the folder is not followed there", async () => {
  await rewriteManifest(({ files }) => void (files[0] && (files[0].path = "../../etc/passwd")));
  const found = await verify(folder);
  expect(found).toMatchObject({ ok: false, changed: ["../../etc/passwd"] });
});

test("a manifest that is damaged is told, and one that is missing is another matter", async () => {
  await writeFile(inFolder(".countersign.json"), "{");
  expect(await verify(folder)).toMatchObject({ ok: false, reference: null, digest: null, fault: expect.stringContaining("not valid JSON") });
  await rm(inFolder(".countersign.json"));
  await expect(verify(folder)).rejects.toMatchObject({ reason: "file_refused", message: expect.stringContaining(".countersign.json") });
  await expect(verify(inFolder("nowhere"))).rejects.toMatchObject({ reason: "file_refused" });
});

test("a digest that is none is refused", async () => {
  await expect(verify(folder, { digest: "abc" })).rejects.toMatchObject({ reason: "invalid_setting" });
});

test.skipIf(process.getuid?.() === 0)("a file that can't be read is told", async () => {
  await chmod(inFolder("config.json"), 0);
  await expect(verify(folder)).rejects.toMatchObject({ reason: "file_failed" });
});

test("an abort is heeded", async () => {
  const reason = new Error("enough");
  await expect(verify(folder, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
