/** What `npm run test:s3` runs: a registry over a bucket, to which and from which clients send and read themselves. */
import { randomBytes } from "node:crypto";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createRegistry, type Registry } from "@countersign/sdk";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { makeFolder, readFolder, digestsOf } from "../../sdk/testing.ts";
import { openBucketStore } from "../blobs/bucket-store.ts";
import { metadataExample } from "../versions/schema.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "./registry.ts";

const mebibyte = 1024 * 1024;

let test: TestRegistry;
let author: TestPerson;
let sdk: Registry;
/** Stands before the registry and counts the bytes of bodies that pass through it. */
let counter: { url: string; bytes: number; close: () => Promise<void> };

beforeAll(async () => {
  test = await startTestRegistry(await openBucketStore({ ...inject("bucket"), prefix: "transfer/" }));
  await test.addTeam("risk");
  author = await test.addPerson("Author", { risk: "contributor" });
  counter = await startCounter(test.url);
  sdk = createRegistry({ url: counter.url, token: author.token, cache: false });
});
afterAll(async () => {
  await counter.close();
  await test.close();
});

async function startCounter(target: string): Promise<typeof counter> {
  const server = createServer((req, res) => {
    const onward = forward(`${target}${req.url}`, { method: req.method ?? "GET", headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.on("data", (piece: Buffer) => (counter.bytes += piece.length)).pipe(res);
    });
    onward.on("error", () => res.destroy());
    req.on("data", (piece: Buffer) => (counter.bytes += piece.length)).pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

it("large files go straight to the bucket and come straight from it; the registry carries none of their bytes", async () => {
  const files = { "weights/model.bin": randomBytes(40 * mebibyte + 17), "config.json": '{"layers": 2}', empty: "" };
  const folder = await makeFolder(files);
  counter.bytes = 0;
  const saved = await sdk.saveModel({ model: "risk/direct", files: folder.path, metadata: metadataExample });
  expect(saved.uploadedBytes).toBe(40 * mebibyte + 17 + 13);
  const to = await makeFolder();
  const pulled = await sdk.pull(saved.reference, { to: to.path });
  expect(pulled.digest).toBe(saved.digest);
  const { ".countersign.json": _, ...found } = await readFolder(to.path);
  expect(found).toEqual(digestsOf(files));
  expect(counter.bytes).toBeLessThan(mebibyte);
  const again = await sdk.saveModel({ model: "risk/direct", files: folder.path, metadata: metadataExample });
  expect([again.version, again.uploadedBytes]).toEqual([2, 0]);
  await folder.remove();
  await to.remove();
});

it("what is asked for without the SDK comes through the registry, whole and in ranges, and compared with its checks", async () => {
  const bytes = randomBytes(3 * mebibyte);
  const folder = await makeFolder({ "model.bin": bytes });
  await sdk.saveModel({ model: "risk/through", files: join(folder.path, "model.bin"), metadata: metadataExample });
  const headers = { authorization: `Bearer ${author.token}` };
  const whole = await fetch(`${test.url}/files/risk/through/1/model.bin`, { headers });
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  const range = await fetch(`${test.url}/files/risk/through/1/model.bin`, { headers: { ...headers, range: "bytes=1048570-1048589" } });
  expect(Buffer.from(await range.arrayBuffer()).equals(bytes.subarray(1048570, 1048590))).toBe(true);
  await folder.remove();
});
