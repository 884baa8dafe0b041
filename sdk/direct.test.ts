import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { fakeReference, sendRange, startFakeRegistry, type FakeRegistry } from "./fake-registry.ts";
import { createRegistry } from "./registry.ts";
import { shortenPauses } from "./short-pauses.ts";
import { digestsOf, makeFolder, readFolder, serve, type Handler } from "./testing.ts";

// The pauses before another try are the business of another test.
shortenPauses();

const small = { "config.json": Buffer.from('{"layers":3}'), "model.bin": randomBytes(9_000_000) };
/** Large enough to be fetched in ranges. */
const large = { "model.bin": randomBytes(70_000_000) };

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

interface Store {
  url: string;
  asked: { url: string; range: string | undefined; headers: IncomingMessage["headers"] }[];
}

/** An object store with addresses that are good for a while. */
async function startStore(content: Record<string, Buffer>, meddle: (...request: Parameters<Handler>) => boolean = () => false): Promise<Store> {
  const asked: Store["asked"] = [];
  const { url, close } = await serve((req, res) => {
    asked.push({ url: req.url ?? "", range: req.headers.range, headers: req.headers });
    if (meddle(req, res)) return;
    const bytes = content[new URL(req.url ?? "/", "http://store").pathname.slice("/bucket/".length)];
    if (bytes) void sendRange(req, res, bytes);
    else res.writeHead(404).end();
  });
  closings.push(close);
  return { url, asked };
}

/** A registry that sends whoever may be sent on to a store, with a signature that differs each time. */
async function startRegistry(content: Record<string, Buffer>, store: string): Promise<FakeRegistry> {
  let signed = 0;
  const registry = await startFakeRegistry(content, {
    meddle(req, res, path) {
      if (req.headers["x-countersign-direct"] !== "1") return false;
      res.writeHead(307, { location: `${store}/bucket/${path}?signature=${++signed}` }).end();
      return true;
    },
  });
  closings.push(registry.close);
  return registry;
}

async function pull({ url }: FakeRegistry) {
  const { path, remove } = await makeFolder();
  closings.push(remove);
  const registry = createRegistry({ url, token: "cs_secret", cache: join(path, "cache"), timeoutMs: 2000 });
  const pulled = await registry.pull(fakeReference, { to: join(path, "to") });
  const { ".countersign.json": _, ...files } = await readFolder(pulled.to);
  return { pulled, files, registry, folder: path };
}

test("bytes come straight from the store, which gets no token", async () => {
  const store = await startStore(small);
  const registry = await startRegistry(small, store.url);
  const { pulled, files } = await pull(registry);
  expect(files).toEqual(digestsOf(small));
  expect(pulled).toMatchObject({ downloadedBytes: 9_000_012, warnings: [] });
  expect(registry.sentBytes()).toBe(0);
  expect(registry.asked.map(({ headers }) => headers.authorization)).toContain("Bearer cs_secret");
  expect(store.asked.map(({ url }) => url).toSorted()).toEqual([expect.stringMatching(/^\/bucket\/config\.json\?signature=\d$/), expect.stringMatching(/^\/bucket\/model\.bin\?signature=\d$/)]);
  for (const { headers } of store.asked) {
    expect(headers).not.toHaveProperty("authorization");
    expect(headers).not.toHaveProperty("x-countersign-direct");
  }
});

test("a download that is cut goes on where it was, at the same address", async () => {
  const store = await startStore(small, (req, res) => {
    if (!req.url?.includes("model.bin") || req.headers.range) return false;
    res.writeHead(200, { "content-length": 9_000_000 }).write(small["model.bin"].subarray(0, 2_000_000), () => setTimeout(() => res.destroy(), 50));
    return true;
  });
  const registry = await startRegistry(small, store.url);
  const { pulled, files } = await pull(registry);
  expect(files).toEqual(digestsOf(small));
  expect(pulled.downloadedBytes).toBe(9_000_012);
  const asked = store.asked.filter(({ url }) => url.includes("model.bin"));
  expect(asked.map(({ range }) => range)).toEqual([undefined, "bytes=2000000-"]);
  expect(new Set(asked.map(({ url }) => url)).size).toBe(1);
  // The store knows nothing of the registry's entity tags.
  expect(asked[1]?.headers).not.toHaveProperty("if-range");
});

test("when an address has come to its end, the registry is asked for another, and only the rest is fetched", async () => {
  let cuts = 0;
  const store = await startStore(small, (req, res) => {
    if (!req.url?.includes("model.bin")) return false;
    if (cuts++ === 0) res.writeHead(200, { "content-length": 9_000_000 }).write(small["model.bin"].subarray(0, 2_000_000), () => setTimeout(() => res.destroy(), 50));
    else if (cuts === 2) res.writeHead(403).end("<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>");
    return cuts <= 2;
  });
  const registry = await startRegistry(small, store.url);
  const { pulled, files } = await pull(registry);
  expect(files).toEqual(digestsOf(small));
  expect(pulled.downloadedBytes).toBe(9_000_012);
  expect(registry.sentBytes()).toBe(0);
  const asked = store.asked.filter(({ url }) => url.includes("model.bin"));
  expect(asked.map(({ range }) => range)).toEqual([undefined, "bytes=2000000-", "bytes=2000000-"]);
  expect(asked[2]?.url).not.toBe(asked[1]?.url);
  expect(registry.asked.findLast(({ path }) => path === "model.bin")?.range).toBe("bytes=2000000-");
});

test.each<[string, Handler | null]>([
  ["can't be reached", null],
  ["refuses every address", (_, res) => res.writeHead(403).end()],
  ["doesn't have the file", (_, res) => res.writeHead(404).end()],
  ["hangs up", (req) => req.socket.destroy()],
])("when the store %s, the registry gives the bytes itself", async (_, answer) => {
  const store = await startStore(small, (req, res) => {
    answer?.(req, res);
    return answer !== null;
  });
  const registry = await startRegistry(small, answer ? store.url : "http://127.0.0.1:1");
  const { pulled, files } = await pull(registry);
  expect(files).toEqual(digestsOf(small));
  expect(pulled.downloadedBytes).toBe(9_000_012);
  expect(registry.sentBytes()).toBe(9_000_012);
});

test("a busy store is asked again", async () => {
  let busy = 0;
  const store = await startStore(small, (req, res) => {
    if (!req.url?.includes("config.json") || busy++ > 1) return false;
    res.writeHead(503).end();
    return true;
  });
  const registry = await startRegistry(small, store.url);
  expect((await pull(registry)).files).toEqual(digestsOf(small));
  expect(registry.sentBytes()).toBe(0);
});

test("a redirection that was not asked for, or leads to no web address, is refused", async () => {
  for (const location of ["file:///etc/passwd", "http://"]) {
    const registry = await startFakeRegistry(small, { meddle: (_, res) => Boolean(res.writeHead(307, { location }).end()) });
    closings.push(registry.close);
    await expect(pull(registry)).rejects.toMatchObject({ reason: "unexpected_answer" });
  }
});

test("a large file comes from the store in ranges, several at once", async () => {
  let underWay = 0;
  let most = 0;
  const store = await startStore(large, (_, res) => {
    most = Math.max(most, ++underWay);
    res.once("close", () => underWay--);
    return false;
  });
  const registry = await startRegistry(large, store.url);
  const { pulled, files } = await pull(registry);
  expect(files).toEqual(digestsOf(large));
  expect(pulled.downloadedBytes).toBe(70_000_000);
  expect(store.asked).toHaveLength(9);
  expect(store.asked.map(({ range }) => range)).toContain("bytes=8388608-16777215");
  expect(most).toBeGreaterThan(1);
  expect(registry.sentBytes()).toBe(0);
});

test("of the ranges, what is refused or cut is asked for again, and no more", async () => {
  let trouble = 0;
  const store = await startStore(large, (req, res) => {
    if (!req.headers.range?.startsWith("bytes=16777216-") || trouble++ > 1) return false;
    if (trouble === 1) return Boolean(res.writeHead(403).end());
    res.writeHead(206, { "content-length": 2 ** 23, "content-range": "bytes 16777216-25165823/70000000" });
    return res.write(large["model.bin"].subarray(16_777_216, 17_000_000), () => setTimeout(() => res.destroy(), 20)) || true;
  });
  const registry = await startRegistry(large, store.url);
  const { pulled, files } = await pull(registry);
  expect(files).toEqual(digestsOf(large));
  expect(pulled.downloadedBytes).toBe(70_000_000);
  expect(registry.sentBytes()).toBe(0);
  expect(store.asked).toHaveLength(11);
});

test("a store that knows no ranges gives the file whole", async () => {
  const store = await startStore(large, (_, res) => Boolean(res.writeHead(200, { "content-length": 70_000_000 }).end(large["model.bin"])));
  const registry = await startRegistry(large, store.url);
  const { pulled, files } = await pull(registry);
  expect(files).toEqual(digestsOf(large));
  expect(pulled.downloadedBytes).toBe(70_000_000);
});

test("wrong bytes from the store never get a name, and are not kept", async () => {
  const other = { "model.bin": randomBytes(70_000_000) };
  const store = await startStore(other);
  const registry = await startRegistry(large, store.url);
  const { path, remove } = await makeFolder();
  closings.push(remove);
  const pulling = createRegistry({ url: registry.url, cache: join(path, "cache") }).pull(fakeReference, { to: join(path, "to") });
  await expect(pulling).rejects.toMatchObject({ reason: "digest_mismatch" });
  expect(await readFolder(path)).toEqual({});
});
