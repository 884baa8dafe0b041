/** What a push does when the way to the registry, or the registry itself, fails in the middle. */
import { randomBytes } from "node:crypto";
import { request, type IncomingMessage } from "node:http";
import { appendFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type PushProgress, type Registry } from "./index.ts";
import { digestsOf, makeFolder, readFolder, sampleMetadata as metadata, serveBetween } from "./testing.ts";

let server: TestRegistry;
let ada: TestPerson;
let registry: Registry;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ada = await server.addPerson("Ada", { risk: "contributor" });
  registry = createRegistry({ url: server.url, token: ada.token, cache: false });
});
afterAll(async () => {
  await settled();
  await server.close();
});

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const remove of removals.splice(0)) await remove();
});
async function folderWith(files: Record<string, string | Buffer>): Promise<string> {
  const { path, remove } = await makeFolder(files);
  removals.push(remove);
  return path;
}

/** Waits until nobody is sending any more. */
async function settled(): Promise<void> {
  const held = "select 1 from uploads where holder is not null";
  await vi.waitFor(async () => expect(await server.registry.db.execute(held)).toHaveLength(0), 10_000);
}

/** Waits until the registry has so many bytes of an upload that was cut, and has done with it. */
async function arrived(bytes: number): Promise<void> {
  const there = `select 1 from uploads where holder is null and (arrival ->> 'bytes')::int = ${bytes}`;
  await vi.waitFor(async () => expect(await server.registry.db.execute(there)).toHaveLength(1), 10_000);
}

let models = 0;
const newModel = () => `risk/transfer-${++models}`;

/** One PUT or POST of bytes, as it passed by. */
interface Passed {
  method: string;
  /** Where its bytes begin, as it says itself. */
  from: number;
  /** Whether it announces none. */
  empty: boolean;
  /** How many of them came this far. */
  bytes: number;
}

/**
 * A registry behind something that counts what is sent, and that fails.
 * @param cutAfter says after how many bytes of a request its connection is cut; never, when it says nothing
 */
async function behind(cutAfter: (passed: Passed, nth: number) => number | undefined): Promise<{ registry: Registry; passed: Passed[]; url: string }> {
  const passed: Passed[] = [];
  const between = await serveBetween(server.url, (req, res) => {
    const sends = req.method === "PUT" || (req.method === "POST" && req.url?.endsWith("/files"));
    if (!sends) return false;
    const from = Number(/^bytes (\d+)-/.exec(req.headers["content-range"] ?? "")?.[1] ?? 0);
    const one: Passed = { method: req.method ?? "", from, empty: req.headers["content-length"] === "0", bytes: 0 };
    const most = cutAfter(one, passed.push(one)) ?? Infinity;
    if (most === 0) return Boolean(req.destroy());
    const onward = request(`${server.url}${req.url}`, { method: req.method ?? "PUT", headers: req.headers }, (answer) => res.writeHead(answer.statusCode ?? 500, answer.headers) && answer.pipe(res));
    onward.on("error", () => req.destroy());
    const cut = () => {
      onward.destroy();
      req.destroy();
    };
    req.on("data", (piece: Buffer) => {
      const taken = piece.subarray(0, most - one.bytes);
      if (taken.length === 0) return;
      one.bytes += taken.length;
      const last = one.bytes === most;
      // All that was passed on has left before the cut.
      if (!onward.write(taken, () => last && cut())) drainInto(onward, req);
    });
    req.on("end", () => onward.end());
    return true;
  });
  removals.push(between.close);
  return { registry: createRegistry({ url: between.url, token: ada.token, cache: false }), passed, url: between.url };
}

function drainInto(onward: ReturnType<typeof request>, req: IncomingMessage): void {
  req.pause();
  onward.once("drain", () => req.resume());
}

/** The bytes of files that a version has, as they come back. */
async function contentOf(reference: string): Promise<Record<string, string>> {
  const to = await folderWith({});
  await registry.pull(reference, { to });
  const { ".countersign.json": _, ...files } = await readFolder(to);
  return files;
}

/** Where the bytes of uploads began, and how many they were; not the questions, which bring none. */
const puts = (passed: readonly Passed[]) => passed.filter(({ method, bytes }) => method === "PUT" && bytes > 0).map(({ from, bytes }) => [from, bytes]);

/** Makes a push fail when so many bytes of it have left. */
function stopAfter(bytes: number): { signal: AbortSignal; onProgress: (progress: PushProgress) => void } {
  const stop = new AbortController();
  return { signal: stop.signal, onProgress: ({ sentBytes }) => void (sentBytes >= bytes && stop.abort(new Error("enough"))) };
}

test("an upload that is cut goes on at the very byte, again and again", async () => {
  const cuts = [7_654_321, 100_001, 3_000_000];
  const { registry: through, passed } = await behind(({ empty }) => (empty ? undefined : cuts.shift()));
  const files = { "a.bin": randomBytes(20_000_000) };
  const saved = await through.saveModel({ model: newModel(), files: await folderWith(files), metadata });
  expect(puts(passed)).toEqual([[0, 7_654_321], [7_654_321, 100_001], [7_754_322, 3_000_000], [10_754_322, 9_245_678]]);
  expect(saved).toMatchObject({ uploadedBytes: 20_000_000, resumedBytes: 0 });
  expect(await contentOf(saved.reference)).toEqual(digestsOf(files));
});

test("an upload that was hashed before it is sent goes on too", async () => {
  const { registry: through, passed } = await behind((_, nth) => (nth === 1 ? 1_500_000 : undefined));
  const files = { "a.bin": randomBytes(3_000_000), "b.bin": randomBytes(3_000_000) };
  const saved = await through.saveModel({ model: newModel(), files: await folderWith(files), metadata });
  expect(puts(passed)).toEqual([[0, 1_500_000], [1_500_000, 1_500_000], [0, 3_000_000]]);
  expect(await contentOf(saved.reference)).toEqual(digestsOf(files));
});

test("an upload whose answer is lost is not sent again", async () => {
  const sizes: (string | undefined)[] = [];
  const between = await serveBetween(server.url, (req) => {
    if (req.method !== "PUT" || sizes.push(req.headers["content-length"]) > 1) return false;
    req.pipe(request(`${server.url}${req.url}`, { method: "PUT", headers: req.headers }, () => req.socket.destroy()));
    return true;
  });
  removals.push(between.close);
  const saved = await createRegistry({ url: between.url, token: ada.token }).saveModel({ model: newModel(), files: await folderWith({ a: randomBytes(2_000_000) }), metadata });
  expect(sizes).toEqual(["2000000", "0"]);
  expect(saved).toMatchObject({ uploadedBytes: 2_000_000, resumedBytes: 0 });
});

test("a push that failed is taken up by the next one of the same files, to the byte", async () => {
  const model = newModel();
  const files = { "large.bin": randomBytes(40_000_000), "small.bin": randomBytes(10) };
  const folder = await folderWith(files);
  const cuts = [12_345_678];
  let down = true;
  const { registry: through, passed } = await behind(() => cuts.shift() ?? (down ? 0 : undefined));
  const stop = new AbortController();
  const failing = through.saveModel({ model, files: join(folder, "large.bin"), metadata, signal: stop.signal });
  await arrived(12_345_678);
  stop.abort(new Error("enough"));
  await expect(failing).rejects.toThrow("enough");

  const seen: PushProgress[] = [];
  passed.length = 0;
  down = false;
  const saved = await through.saveModel({ model, files: folder, metadata, onProgress: (progress) => void seen.push(progress) });
  expect(puts(passed)).toEqual([[12_345_678, 27_654_322]]);
  expect(saved).toMatchObject({ version: 1, uploadedBytes: 27_654_332, resumedBytes: 12_345_678, reusedBytes: 0 });
  expect(seen.find(({ resumedBytes }) => resumedBytes > 0)?.resumedBytes).toBe(12_345_678);
  expect(seen.at(-1)).toMatchObject({ hashedBytes: 40_000_010, sentBytes: 27_654_332 });
  expect(await contentOf(saved.reference)).toEqual(digestsOf(files));
});

test("a file that was changed since the push that failed is sent from its first byte", async () => {
  const model = newModel();
  const bytes = randomBytes(20_000_000);
  const folder = await folderWith({ "large.bin": bytes });
  await expect(registry.saveModel({ model, files: folder, metadata, ...stopAfter(10_000_000) })).rejects.toThrow("enough");
  bytes[15_000_000]! ^= 1;
  writeFileSync(join(folder, "large.bin"), bytes);
  const saved = await registry.saveModel({ model, files: folder, metadata });
  expect(saved).toMatchObject({ uploadedBytes: 20_000_000, resumedBytes: 0 });
  expect(await contentOf(saved.reference)).toEqual(digestsOf({ "large.bin": bytes }));
});

test("what goes on after a change that shows nowhere is noticed, and sent once more from its first byte", async () => {
  const model = newModel();
  const bytes = randomBytes(20_000_000);
  const folder = await folderWith({ "large.bin": bytes });
  const then = new Date("2026-01-01T00:00:00Z");
  utimesSync(join(folder, "large.bin"), then, then);
  const cuts = [5_000_000];
  let down = true;
  const { registry: through, passed } = await behind(() => cuts.shift() ?? (down ? 0 : undefined));
  const stop = new AbortController();
  const failing = through.saveModel({ model, files: folder, metadata, signal: stop.signal });
  await arrived(5_000_000);
  stop.abort(new Error("enough"));
  await expect(failing).rejects.toThrow("enough");

  // Beyond the first MiB, in what the registry has.
  bytes[4_000_000]! ^= 1;
  writeFileSync(join(folder, "large.bin"), bytes);
  utimesSync(join(folder, "large.bin"), then, then);
  passed.length = 0;
  down = false;
  const saved = await through.saveModel({ model, files: folder, metadata });
  expect(puts(passed)).toEqual([[5_000_000, 15_000_000], [0, 20_000_000]]);
  expect(saved).toMatchObject({ uploadedBytes: 20_000_000, resumedBytes: 0 });
  expect(await contentOf(saved.reference)).toEqual(digestsOf({ "large.bin": bytes }));
});

test("thousands of small files are sent in a few requests, and in none when they are here", { timeout: 120_000 }, async () => {
  const files = Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`part/${at % 7}/größe-${at}.bin`, randomBytes(100 + (at % 900))]));
  const { registry: through, passed } = await behind(() => undefined);
  const [model, folder] = [newModel(), await folderWith(files)];
  const saved = await through.saveModel({ model, files: folder, metadata });
  expect(saved).toMatchObject({ files: 2100, uploadedBytes: saved.bytes });
  expect(passed.map(({ method }) => method)).toEqual(["POST", "POST", "POST"]);
  expect(await contentOf(saved.reference)).toEqual(digestsOf(files));
  expect(await through.saveModel({ model, files: folder, metadata })).toMatchObject({ uploadedBytes: 0, reusedBytes: saved.bytes });
  expect(passed).toHaveLength(3);
});

test("a pack of small files that is cut is sent again", async () => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.bin`, randomBytes(100_000)]));
  const { registry: through, passed } = await behind((_, nth) => (nth === 1 ? 2_000_000 : undefined));
  const seen: number[] = [];
  const saved = await through.saveModel({ model: newModel(), files: await folderWith(files), metadata, onProgress: ({ sentBytes }) => void seen.push(sentBytes) });
  expect(passed).toHaveLength(2);
  expect(saved).toMatchObject({ files: 50, uploadedBytes: 5_000_000 });
  expect(Math.max(...seen)).toBe(5_000_000);
  expect(await contentOf(saved.reference)).toEqual(digestsOf(files));
});

test.each([["a large file", 5_000_000], ["a pack", 50_000]])("%s that is damaged on the way is sent once more", async (_, size) => {
  let damaged = 0;
  const between = await serveBetween(server.url, (req, res) => {
    const sends = req.method === "PUT" || (req.method === "POST" && req.url?.endsWith("/files"));
    if (!sends || damaged++ > 0) return false;
    const onward = request(`${server.url}${req.url}`, { method: req.method ?? "", headers: req.headers }, (answer) => res.writeHead(answer.statusCode ?? 500, answer.headers) && answer.pipe(res));
    let at = 0;
    req.on("data", (piece: Buffer) => {
      const byte = 20_000 - at;
      at += piece.length;
      if (byte >= 0 && byte < piece.length) piece[byte]! ^= 1;
      onward.write(piece);
    });
    req.on("end", () => onward.end());
    return true;
  });
  removals.push(between.close);
  const files = { "a.bin": randomBytes(size) };
  const saved = await createRegistry({ url: between.url, token: ada.token }).saveModel({ model: newModel(), files: await folderWith(files), metadata });
  expect(damaged).toBe(2);
  expect(saved.uploadedBytes).toBe(size);
  expect(await contentOf(saved.reference)).toEqual(digestsOf(files));
});

test("a registry that says that it is busy is asked again when it said", async () => {
  const sizes: (string | undefined)[] = [];
  const between = await serveBetween(server.url, (req, res) => {
    if (req.method !== "PUT" || sizes.push(req.headers["content-length"]) > 1) return false;
    req.resume();
    res.writeHead(429, { "content-type": "application/json", "retry-after": "1" });
    res.end(JSON.stringify({ error: { reason: "upload_busy", message: "Wait.", details: {}, requestId: null } }));
    return true;
  });
  removals.push(between.close);
  const started = performance.now();
  await createRegistry({ url: between.url, token: ada.token }).saveModel({ model: newModel(), files: await folderWith({ a: randomBytes(2_000_000) }), metadata });
  expect(sizes).toEqual(["2000000", "0", "2000000"]);
  expect(performance.now() - started).toBeGreaterThan(900);
});

test("a full disk is told as such and at once, and leaves nothing to be seen", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(server.registry.store, "append").mockImplementation(async (_arrival, source) => {
    for await (const _ of source) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    throw new Error("nothing came");
  });
  const model = newModel();
  const { registry: through, passed } = await behind(() => undefined);
  const pushing = through.saveModel({ model, files: await folderWith({ "a.bin": randomBytes(20_000_000) }), metadata });
  await expect(pushing).rejects.toMatchObject({ reason: "storage_full", status: 507, message: expect.stringContaining("disk is full") });
  // On a busy machine the connection may break before the answer is read, and then it is asked for again; but not on and on.
  expect(passed.length).toBeLessThan(5);
  expect((await registry.api.versions.list.query({ model })).items).toEqual([]);
  expect((await registry.api.drafts.list.query({ model })).filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
});

test.each([["a large file", 3_000_000], ["a small one", 900_000]])("%s above the team's quota is refused, and leaves nothing to be seen", async (_, size) => {
  const root = createRegistry({ url: server.url, token: server.admin.token });
  await root.api.storage.setQuota.mutate({ team: "risk", quotaBytes: 500_000_000 });
  const model = newModel();
  const { registry: through, passed } = await behind(() => undefined);
  const used = await through.api.storage.team.query({ team: "risk" });
  await root.api.storage.setQuota.mutate({ team: "risk", quotaBytes: used.bytes + 500_000 });
  const pushing = through.saveModel({ model, files: await folderWith({ "a.bin": randomBytes(size) }), metadata });
  await expect(pushing).rejects.toMatchObject({ reason: "quota_exceeded", message: expect.stringContaining("The team risk may store") });
  // A file that can't fit is not sent at all.
  expect(puts(passed)).toEqual([]);
  expect((await registry.api.versions.list.query({ model })).items).toEqual([]);
  await root.api.storage.setQuota.mutate({ team: "risk", quotaBytes: null });
});

test("a file that grows while it goes on is named, and nothing is registered", async () => {
  const model = newModel();
  const folder = await folderWith({ "large.bin": randomBytes(20_000_000) });
  const cuts = [5_000_000];
  const { registry: through } = await behind(() => {
    if (cuts.length === 0) appendFileSync(join(folder, "large.bin"), "more");
    return cuts.shift();
  });
  await expect(through.saveModel({ model, files: folder, metadata })).rejects.toMatchObject({ reason: "file_changed", details: { path: "large.bin" } });
  expect((await registry.api.versions.list.query({ model })).items).toEqual([]);
});
