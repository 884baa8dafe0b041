/** Browsers that send to UploadThing's cloud, which a stand-in plays, and the registry that brings what came there. */
import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { requestHandler } from "../http.ts";
import { callMutation } from "../testing/process.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { metadataExample } from "../versions/schema.ts";
import { versionFiles } from "../versions/tables.ts";
import { signatureOf } from "./ingest-url.ts";
import { uploads } from "./tables.ts";

const apiKey = "sk_live_cloud";
const token = Buffer.from(JSON.stringify({ apiKey, appId: "app", regions: ["fra1"] })).toString("base64");
const bytes = randomBytes(3 * 1024 * 1024);
const asked: { method: string | undefined; url: string; body: string }[] = [];
let cloud: Server;
let test: TestRegistry;
let author: TestPerson;
let site: { url: string; server: Server };
let host: string;

beforeAll(async () => {
  // Stands for three hosts of UploadThing: where files are read, where they are deleted, and where it is told of them.
  cloud = createServer((req, res) => {
    void text(req).then((body) => {
      asked.push({ method: req.method, url: req.url ?? "", body });
      const start = Number(/^bytes=(\d+)-$/.exec(req.headers.range ?? "")?.[1] ?? 0);
      if (req.method === "GET") return res.writeHead(start > 0 ? 206 : 200).end(bytes.subarray(start));
      return res.setHeader("content-type", "application/json").end(JSON.stringify({ ok: true, success: true, deletedCount: 1 }));
    });
  });
  await new Promise<void>((resolve) => cloud.listen(0, "127.0.0.1", resolve));
  host = `localhost:${(cloud.address() as AddressInfo).port}`;
  vi.stubEnv("UPLOADTHING_UFS_HOST", host);
  vi.stubEnv("UPLOADTHING_UFS_APP_ID_LOCATION", "path");
  vi.stubEnv("UPLOADTHING_API_URL", `http://${host}`);
  vi.stubEnv("UPLOADTHING_INGEST_URL", `http://${host}/ingest`);
  test = await startTestRegistry();
  await test.addTeam("risk");
  author = await test.addPerson("Author", { risk: "contributor" });
  const handle = requestHandler(test.registry, async (_req, res) => void res.end(), { cloud: token });
  const server = createServer({ requestTimeout: 0 }, (req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  site.server.close();
  cloud.close();
  await test.close();
});

it("sends browsers there, and brings the file from there when it is complete", async () => {
  const bearer = { authorization: `Bearer ${author.token}` };
  const { draft } = await callMutation<{ draft: string }>(test.url, "versions.draft", { model: "risk/uploaded", metadata: metadataExample }, bearer);
  const answer = await fetch(`${site.url}/api/uploadthing?actionType=upload&slug=versionFiles`, {
    method: "POST",
    headers: { "content-type": "application/json", ...bearer },
    body: JSON.stringify({ input: { draft, files: [{ path: "a/b.bin", size: bytes.length }] }, files: [{ name: "b.bin", size: bytes.length, type: "" }] }),
  });
  const [signed] = (await answer.json()) as { url: string; key: string; customId: string }[];
  expect(signed!.url).toContain(`http://${host}/ingest/`);
  const { metadata } = JSON.parse(asked.find(({ url }) => url === "/ingest/route-metadata")!.body) as { metadata: object };

  const told = JSON.stringify({
    status: "uploaded",
    metadata,
    origin: `http://${host}/ingest`,
    file: { name: "b.bin", size: bytes.length, type: "", key: signed!.key, customId: signed!.customId, url: "", appUrl: "", ufsUrl: "", fileHash: "" },
  });
  const callback = await fetch(`${site.url}/api/uploadthing?slug=versionFiles`, {
    method: "POST",
    headers: { "uploadthing-hook": "callback", "x-uploadthing-signature": signatureOf(told, apiKey), "content-type": "application/json" },
    body: told,
  });
  expect(callback.status).toBe(200);
  const expected = { path: "a/b.bin", size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  expect(JSON.parse(asked.find(({ url }) => url === "/ingest/callback-result")!.body)).toEqual({ fileKey: signed!.key, callbackData: expected });
  expect(await test.registry.db.select({ path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256 }).from(versionFiles).where(eq(versionFiles.versionId, draft))).toEqual([expected]);
  expect(asked.find(({ method }) => method === "GET")?.url).toContain(`/a/app/${signed!.key}?expires=`);
  expect(JSON.parse(asked.find(({ url }) => url === "/v6/deleteFiles")!.body)).toEqual({ fileKeys: [signed!.key] });
  const [row] = await test.registry.db.select({ state: uploads.state }).from(uploads).where(eq(uploads.id, signed!.customId));
  expect(row?.state).toBe("done");
});
