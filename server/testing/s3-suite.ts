/** What `npm run test:s3` runs: the stores' suite, and what a bucket can do besides. */
import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, inject, it } from "vitest";
import type { BucketSettings } from "../blobs/bucket.ts";
import { openBucketStore } from "../blobs/bucket-store.ts";
import { nativeHash } from "../blobs/hash.ts";
import { inPieces, sha256Of } from "../blobs/sample-bytes.ts";
import { describeStore } from "../blobs/store-contract.ts";
import type { Arrival, BlobStore, Direct } from "../blobs/store.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Given by `npm run test:s3`, which starts a server. */
    bucket: BucketSettings;
  }
}

const mebibyte = 1024 * 1024;
const bucket = inject("bucket");
const limits = { partBytes: 5 * mebibyte, copyBytes: 6 * mebibyte, page: 3 };

/** Every store has its own prefix, and so is empty. */
let opened = 0;
async function open(): Promise<BlobStore> {
  return await openBucketStore({ ...bucket, prefix: `tests/${++opened} ä/` }, limits);
}

describeStore("a bucket", async () => ({ store: await open(), close: async () => {} }));

describe("a bucket", () => {
  let store: BlobStore;
  let direct: Direct;
  beforeAll(async () => {
    store = await open();
    if (!store.direct) throw new Error("a bucket can be reached directly");
    direct = store.direct;
  });

  const put = async (url: string, body: Buffer<ArrayBuffer>) => await fetch(url, { method: "PUT", body });
  const content = randomBytes(17 * mebibyte + 9);
  const sha256 = sha256Of(content);
  const partOf = (number: number) => content.subarray((number - 1) * 5 * mebibyte, number * 5 * mebibyte);

  async function sendParts(arrival: Arrival, numbers: number[]): Promise<void> {
    const urls = await direct.signParts(arrival, numbers);
    const answers = await Promise.all(urls.map((url, index) => put(url, partOf(numbers[index]!))));
    expect(answers.map((answer) => answer.status)).toEqual(numbers.map(() => 200));
  }

  it("takes parts from clients, in any order, with a pause, and keeps them once they are hashed", async () => {
    const arrival = JSON.parse(JSON.stringify(await direct.begin(content.length))) as Arrival;
    expect(direct.partBytes(content.length)).toBe(5 * mebibyte);
    await sendParts(arrival, [3, 1]);
    expect((await direct.parts(arrival)).map(({ number, size }) => [number, size])).toEqual([[1, 5 * mebibyte], [3, 5 * mebibyte]]);
    await sendParts(arrival, [2, 4]);
    expect((await direct.parts(arrival)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);

    expect(await direct.complete(arrival)).toEqual({ size: content.length });
    expect(await direct.complete(arrival)).toEqual({ size: content.length });
    const hash = nativeHash();
    for await (const bytes of await store.readArrival(arrival)) hash.update(bytes as Buffer);
    const blob = { sha256: hash.digest(), size: content.length };
    expect(blob.sha256).toBe(sha256);
    await store.finish(arrival, blob);
    await store.finish(arrival, blob);
    expect((await buffer(await store.read(sha256))).equals(content)).toBe(true);
    for await (const { name } of store.arrivals()) expect(name).not.toBe(arrival.name);
  });

  it("takes no part by an address that was changed, and none after the arrival was dropped", async () => {
    const arrival = await direct.begin(content.length);
    const [url] = await direct.signParts(arrival, [1]);
    // A server that refuses need not wait for the bytes: few enough that they are gone before it does.
    const part = content.subarray(0, 1000);
    expect((await put(url!.replace("partNumber=1", "partNumber=2"), part)).status).toBe(403);
    expect((await put(url!.replace(/X-Amz-Signature=../, "X-Amz-Signature=00"), part)).status).toBe(403);
    expect(await direct.parts(arrival)).toEqual([]);
    await store.drop(arrival);
    expect((await put(url!, part)).status).toBe(404);
    const lost = { code: "ARRIVAL_LOST" };
    await expect(direct.parts(arrival)).rejects.toMatchObject(lost);
    await expect(direct.complete(arrival)).rejects.toMatchObject(lost);
  });

  it("gives clients the bytes, whole or in a range, under the name that was signed", async () => {
    await store.write(inPieces(content, mebibyte));
    const disposition = "attachment; filename*=UTF-8''model%20%C3%A4.bin";
    const url = await direct.signRead(sha256, { disposition, seconds: 60 });
    const whole = await fetch(url);
    expect(whole.status).toBe(200);
    expect(whole.headers.get("content-disposition")).toBe(disposition);
    expect(whole.headers.get("content-type")).toBe("application/octet-stream");
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    const range = await fetch(url, { headers: { range: "bytes=100-199" } });
    expect(range.status).toBe(206);
    expect(range.headers.get("content-range")).toBe(`bytes 100-199/${content.length}`);
    expect(Buffer.from(await range.arrayBuffer()).equals(content.subarray(100, 200))).toBe(true);
  });

  it("gives nothing by an address that was changed, or whose time is over", async () => {
    const { sha256: other } = await store.write(inPieces(Buffer.from("other"), 5));
    const url = await direct.signRead(sha256, { disposition: "attachment", seconds: 1 });
    const key = (hash: string) => `${hash.slice(0, 2)}/${hash.slice(2)}`;
    expect((await fetch(url.replace(key(sha256), key(other)))).status).toBe(403);
    expect((await fetch(url.replace("attachment", "inline"))).status).toBe(403);
    await sleep(2100);
    expect((await fetch(url)).status).toBe(403);
  });

  it("signs for the address that clients reach, which may be another than ours", async () => {
    const elsewhere = await openBucketStore({ ...bucket, publicEndpoint: "https://bytes.example.com" }, limits);
    const url = await elsewhere.direct?.signRead(sha256, { disposition: "attachment", seconds: 60 });
    expect(url).toMatch(new RegExp(`^https://bytes\\.example\\.com/${bucket.bucket}/sha256/`));
  });

  it("is refused with what to correct when it is not there or takes no credentials of ours", async () => {
    await expect(openBucketStore({ ...bucket, bucket: "no-such-bucket" })).rejects.toThrow(/no bucket no-such-bucket at http.*S3_BUCKET/);
    const wrong = { accessKeyId: "nobody", secretAccessKey: "wrong" };
    await expect(openBucketStore({ ...bucket, credentials: wrong })).rejects.toThrow(/credentials.*AWS_ACCESS_KEY_ID/);
    const known = { accessKeyId: bucket.credentials?.accessKeyId ?? "", secretAccessKey: "wrong" };
    await expect(openBucketStore({ ...bucket, credentials: known })).rejects.toThrow(/credentials.*AWS_SECRET_ACCESS_KEY/);
  });
});
