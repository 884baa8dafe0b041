import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, verify, type Registry } from "./index.ts";
import { shortenPauses } from "./short-pauses.ts";
import { digestsOf, makeFolder, passOn, readFolder as readAll, sampleMetadata as metadata, serveBetween, type Handler } from "./testing.ts";

// The pauses before another try are the business of another test.
shortenPauses();

const config = Buffer.from('{"layers":3}');
const content = { "config.json": config, "weights/model.bin": randomBytes(3_000_000) };
const size = 3_000_012;
/** Large enough for a connection of its own. */
const largeContent = { "config.json": config, "weights/model.bin": randomBytes(20_000_000) };
const sizes = [
  ["small", "risk/fraud-detector@1", content],
  ["large", "risk/large@1", largeContent],
] as const;

let server: TestRegistry;
let ada: TestPerson;
let registry: Registry;
let reference: string;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ada = await server.addPerson("Ada", { risk: "maintainer" });
  registry = createRegistry({ url: server.url, token: ada.token });
  for (const [, name, files] of sizes) {
    const { path, remove } = await makeFolder(files);
    await registry.saveModel({ model: name.slice(0, -2), files: path, metadata });
    await remove();
  }
  reference = sizes[0][1];
});
afterAll(() => server.close());

const removals: (() => Promise<void>)[] = [];
beforeEach(async () => {
  vi.stubEnv("COUNTERSIGN_CACHE", await emptyFolder());
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const remove of removals.splice(0)) await remove();
});
async function emptyFolder(): Promise<string> {
  const { path, remove } = await makeFolder();
  removals.push(remove);
  return path;
}
/** What was pulled into a folder, without the manifest. */
async function readFolder(folder: string): Promise<Record<string, string>> {
  const { ".countersign.json": _, ...files } = await readAll(folder);
  return files;
}
/** The registry, with somebody in between. */
async function meddledWith(meddle: (...request: Parameters<Handler>) => boolean): Promise<Registry> {
  const between = await serveBetween(server.url, meddle);
  removals.push(between.close);
  return createRegistry({ url: between.url, token: ada.token });
}
const isBytes = (req: IncomingMessage) => /^\/files\/risk\/[^/]+\/1\/weights/.test(req.url ?? "");

test("what is in place already is not fetched again, and what differs is replaced", async () => {
  const to = await emptyFolder();
  await registry.pull(reference, { to, cache: false });
  await writeFile(join(to, "notes.txt"), "mine");
  expect(await registry.pull(reference, { to, cache: false })).toMatchObject({ downloadedBytes: 0, cachedBytes: size });
  await writeFile(join(to, "config.json"), '{"layers":4}');
  expect(await registry.pull(reference, { to, cache: false })).toMatchObject({ downloadedBytes: 12, cachedBytes: 3_000_000 });
  expect(await readFolder(to)).toEqual(digestsOf({ ...content, "notes.txt": "mine" }));
});

test("what was pulled can be checked without the registry, against the digest that it gave", async () => {
  const to = await emptyFolder();
  const { digest } = await registry.pull(reference, { to });
  expect(digest).toBe((await registry.get(reference)).digest);
  expect(await verify(to, { digest })).toMatchObject({ ok: true, reference, digest, files: 2, bytes: size });
});

test("what was pulled once is not asked for again", async () => {
  const asked: unknown[] = [];
  const meddled = await meddledWith((req) => {
    if (req.url?.startsWith("/files/")) asked.push(req.url);
    return false;
  });
  expect(await meddled.pull(reference, { to: await emptyFolder() })).toMatchObject({ downloadedBytes: size, cachedBytes: 0 });
  expect(asked).toHaveLength(2);
  const to = await emptyFolder();
  expect(await meddled.pull("risk/fraud-detector@1", { to })).toMatchObject({ downloadedBytes: 0, cachedBytes: size });
  expect(asked).toHaveLength(2);
  expect(await readFolder(to)).toEqual(digestsOf(content));
});

test("a large file arrives byte for byte", async () => {
  const to = await emptyFolder();
  expect(await registry.pull("risk/large", { to })).toMatchObject({ downloadedBytes: 20_000_012 });
  expect(await readFolder(to)).toEqual(digestsOf(largeContent));
});

test("the folder is made, with those above it", async () => {
  const to = join(await emptyFolder(), "a", "b");
  expect((await registry.pull(reference, { to })).to).toBe(to);
  expect(await readFolder(to)).toEqual(digestsOf(content));
});

test("a stage that moves in the middle of a pull changes nothing of it", async () => {
  await registry.api.pointers.setAlias.mutate({ model: "risk/fraud-detector", alias: "moving", version: 1 });
  const { path, remove } = await makeFolder({ "config.json": "other" });
  removals.push(remove);
  const { version } = await registry.saveModel({ model: "risk/fraud-detector", files: path, metadata });
  const meddled = await meddledWith((req, res) => {
    if (!req.url?.includes("versions.files")) return false;
    void registry.api.pointers.setAlias.mutate({ model: "risk/fraud-detector", alias: "moving", version }).then(() =>
      passOn(server.url, req, (answer) => res.writeHead(answer.statusCode ?? 500, answer.headers) && answer.pipe(res)),
    );
    return true;
  });
  const to = await emptyFolder();
  expect(await meddled.pull("risk/fraud-detector@moving", { to })).toMatchObject({ reference });
  expect(await readFolder(to)).toEqual(digestsOf(content));
  expect((await registry.get("risk/fraud-detector@moving")).number).toBe(version);
});

const lies: Record<string, (answer: Buffer) => Buffer> = {
  "one other bit": (bytes) => {
    const copy = Buffer.from(bytes);
    copy[1_500_000]! ^= 1;
    return copy;
  },
  "too many bytes": (bytes) => Buffer.concat([bytes, Buffer.from("more")]),
  "too few bytes": (bytes) => bytes.subarray(0, 1000),
  "nothing": () => Buffer.alloc(0),
};
const lieOfEach = sizes.flatMap(([which, name]) => Object.keys(lies).map((lie) => [which, lie, name] as const));
test.each(lieOfEach)("bytes of a %s file that are not the registered ones never get its name: %s", async (_, lie, name) => {
  const meddled = await meddledWith((req, res) => {
    if (!isBytes(req)) return false;
    passOn(server.url, req, (answer) => {
      void answer.toArray().then((chunks: Buffer[]) => {
        const bytes = lies[lie]!(Buffer.concat(chunks));
        res.writeHead(answer.statusCode ?? 500, { ...answer.headers, "content-length": bytes.length }).end(bytes);
      });
    });
    return true;
  });
  const to = await emptyFolder();
  await expect(meddled.pull(name, { to })).rejects.toMatchObject({ reason: "digest_mismatch", message: expect.stringContaining("weights/model.bin") });
  expect(await readdir(join(to, "weights"))).toEqual([]);

  // What was there before stays.
  await writeFile(join(to, "weights", "model.bin"), "old");
  await expect(meddled.pull(name, { to })).rejects.toMatchObject({ reason: "digest_mismatch" });
  expect(await readFile(join(to, "weights", "model.bin"), "utf8")).toBe("old");
  expect(await readdir(join(to, "weights"))).toEqual(["model.bin"]);
});

test.each(sizes)("a download of a %s file that is cut goes on where it was", async (_, name, files) => {
  const ranges: (string | undefined)[] = [];
  const meddled = await meddledWith((req, res) => {
    if (!isBytes(req)) return false;
    ranges.push(req.headers.range);
    const cut = ranges.length < 3 ? 1_000_000 : Number.POSITIVE_INFINITY;
    passOn(server.url, req, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      void answer.toArray().then((chunks: Buffer[]) => {
        const bytes = Buffer.concat(chunks);
        if (bytes.length <= cut) res.end(bytes);
        else res.write(bytes.subarray(0, cut), () => setTimeout(() => res.destroy(), 50));
      });
    });
    return true;
  });
  const to = await emptyFolder();
  const pulled = await meddled.pull(name, { to });
  expect(ranges).toEqual([undefined, "bytes=1000000-", "bytes=2000000-"]);
  expect(pulled.downloadedBytes).toBe(files["weights/model.bin"].length + config.length);
  expect(await readFolder(to)).toEqual(digestsOf(files));
});

test("a download that can't be gone on with begins again", async () => {
  let asked = 0;
  const meddled = await meddledWith((req, res) => {
    if (!isBytes(req)) return false;
    delete req.headers.range;
    passOn(server.url, req, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      if (asked++ > 0) answer.pipe(res);
      else answer.once("data", (chunk: Buffer) => res.write(chunk, () => setTimeout(() => res.destroy(), 50)));
    });
    return true;
  });
  const to = await emptyFolder();
  expect(await meddled.pull(reference, { to })).toMatchObject({ downloadedBytes: size });
  expect(asked).toBe(2);
  expect(await readFolder(to)).toEqual(digestsOf(content));
});

test("a registry that names paths outside of the folder is not believed", async () => {
  for (const path of ["../evil", "/tmp/evil", "a\\..\\evil", "C:evil"]) {
    const meddled = await meddledWith((req, res) => {
      if (!req.url?.includes("versions.files")) return false;
      res.end(JSON.stringify({ result: { data: { items: [{ path, size: 1, sha256: "0".repeat(64) }], next: null } } }));
      return true;
    });
    const to = await emptyFolder();
    await expect(meddled.pull(reference, { to: join(to, "in") })).rejects.toMatchObject({ reason: "unsafe_path" });
    expect(await readdir(to)).toEqual([]);
  }
});

test("nothing is written through a link, and a link in the place of a file is replaced and not followed", async () => {
  const [to, elsewhere] = [await emptyFolder(), await emptyFolder()];
  await symlink(elsewhere, join(to, "weights"));
  await expect(registry.pull(reference, { to })).rejects.toMatchObject({ reason: "unsafe_path", message: expect.stringContaining(join(to, "weights")) });
  expect(await readdir(elsewhere)).toEqual([]);

  const other = await emptyFolder();
  await writeFile(join(elsewhere, "precious"), "mine");
  await symlink(join(elsewhere, "precious"), join(other, "config.json"));
  await registry.pull(reference, { to: other });
  expect(await readFile(join(elsewhere, "precious"), "utf8")).toBe("mine");
  await expect(readlink(join(other, "config.json"))).rejects.toThrow("EINVAL");
});

test("the folder to pull into may itself be reached through a link", async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, "real"));
  await symlink("real", join(folder, "link"));
  await registry.pull(reference, { to: join(folder, "link") });
  expect(await readFolder(join(folder, "real"))).toEqual(digestsOf(content));
});

test("a folder in the place of a file, and a file in the place of a folder, are told and left alone", async () => {
  const to = await emptyFolder();
  await mkdir(join(to, "config.json"));
  await expect(registry.pull(reference, { to })).rejects.toMatchObject({ reason: "unsafe_path", message: expect.stringContaining("config.json is a folder") });
  const other = await emptyFolder();
  await writeFile(join(other, "weights"), "x");
  await expect(registry.pull(reference, { to: other })).rejects.toMatchObject({ reason: "unsafe_path", message: expect.stringContaining("weights is a file") });
  expect((await stat(join(other, "weights"))).size).toBe(1);
});

test.each(sizes)("an aborted pull of a %s file leaves no half file", async (_, name) => {
  const to = await emptyFolder();
  const stop = new AbortController();
  const reason = new Error("enough");
  const pulling = registry.pull(name, { to, signal: stop.signal, onProgress: ({ receivedBytes }) => void (receivedBytes > 100_000 && stop.abort(reason)) });
  await expect(pulling).rejects.toBe(reason);
  expect(Object.keys(await readFolder(to)).filter((path) => path !== "config.json")).toEqual([]);
});

test("a reference that names nothing is told, and no folder is made", async () => {
  const to = join(await emptyFolder(), "new");
  for (const unknown of ["risk/fraud-detector@99", "risk/fraud-detector@production", "risk/none", "nobody/none@1"]) {
    await expect(registry.pull(unknown, { to })).rejects.toMatchObject({ reason: "not_found", status: 404 });
  }
  await expect(registry.pull("no reference", { to })).rejects.toMatchObject({ reason: "invalid_input" });
  await expect(stat(to)).rejects.toThrow("ENOENT");
});

test("somebody outside of the team gets nothing", async () => {
  const mallory = await server.addPerson("Mallory");
  const outside = createRegistry({ url: server.url, token: mallory.token });
  await expect(outside.pull(reference, { to: await emptyFolder() })).rejects.toMatchObject({ reason: "not_found" });
  await expect(createRegistry({ url: server.url, token: "" }).get(reference)).rejects.toMatchObject({ reason: "not_signed_in", status: 401 });
});
