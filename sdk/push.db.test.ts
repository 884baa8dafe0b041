import { appendFileSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./index.ts";
import { digestsOf, makeFolder, passOn, readFolder, sampleMetadata as metadata, serveBetween } from "./testing.ts";

let server: TestRegistry;
let ada: TestPerson;
let registry: Registry;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ada = await server.addPerson("Ada", { risk: "contributor" });
  registry = createRegistry({ url: server.url, token: ada.token, cache: false });
});
afterAll(() => server.close());

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});
async function folderWith(files: Record<string, string | Buffer>): Promise<string> {
  const { path, remove } = await makeFolder(files);
  removals.push(remove);
  return path;
}
let models = 0;
const newModel = () => `risk/model-${++models}`;

/** What a pull has put into a folder, without its own note of it. */
async function pulledFiles(folder: string): Promise<Record<string, string>> {
  const { ".countersign.json": _, ...files } = await readFolder(folder);
  return files;
}

/** How many versions a model has, and drafts that Ada left. */
async function countOf(model: string): Promise<{ versions: number; drafts: number }> {
  const { items } = await registry.api.versions.list.query({ model });
  const rows = await server.registry.db.execute(
    `select 1 from versions v join models m on m.id = v.model_id where v.number is null and m.name = '${model.split("/")[1]}'
      and not exists (select 1 from version_deletions d where d.version_id = v.id)`,
  );
  return { versions: items.length, drafts: rows.length };
}

test("a folder that is pushed comes back byte for byte", async () => {
  const files = {
    "model.bin": randomBytes(3_000_000),
    "empty": Buffer.alloc(0),
    "weights/layer 1/größe 100%.bin": randomBytes(10),
    ".hidden/#1?.txt": Buffer.from("x"),
    "模型/🧠.json": Buffer.from("{}"),
  };
  const saved = await registry.saveModel({ model: newModel(), files: await folderWith(files), metadata });
  expect(saved).toMatchObject({ version: 1, files: 5, bytes: 3_000_013, uploadedBytes: 3_000_013, reusedBytes: 0 });
  expect(saved.reference).toMatch(/^risk\/model-\d+@1$/);
  const to = await folderWith({});
  const pulled = await registry.pull(saved.reference, { to });
  expect(await pulledFiles(to)).toEqual(digestsOf(files));
  expect(pulled).toMatchObject({ reference: saved.reference, digest: saved.digest, downloadedBytes: 3_000_013, cachedBytes: 0, to });
});

test("the same files are not sent twice, to this model or another", async () => {
  const model = newModel();
  const folder = await folderWith({ "a.bin": randomBytes(100_000), "b.bin": randomBytes(10) });
  const first = await registry.saveModel({ model, files: folder, metadata });
  const second = await registry.saveModel({ model, files: folder, metadata });
  expect(second).toMatchObject({ version: 2, uploadedBytes: 0, reusedBytes: 100_010, digest: first.digest });
  const other = await registry.saveModel({ model: newModel(), files: join(folder, "a.bin"), metadata });
  expect(other).toMatchObject({ uploadedBytes: 0, reusedBytes: 100_000 });
});

test("what the registry has is registered in one call, once even where its answer is lost", async () => {
  const model = newModel();
  const folder = await folderWith({ "a.bin": randomBytes(100_000), "b/c.bin": randomBytes(10) });
  await registry.saveModel({ model, files: folder, metadata });
  const asked: string[] = [];
  const between = await serveBetween(server.url, (req) => {
    const procedure = /trpc\/([\w.]+)/.exec(req.url ?? "")?.[1] ?? "";
    if (asked.push(procedure) !== 2) return false;
    req.pipe(request(`${server.url}${req.url}`, { method: "POST", headers: req.headers }, () => req.socket.destroy()));
    return true;
  });
  removals.push(between.close);
  const seen: number[] = [];
  const saved = await createRegistry({ url: between.url, token: ada.token }).saveModel({ model, files: folder, metadata, onProgress: ({ reusedBytes }) => void seen.push(reusedBytes) });
  expect(asked).toEqual(["versions.novelSizes", "versions.register", "versions.register"]);
  expect(saved).toMatchObject({ version: 2, files: 2, bytes: 100_010, uploadedBytes: 0, reusedBytes: 100_010 });
  expect(seen).toEqual([0, 100_010]);
  expect(await countOf(model)).toEqual({ versions: 2, drafts: 0 });
});

test("a folder that was pulled is pushed as the version that it is", async () => {
  const model = newModel();
  const first = await registry.saveModel({ model, files: await folderWith({ "a.bin": randomBytes(100), "b/c.bin": "c" }), metadata });
  const to = await folderWith({});
  await registry.pull(first.reference, { to });
  expect(await registry.saveModel({ model, files: to, metadata })).toMatchObject({ version: 2, files: 2, uploadedBytes: 0, digest: first.digest });
});

test("of ten files only the one that was changed is sent", async () => {
  const model = newModel();
  const files = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`part-${at}.bin`, randomBytes(at % 2 === 0 ? 1_500_000 : 50_000)]));
  const folder = await folderWith(files);
  await registry.saveModel({ model, files: folder, metadata });
  for (const [name, size] of [["part-3.bin", 50_000], ["part-4.bin", 1_500_000]] as const) {
    writeFileSync(join(folder, name), randomBytes(size));
    expect(await registry.saveModel({ model, files: folder, metadata })).toMatchObject({ uploadedBytes: size, reusedBytes: 7_750_000 - size });
  }
});

test("two files of a version with the same bytes are sent once", async () => {
  const bytes = randomBytes(50_000);
  const saved = await registry.saveModel({ model: newModel(), files: await folderWith({ "a.bin": bytes, "b.bin": bytes, "c.bin": bytes }), metadata });
  expect(saved).toMatchObject({ files: 3, uploadedBytes: 50_000, reusedBytes: 100_000 });
  const large = randomBytes(3_000_000);
  const twins = await registry.saveModel({ model: newModel(), files: await folderWith({ "a.bin": large, "b.bin": large }), metadata });
  expect(twins).toMatchObject({ files: 2, uploadedBytes: 3_000_000, reusedBytes: 3_000_000 });
});

test("large files of one size are hashed while they are sent, unless they might be copies", async () => {
  const files = Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`shard-${at}.bin`, randomBytes(6_000_001)]));
  let hashedAtFirst = 0;
  const onProgress = ({ hashedBytes, sentBytes }: { hashedBytes: number; sentBytes: number }) => {
    if (sentBytes === 0) hashedAtFirst = hashedBytes;
  };
  const saved = await registry.saveModel({ model: newModel(), files: await folderWith(files), metadata, onProgress });
  expect(saved).toMatchObject({ files: 4, uploadedBytes: 24_000_004, reusedBytes: 0 });
  expect(hashedAtFirst).toBeLessThan(12_000_000);
  // Alike where samples are taken, and still two files.
  const one = randomBytes(5_000_000);
  const other = Buffer.from(one);
  other[1_000_000]! ^= 1;
  const alike = await registry.saveModel({ model: newModel(), files: await folderWith({ "one.bin": one, "other.bin": other }), metadata });
  expect(alike).toMatchObject({ uploadedBytes: 10_000_000, reusedBytes: 0 });
  const to = await folderWith({});
  await registry.pull(alike.reference, { to });
  expect(await pulledFiles(to)).toEqual(digestsOf({ "one.bin": one, "other.bin": other }));
});

test("more files than one call takes are all registered", async () => {
  const files = Object.fromEntries(Array.from({ length: 1003 }, (_, at) => [`part-${at}.txt`, String(at % 50)]));
  const saved = await registry.saveModel({ model: newModel(), files: await folderWith(files), metadata });
  expect(saved.files).toBe(1003);
  const to = await folderWith({});
  await registry.pull(saved.reference, { to });
  expect(Object.keys(await pulledFiles(to))).toHaveLength(1003);
});

test("an explicit number is given, and given once", async () => {
  const model = newModel();
  const files = await folderWith({ "a.bin": "a" });
  expect(await registry.saveModel({ model, files, metadata, version: 1 })).toMatchObject({ version: 1 });
  await expect(registry.saveModel({ model, files, metadata, version: 1 })).rejects.toMatchObject({ reason: "version_exists", status: 409, details: { next: 2 } });
  await expect(registry.saveModel({ model, files, metadata, version: 7 })).rejects.toMatchObject({ reason: "version_number" });
  expect(await countOf(model)).toEqual({ versions: 1, drafts: 0 });
});

test("a model begins with the visibility that its first version is pushed with, whether its bytes are sent or here already", async () => {
  const files = await folderWith({ "model.bin": randomBytes(2_100_003) });
  for (const model of [newModel(), newModel()]) {
    await registry.saveModel({ model, files, metadata, visibility: "private" });
    expect(await registry.api.models.get.query({ model })).toMatchObject({ visibility: "private", newestVersion: 1 });
    await expect(registry.saveModel({ model, files, metadata, visibility: "internal" })).rejects.toMatchObject({ reason: "already_exists" });
    await expect(registry.saveModel({ model, files: await folderWith({ "other.bin": randomBytes(10) }), metadata, visibility: "private" })).rejects.toMatchObject({ reason: "already_exists" });
    expect(await countOf(model)).toEqual({ versions: 1, drafts: 0 });
  }
});

test("metadata that is incomplete is refused, and what is missing is named", async () => {
  const { framework: _, datasets: __, ...rest } = metadata;
  const pushing = registry.saveModel({ model: newModel(), files: await folderWith({ a: "a" }), metadata: rest as never });
  await expect(pushing).rejects.toMatchObject({
    reason: "metadata_incomplete",
    message: expect.stringMatching(/framework.*missing.*datasets.*missing/s),
    details: { missing: ["metadata.framework", "metadata.datasets"] },
  });
});

test("a file that grows while it is sent is named, and nothing is registered", async () => {
  const model = newModel();
  const folder = await folderWith({ "big.bin": randomBytes(20_000_000), "small.bin": "s" });
  let grown = false;
  const pushing = registry.saveModel({
    model,
    files: folder,
    metadata,
    onProgress({ sentBytes }) {
      if (sentBytes > 1 && !grown) appendFileSync(join(folder, "big.bin"), "more");
      grown ||= sentBytes > 1;
    },
  });
  await expect(pushing).rejects.toMatchObject({ reason: "file_changed", message: expect.stringContaining(join(folder, "big.bin")) });
  expect(await countOf(model)).toEqual({ versions: 0, drafts: 0 });
});

test("a file that is changed after it was hashed is named, though its size stays", async () => {
  const model = newModel();
  const folder = await folderWith({ "a.bin": "before", "b.bin": "b" });
  const pushing = registry.saveModel({
    model,
    files: folder,
    metadata,
    onProgress({ hashedBytes, totalBytes }) {
      if (hashedBytes === totalBytes) writeFileSync(join(folder, "a.bin"), "AFTER!");
    },
  });
  await expect(pushing).rejects.toMatchObject({ reason: "file_changed", details: { path: "a.bin" } });
  expect(await countOf(model)).toEqual({ versions: 0, drafts: 0 });
});

test("a file that is changed while the registry holds its bytes already is noticed too, and so is one that is added", async () => {
  const model = newModel();
  const folder = await folderWith({ "a.bin": "known" });
  await registry.saveModel({ model, files: folder, metadata });
  for (const change of [() => writeFileSync(join(folder, "a.bin"), "other"), () => writeFileSync(join(folder, "b.bin"), "new")]) {
    const pushing = registry.saveModel({ model, files: folder, metadata, onProgress: ({ hashedBytes }) => void (hashedBytes > 0 && change()) });
    await expect(pushing).rejects.toMatchObject({ reason: "file_changed" });
    writeFileSync(join(folder, "a.bin"), "known");
  }
  expect(await countOf(model)).toEqual({ versions: 1, drafts: 0 });
});

test("bytes that were changed behind an unchanged time are found by the registry", async () => {
  const model = newModel();
  // Two that might be copies of each other: they are hashed before they are sent.
  const bytes = randomBytes(2_000_000);
  const nearly = Buffer.from(bytes);
  nearly[500_000]! ^= 1;
  const folder = await folderWith({ "a.bin": bytes, "b.bin": nearly });
  const then = new Date("2026-01-01T00:00:00Z");
  utimesSync(join(folder, "a.bin"), then, then);
  let changed = false;
  const pushing = registry.saveModel({
    model,
    files: folder,
    metadata,
    onProgress({ hashedBytes, totalBytes }) {
      if (!changed && hashedBytes === totalBytes) {
        writeFileSync(join(folder, "a.bin"), randomBytes(2_000_000));
        utimesSync(join(folder, "a.bin"), then, then);
        changed = true;
      }
    },
  });
  await expect(pushing).rejects.toMatchObject({ reason: "digest_mismatch", message: expect.stringContaining("a.bin") });
  expect(await countOf(model)).toEqual({ versions: 0, drafts: 0 });
});

test("an aborted push leaves nothing", async () => {
  const model = newModel();
  const stop = new AbortController();
  const reason = new Error("enough");
  const pushing = registry.saveModel({
    model,
    files: await folderWith({ "a.bin": randomBytes(30_000_000), "b.bin": randomBytes(30_000_000) }),
    metadata,
    signal: stop.signal,
    onProgress: ({ sentBytes }) => void (sentBytes > 1_000_000 && stop.abort(reason)),
  });
  await expect(pushing).rejects.toBe(reason);
  expect(await countOf(model)).toEqual({ versions: 0, drafts: 0 });
});

test("a registration whose answer is lost is one registration", async () => {
  let lost = 0;
  const between = await serveBetween(server.url, (req) => {
    if (!req.url?.includes("versions.finalize") || lost++ > 0) return false;
    passOn(server.url, req, () => req.socket.destroy());
    return true;
  });
  removals.push(between.close);
  const model = newModel();
  const saved = await createRegistry({ url: between.url, token: ada.token }).saveModel({ model, files: await folderWith({ a: randomBytes(777) }), metadata });
  expect(saved).toMatchObject({ reference: `${model}@1`, version: 1, files: 1, bytes: 777 });
  expect(saved.digest).toBe((await registry.get(model)).digest);
  expect(lost).toBe(2);
  expect(await countOf(model)).toEqual({ versions: 1, drafts: 0 });
});

test("a refusal in the middle of an upload is told, and the draft is discarded", async () => {
  const between = await serveBetween(server.url, (req, res) => {
    if (req.method !== "PUT") return false;
    req.resume();
    res.writeHead(403, { "content-type": "application/json", connection: "close" });
    res.end(JSON.stringify({ error: { reason: "forbidden", message: "Not any more.", details: {}, requestId: null } }));
    return true;
  });
  removals.push(between.close);
  const model = newModel();
  const pushing = createRegistry({ url: between.url, token: ada.token }).saveModel({ model, files: await folderWith({ a: randomBytes(20_000_000) }), metadata });
  await expect(pushing).rejects.toMatchObject({ reason: "forbidden", message: "Not any more." });
  expect(await countOf(model)).toEqual({ versions: 0, drafts: 0 });
});

test("twenty pushes at once get twenty consecutive numbers", async () => {
  const model = newModel();
  const files = await folderWith({ "a.bin": randomBytes(1000) });
  const saved = await Promise.all(Array.from({ length: 20 }, () => registry.saveModel({ model, files, metadata })));
  expect(saved.map((each) => each.version).toSorted((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});

test("a token that is wrong, or allows too little, is told before a byte is sent", async () => {
  const files = await folderWith({ a: "a" });
  await expect(createRegistry({ url: server.url, token: "cs_wrong" }).saveModel({ model: newModel(), files, metadata })).rejects.toMatchObject({ reason: "token_invalid", status: 401 });
  const reader = await server.addToken(ada, ["model:read"]);
  await expect(createRegistry({ url: server.url, token: reader }).saveModel({ model: newModel(), files, metadata })).rejects.toMatchObject({ reason: "forbidden_by_token", status: 403 });
});

test("the registry itself refuses paths that would lead elsewhere", async () => {
  const model = newModel();
  const { draft } = await registry.api.versions.draft.mutate({ model, metadata });
  for (const path of ["../x", "a/../../x", "/etc/passwd", "a\0b", "a\\b", "C:/x"]) {
    const files = [{ path, size: 1, sha256: "0".repeat(64) }];
    await expect(registry.api.versions.attach.mutate({ draft, files })).rejects.toMatchObject({ reason: "invalid_input", name: "CountersignError" });
  }
});

test("a large file of a size that nothing here has is hashed while it is sent, and not sent again", async () => {
  const model = newModel();
  const files = { "large.bin": randomBytes(17_000_001), "small.bin": randomBytes(10) };
  const folder = await folderWith(files);
  let sentBeforeHashed = false;
  const push = () =>
    registry.saveModel({ model, files: folder, metadata, onProgress: ({ sentBytes, hashedBytes, totalBytes }) => void (sentBeforeHashed ||= sentBytes > 100_000 && hashedBytes < totalBytes) });
  expect(await push()).toMatchObject({ uploadedBytes: 17_000_011, reusedBytes: 0, resumedBytes: 0 });
  expect(sentBeforeHashed).toBe(true);
  sentBeforeHashed = false;
  expect(await push()).toMatchObject({ version: 2, uploadedBytes: 0, reusedBytes: 17_000_011 });
  expect(sentBeforeHashed).toBe(false);
  const to = await folderWith({});
  await registry.pull(`${model}@1`, { to });
  expect(await pulledFiles(to)).toEqual(digestsOf(files));
});

test("a large file that is damaged on the way is refused, and nothing is registered", async () => {
  const model = newModel();
  const damaging = await serveBetween(server.url, (req, res) => {
    if (req.method !== "PUT") return false;
    const onward = request(`${server.url}${req.url}`, { method: "PUT", headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(res);
    });
    req.on("data", (piece: Buffer) => {
      onward.write(Buffer.from(piece).fill(0, 0, 1));
    });
    req.on("end", () => onward.end());
    return true;
  });
  removals.push(damaging.close);
  const meddled = createRegistry({ url: damaging.url, token: ada.token });
  const folder = await folderWith({ "large.bin": randomBytes(18_000_003) });
  await expect(meddled.saveModel({ model, files: folder, metadata })).rejects.toMatchObject({ reason: "digest_mismatch" });
  expect(await countOf(model)).toEqual({ versions: 0, drafts: 0 });
});
