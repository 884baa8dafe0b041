import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBucket, type BucketSettings } from "./bucket.ts";

/** Answers every request for a bucket with the S3 error that the bucket is named after: `507-quotaexceeded`. */
let server: Server;
let settings: Omit<BucketSettings, "bucket">;
const codes = ["QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "AccessDenied", "NoSuchBucket", "InvalidAccessKeyId", "MethodNotAllowed"];
beforeAll(async () => {
  server = createServer((req, res) => {
    const [, status = "", name = ""] = /^\/(\d+)-(\w+)/.exec(req.url ?? "") ?? [];
    const code = codes.find((each) => each.toLowerCase() === name);
    res.writeHead(Number(status), { "content-type": "application/xml" });
    res.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>the server's own words</Message></Error>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  settings = { endpoint, region: "us-east-1", pathStyle: true, prefix: "", credentials: { accessKeyId: "us", secretAccessKey: "secret" } };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([
  ["403-quotaexceeded", /is full: the server's own words\. Make room/, "ENOSPC"],
  ["507-xminiostoragefull", /is full/, "ENOSPC"],
  ["507-insufficientstorage", /is full/, "ENOSPC"],
  ["403-accessdenied", /refuses what was asked.*Permit/, undefined],
  ["404-nosuchbucket", /There is no bucket 404-nosuchbucket at http.*S3_BUCKET/, undefined],
  ["403-invalidaccesskeyid", /credentials.*AWS_ACCESS_KEY_ID/, undefined],
  ["405-methodnotallowed", /failed with MethodNotAllowed: the server's own words\./, undefined],
])("the error of a bucket, %s, becomes a plain one", async (bucket, message, code) => {
  const opening = openBucket({ ...settings, bucket });
  await expect(opening).rejects.toThrow(message);
  await expect(opening).rejects.toMatchObject(code === undefined ? {} : { code });
});

it("a bucket that does not answer is said to be out of reach, and where", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const opening = openBucket({ ...settings, bucket: "models", endpoint: `http://127.0.0.1:${port}` });
  await expect(opening).rejects.toThrow(new RegExp(`models at http://127.0.0.1:${port} can't be reached.*S3_ENDPOINT`));
});
