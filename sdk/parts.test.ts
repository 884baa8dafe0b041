/** Large files on their straight way to a bucket: the registry and the bucket are played by a small server. */
import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createRegistry, type PushProgress } from "./index.ts";
import { shortenPauses } from "./short-pauses.ts";
import { makeFolder, sampleMetadata as metadata, serve } from "./testing.ts";

const pauses = shortenPauses();

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  pauses.length = 0;
  for (const close of closings.splice(0)) await close();
});

const partBytes = 5_000_000;
const size = 33_000_000;

/** What the fake does otherwise than it should. */
interface Meddling {
  /** Parts that an earlier push has sent. */
  begun?: readonly number[];
  /** Parts of which the second half was lost when they were sent, and that count as whole all the same. */
  halved?: readonly number[];
  /** Whether the bucket's tags are MD5. */
  md5?: boolean;
  /** Handles a part in its own way and returns true, or leaves it. */
  part?: (req: IncomingMessage, res: ServerResponse, number: number) => boolean;
  /** How often the digest is still being found out when it is asked for. */
  looks?: number;
  /** What is found out to have arrived, the first time. */
  sha256?: string;
  /** Where URLs lead to instead. */
  bucket?: string;
}

async function startBucket(bytes: Buffer, { begun = [], halved = [], md5 = false, part, looks = 0, sha256, bucket }: Meddling = {}) {
  const stored = new Map<number, Buffer>();
  const sliceOf = (number: number) => bytes.subarray((number - 1) * partBytes, number * partBytes);
  for (const number of begun) stored.set(number, sliceOf(number));
  for (const number of halved) stored.set(number, Buffer.from(sliceOf(number)).fill(0, partBytes / 2));
  const tagOf = (content: Buffer) => `"${createHash(md5 ? "md5" : "sha1").update(content).digest("hex")}"`;
  const seen = { parts: [] as number[], headers: [] as IncomingMessage["headers"][], urls: 0, asked: [] as number[][], completions: 0, calls: [] as string[] };
  const results: Record<string, (input: unknown) => unknown> = {
    "versions.draft": () => ({ draft: "00000000-0000-7000-8000-000000000001", model: "risk/large" }),
    "versions.novelSizes": () => [size],
    "uploads.open": () => [{ path: "large.bin", upload: "upload-1", received: 0, partBytes }],
    "uploads.cancel": () => {
      stored.clear();
      return { cancelled: 1 };
    },
    "versions.finalize": () => ({ reference: "risk/large@1", version: 1, digest: "sha256:1", files: 1, bytes: size }),
    "deletions.discardDraft": () => ({ discarded: true }),
  };
  const answer = (res: ServerResponse, status: number, body: unknown) => void res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const { url, close } = await serve((req, res) => void play(req, res).catch(() => res.destroy()));
  closings.push(close);
  async function play(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = (req.url ?? "").split("?", 1)[0] ?? "";
    const procedure = path.replace("/api/trpc/", "");
    if (results[procedure]) {
      seen.calls.push(procedure);
      return answer(res, 200, { result: { data: results[procedure](await buffer(req)) } });
    }
    if (path.startsWith("/bucket/")) {
      const number = Number(path.slice("/bucket/".length));
      if (part?.(req, res, number)) return;
      seen.parts.push(number);
      seen.headers.push(req.headers);
      stored.set(number, await buffer(req));
      return void res.end();
    }
    if (path.endsWith("/parts")) {
      const { parts } = JSON.parse((await buffer(req)).toString()) as { parts: number[] };
      if (parts.length > 0) seen.asked.push(parts);
      const have = [...stored].map(([number, content]) => ({ number, size: content.length, etag: tagOf(content) }));
      return answer(res, 200, { have, urls: parts.map((number) => `${bucket ?? url}/bucket/${number}?signature=${++seen.urls}`) });
    }
    if (!path.endsWith("/complete")) return answer(res, 404, {});
    if (seen.completions++ < looks) return answer(res, 202, { state: "verifying" });
    const whole = Buffer.concat([...stored].toSorted(([one], [other]) => one - other).map(([, content]) => content));
    const found = sha256 !== undefined && !seen.calls.includes("uploads.cancel") ? sha256 : createHash("sha256").update(whole).digest("hex");
    if (whole.length === size) return answer(res, 201, { path: "large.bin", size, sha256: found });
    answer(res, 409, { error: { reason: "upload_incomplete", message: "Parts are missing.", details: { received: whole.length }, requestId: null } });
  }
  return { url, seen };
}

async function push(url: string, bytes: Buffer, onProgress?: (progress: PushProgress, folder: string) => void) {
  const { path, remove } = await makeFolder({ "large.bin": bytes });
  closings.push(remove);
  const registry = createRegistry({ url, token: "cs_secret", timeoutMs: 2000 });
  return await registry.saveModel({ model: "risk/large", files: path, metadata, onProgress: (progress) => onProgress?.(progress, path) });
}

function refuse(req: IncomingMessage, res: ServerResponse, status: number): true {
  req.resume();
  res.writeHead(status).end("<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>");
  return true;
}

const all = [1, 2, 3, 4, 5, 6, 7];
const ascending = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other);
const bytes = randomBytes(size);

test("the parts go straight to the bucket, several at once, with no token", async () => {
  let underWay = 0;
  let most = 0;
  const { url, seen } = await startBucket(bytes, {
    part(_, res) {
      most = Math.max(most, ++underWay);
      res.once("close", () => underWay--);
      return false;
    },
  });
  let last: PushProgress | undefined;
  const saved = await push(url, bytes, (progress) => (last = progress));
  expect(saved).toMatchObject({ reference: "risk/large@1", uploadedBytes: size, resumedBytes: 0, reusedBytes: 0 });
  expect(last).toMatchObject({ hashedBytes: size, sentBytes: size });
  expect(ascending(seen.parts)).toEqual(all);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
  for (const headers of seen.headers) expect(headers).not.toHaveProperty("authorization");
});

test("parts that the bucket has already are not sent again", async () => {
  const { url, seen } = await startBucket(bytes, { begun: [1, 2, 5, 7] });
  expect(await push(url, bytes)).toMatchObject({ uploadedBytes: 15_000_000, resumedBytes: 18_000_000 });
  expect(ascending(seen.parts)).toEqual([3, 4, 6]);
});

test("a part that the bucket kept though it was cut off is sent again, and no other", async () => {
  const { url, seen } = await startBucket(bytes, { begun: [1, 3], halved: [2, 6], md5: true });
  expect(await push(url, bytes)).toMatchObject({ uploadedBytes: size - 10_000_000, resumedBytes: 10_000_000 });
  expect(ascending(seen.parts)).toEqual([2, 4, 5, 6, 7]);
  expect(seen.calls).not.toContain("uploads.cancel");
});

test("where the bucket's tags say nothing, such a part shows in the digest of the file, and all of it is sent", async () => {
  const { url, seen } = await startBucket(bytes, { begun: [1, 3], halved: [2] });
  expect(await push(url, bytes)).toMatchObject({ uploadedBytes: size, resumedBytes: 0 });
  expect(seen.calls).toContain("uploads.cancel");
});

test("a URL that has come to its end is replaced by a new one, and no other part is sent twice", async () => {
  let ended = 0;
  const { url, seen } = await startBucket(bytes, {
    part(req, res, number) {
      if (![2, 6].includes(number) || ended++ >= 3) return false;
      return refuse(req, res, 403);
    },
  });
  expect(await push(url, bytes)).toMatchObject({ uploadedBytes: size });
  expect(ascending(seen.parts)).toEqual(all);
  expect(seen.asked[1]).toEqual([2, 6]);
});

test("a part that is cut or refused for a while is sent again", async () => {
  let trouble = 0;
  const { url, seen } = await startBucket(bytes, {
    part(req, res, number) {
      if (number !== 4 || trouble++ > 1) return false;
      if (trouble === 1) req.once("data", () => req.destroy());
      else refuse(req, res, 503);
      return true;
    },
  });
  let most = 0;
  expect(await push(url, bytes, ({ sentBytes }) => (most = Math.max(most, sentBytes)))).toMatchObject({ uploadedBytes: size });
  expect(ascending(seen.parts)).toEqual(all);
  expect(most).toBe(size);
});

test("a digest that is still being found out is waited for, with longer and longer pauses", async () => {
  const { url, seen } = await startBucket(bytes, { looks: 40 });
  await push(url, bytes);
  expect(seen.completions).toBe(41);
  expect(pauses.slice(0, 7)).toEqual([200, 400, 800, 1600, 3200, 5000, 5000]);
});

test("what has arrived as something else is sent once more from its first byte", async () => {
  const { url, seen } = await startBucket(bytes, { begun: [1], sha256: "0".repeat(64) });
  expect(await push(url, bytes)).toMatchObject({ uploadedBytes: size, resumedBytes: 0 });
  expect(seen.calls.filter((call) => call.startsWith("uploads."))).toEqual(["uploads.open", "uploads.cancel", "uploads.open"]);
  expect(seen.parts).toHaveLength(6 + 7);
});

test("a bucket that can't be reached is told, with its address", async () => {
  const { url, seen } = await startBucket(bytes, { bucket: "http://127.0.0.1:1" });
  await expect(push(url, bytes)).rejects.toMatchObject({ reason: "cannot_reach", message: expect.stringContaining("object store at http://127.0.0.1:1") });
  expect(seen.calls.at(-1)).toBe("deletions.discardDraft");
});

test("a part that the bucket refuses for good ends the push", async () => {
  const { url, seen } = await startBucket(bytes, { part: (req, res, number) => number === 3 && refuse(req, res, 400) });
  await expect(push(url, bytes)).rejects.toMatchObject({ reason: "cannot_reach", status: 400, details: { part: 3 } });
  expect(seen.calls.at(-1)).toBe("deletions.discardDraft");
});

test("a file that changes meanwhile is named", async () => {
  const { url } = await startBucket(bytes);
  let grown = false;
  const pushing = push(url, bytes, ({ sentBytes }, folder) => {
    if (!grown && sentBytes > 0) appendFileSync(join(folder, "large.bin"), "more");
    grown ||= sentBytes > 0;
  });
  await expect(pushing).rejects.toMatchObject({ reason: "file_changed", details: { path: "large.bin" } });
});
