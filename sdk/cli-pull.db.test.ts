import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { digestsOf, makeFolder, passOn, readFolder, sampleMetadata as metadata, serveBetween } from "./testing.ts";
import { runCli, type Ran } from "./testing-cli.ts";

const mebibyte = 1024 * 1024;
const reference = "vision/large@1";
const content = { "config.json": Buffer.from('{"layers":3}'), "weights/model.bin": randomBytes(64 * mebibyte) };
const size = 64 * mebibyte + 12;

let server: TestRegistry;
let ada: TestPerson;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "maintainer" });
  const { path, remove } = await makeFolder(content);
  await createRegistry({ url: server.url, token: ada.token }).saveModel({ model: "vision/large", files: path, metadata });
  await remove();
});
afterAll(() => server.close());

let home: string;
let cache: string;
const closings: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const { path, remove } = await makeFolder();
  closings.push(remove);
  home = path;
  cache = join(home, "cache");
});
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

function run(args: string[], { env = {}, onStart }: { env?: Record<string, string>; onStart?: (child: ChildProcess) => void } = {}): Promise<Ran> {
  return runCli(args, { home, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: ada.token, COUNTERSIGN_CACHE: cache, ...env }, onStart });
}

/** What `--json` printed on stdout, with what else came of it. */
async function json(args: string[], options: Parameters<typeof run>[1] = {}): Promise<{ code: number | null; said: Record<string, unknown>; stderr: string }> {
  const { code, stdout, stderr } = await run([...args, "--json"], options);
  return { code, said: JSON.parse(stdout) as Record<string, unknown>, stderr };
}

/**
 * Stands before the registry and counts the bytes of files that pass.
 * @param most of one answer, after which nothing comes any more
 */
async function count(most = Number.POSITIVE_INFINITY): Promise<{ env: { COUNTERSIGN_URL: string }; bytes: () => number; ranges: (string | undefined)[] }> {
  let bytes = 0;
  const ranges: (string | undefined)[] = [];
  const between = await serveBetween(server.url, (req, res) => {
    if (!req.url?.startsWith("/files/")) return false;
    if (req.url.endsWith("model.bin")) ranges.push(req.headers.range);
    passOn(server.url, req, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      let passed = 0;
      answer.on("data", (chunk: Buffer) => {
        const some = chunk.subarray(0, most - passed);
        passed += some.length;
        bytes += some.length;
        if (some.length > 0 && !res.write(some)) {
          answer.pause();
          res.once("drain", () => answer.resume());
        }
      });
      answer.on("end", () => most === Number.POSITIVE_INFINITY && res.end());
      res.on("close", () => answer.destroy());
    });
    return true;
  });
  closings.push(between.close);
  return { env: { COUNTERSIGN_URL: between.url }, bytes: () => bytes, ranges };
}

/** Waits until the cache holds one part of at least so many bytes. */
async function partOf(bytes: number): Promise<string> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    for (const name of await readdir(join(cache, "partial")).catch(() => [])) {
      const path = join(cache, "partial", name);
      const stats = await stat(path).catch(() => null);
      if (stats && stats.size >= bytes) return path;
    }
    await sleep(20);
  }
  throw new Error(`no part of ${bytes} bytes was seen`);
}

async function expectPulled(folder: string): Promise<void> {
  const { ".countersign.json": manifest, ...files } = await readFolder(folder);
  expect(files).toEqual(digestsOf(content));
  expect(manifest).toBeDefined();
}

test("after a kill -9 in the middle, the next pull fetches only the rest", async () => {
  const held = await count(40 * mebibyte);
  let child: ChildProcess | undefined;
  const first = run(["pull", reference, "--to", "one"], { env: held.env, onStart: (started) => (child = started) });
  const part = await partOf(32 * mebibyte);
  child?.kill("SIGKILL");
  expect(await first).toMatchObject({ code: null });
  const { size: left } = await stat(part);
  expect((await readFolder(join(home, "one")))["weights/model.bin"]).toBeUndefined();

  const rest = await count();
  const second = await json(["pull", reference, "--to", "one"], { env: rest.env });
  expect(second).toMatchObject({ code: 0, stderr: "", said: { downloadedBytes: 64 * mebibyte - left, cachedBytes: left + 12, warnings: [] } });
  expect(rest.ranges).toEqual([`bytes=${left}-`]);
  expect(rest.bytes()).toBe(64 * mebibyte - left);
  await expectPulled(join(home, "one"));
  expect(await readdir(join(cache, "partial"))).toEqual([]);
});

test("after Ctrl-C, too", async () => {
  const held = await count(40 * mebibyte);
  let child: ChildProcess | undefined;
  const first = run(["pull", reference, "--to", "one"], { env: held.env, onStart: (started) => (child = started) });
  await partOf(32 * mebibyte);
  child?.kill("SIGINT");
  expect(await first).toEqual({ code: 130, stdout: "", stderr: "Interrupted.\n" });

  const rest = await count();
  expect(await json(["pull", reference, "--to", "one"], { env: rest.env })).toMatchObject({ code: 0 });
  expect(rest.bytes()).toBeLessThanOrEqual(32 * mebibyte);
  await expectPulled(join(home, "one"));
});

test("a second pull into another folder moves no byte", async () => {
  const counted = await count();
  expect((await json(["pull", reference, "--to", "one"], counted)).said).toMatchObject({ downloadedBytes: size, cachedBytes: 0 });
  expect(counted.bytes()).toBe(size);
  expect((await json(["pull", reference, "--to", "two"], counted)).said).toMatchObject({ downloadedBytes: 0, cachedBytes: size });
  expect(counted.bytes()).toBe(size);
  await expectPulled(join(home, "two"));
  const text = await run(["pull", reference, "--to", "two"]);
  expect(text).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("64.0 MiB were on this machine already") });
});

test("two processes that pull the same large file at once fetch it once, and both get it", async () => {
  const counted = await count();
  const both = await Promise.all(["one", "two"].map((to) => json(["pull", reference, "--to", to], counted)));
  for (const { code, said, stderr } of both) expect({ code, stderr, warnings: said["warnings"] }).toEqual({ code: 0, stderr: "", warnings: [] });
  expect(counted.ranges).toEqual([undefined]);
  expect(counted.bytes()).toBe(both.reduce((sum, { said }) => sum + Number(said["downloadedBytes"]), 0));
  // Small files are not waited for.
  expect(counted.bytes()).toBeLessThanOrEqual(size + content["config.json"].length);
  await expectPulled(join(home, "one"));
  await expectPulled(join(home, "two"));
});

test("who waits for a process that is killed fetches the rest himself", async () => {
  const held = await count(40 * mebibyte);
  let child: ChildProcess | undefined;
  const first = run(["pull", reference, "--to", "one"], { env: held.env, onStart: (started) => (child = started) });
  await partOf(32 * mebibyte);
  const counted = await count();
  const second = json(["pull", reference, "--to", "two"], counted);
  // It has begun, and waits.
  for (let waited = 0; waited < 20_000 && (await readdir(home)).every((name) => name !== "two"); waited += 20) await sleep(20);
  child?.kill("SIGKILL");
  await first;
  expect((await second).code).toBe(0);
  expect(counted.bytes()).toBeLessThanOrEqual(32 * mebibyte);
  await expectPulled(join(home, "two"));
});

test("--copy gives files to write to, and --no-cache keeps nothing", async () => {
  expect((await run(["pull", reference, "--to", "one", "--copy"])).code).toBe(0);
  const { mode, nlink } = await stat(join(home, "one", "config.json"));
  expect({ writable: (mode & 0o200) !== 0, nlink }).toEqual({ writable: true, nlink: 1 });
  await rm(cache, { recursive: true });
  expect((await run(["pull", reference, "--to", "two", "--no-cache"])).code).toBe(0);
  await expect(stat(cache)).rejects.toThrow("ENOENT");
  await expectPulled(join(home, "two"));
});

test("a cache that can't be used is a warning on stderr, and the files are there", async () => {
  await writeFile(cache, "a file in its place");
  const { code, said, stderr } = await json(["pull", reference, "--to", "one"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^warning: The cache in .*\n$/) });
  expect(said["warnings"]).toHaveLength(1);
  await expectPulled(join(home, "one"));
});

test("verify says whether a folder is as it was pulled, without a registry", async () => {
  const { said: pulled } = await json(["pull", reference, "--to", "one", "--copy"]);
  const digest = String(pulled["digest"]);
  const offline = { env: { COUNTERSIGN_URL: "http://127.0.0.1:1" } };
  expect(await run(["verify", "one", "--digest", digest], offline)).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(reference) });
  expect(await json(["verify", "one"], offline)).toMatchObject({ code: 0, said: { ok: true, reference, digest, files: 2, bytes: size } });

  await writeFile(join(home, "one", "notes.txt"), "mine");
  expect((await run(["verify", "one", "--allow-surplus"], offline)).code).toBe(0);
  await writeFile(join(home, "one", "config.json"), '{"layers":4}');
  await rm(join(home, "one", "weights/model.bin"));
  const bad = await run(["verify", "one"], offline);
  expect(bad).toMatchObject({ code: 1, stderr: "" });
  for (const line of ["missing  weights/model.bin", "changed  config.json", "surplus  notes.txt"]) expect(bad.stdout).toContain(line);
  expect(await json(["verify", "one"], offline)).toMatchObject({ code: 1, said: { ok: false, missing: ["weights/model.bin"], changed: ["config.json"], surplus: ["notes.txt"] } });

  expect(await run(["verify", "one", "--digest", "nonsense"], offline)).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("sha256:") });
  expect(await run(["verify", "."], offline)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(".countersign.json is not there") });
  expect((await run(["verify", "--help"])).stdout).toContain("--digest");
});

test("the cache says where it lies and what it holds, and is emptied", async () => {
  expect(await run(["cache", "path"])).toEqual({ code: 0, stdout: `${cache}\n`, stderr: "" });
  await run(["pull", reference, "--to", "one"]);
  expect((await json(["cache", "size"])).said).toEqual({ path: cache, entries: { files: 2, bytes: size }, parts: { files: 0, bytes: 0 } });
  expect((await run(["cache", "size"])).stdout).toContain("64.0 MiB");
  expect((await json(["cache", "prune"])).said).toEqual({ path: cache, removed: { files: 0, bytes: 0 } });
  await rm(join(home, "one"), { recursive: true });
  expect((await json(["cache", "prune", "--older-than", "0h"])).said).toEqual({ path: cache, removed: { files: 2, bytes: size } });
  expect((await json(["cache", "prune", "--all"])).said).toEqual({ path: cache, removed: { files: 0, bytes: 0 } });
  expect(await run(["cache", "prune", "--older-than", "soon"])).toMatchObject({ code: 2, stdout: "" });
  expect(await run(["cache", "path"], { env: { COUNTERSIGN_CACHE: "off" } })).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("turned off") });
});

test("pulling into a folder whose files are read-only replaces what differs", async () => {
  await run(["pull", reference, "--to", "one"]);
  const config = join(home, "one", "config.json");
  await rm(config);
  await writeFile(config, '{"layers":4}');
  await chmod(config, 0o444);
  expect((await json(["pull", reference, "--to", "one"])).said).toMatchObject({ downloadedBytes: 0 });
  await expectPulled(join(home, "one"));
});
