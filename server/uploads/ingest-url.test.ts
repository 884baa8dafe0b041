import { describe, expect, it } from "vitest";
import { ownOrigin, ownSigner, readSignedUrl, signatureOf } from "./ingest-url.ts";

const signer = ownSigner("a secret");
const upload = "5f0c9f5e-6a0f-4c1e-9d53-0a64f0a2c0d1";
const now = 1_000_000;

/** As UploadThing's packages sign: each value encoded once more than the query does. */
function signed(changes: Record<string, string | undefined> = {}, apiKey = signer.apiKey): string {
  const url = new URL(`${ownOrigin}/ingest/key`);
  const facts: Record<string, string | undefined> = {
    "x-ut-identifier": "countersign", "x-ut-file-name": "模型 é.bin", "x-ut-file-size": "12", "x-ut-file-type": "text/plain", "x-ut-slug": "versionFiles",
    "x-ut-custom-id": upload, ...changes,
  };
  url.searchParams.set("expires", changes["expires"] ?? String(now + 1));
  for (const [name, value] of Object.entries(facts)) if (value !== undefined && name !== "expires") url.searchParams.set(name, encodeURIComponent(value));
  const signature = signatureOf(url.href, apiKey);
  url.searchParams.set("signature", signature);
  return url.href.slice(ownOrigin.length);
}

const read = (url: string, at = now) => readSignedUrl(url, signer, at);

describe("a signed address", () => {
  it("names the file that it is for", () => {
    expect(read(signed())).toEqual({ upload, size: 12, name: "模型 é.bin", type: "text/plain", slug: "versionFiles" });
  });

  it("is good until it ends, and not in that instant", () => {
    expect(() => read(signed(), now + 1)).toThrow("has ended");
    expect(() => read(signed({ expires: "soon" }))).toThrow("has ended");
  });

  it.each([
    ["another key", signed({}, ownSigner("another secret").apiKey)],
    ["no signature", signed().replace(/&signature=.*/, "")],
    ["an empty signature", signed().replace(/&signature=.*/, "&signature=")],
    ["a changed size", signed().replace("x-ut-file-size=12", "x-ut-file-size=13")],
    ["a changed path", signed().replace("/ingest/key", "/ingest/other")],
    ["something behind it", `${signed()}&x-ut-file-size=13`],
    ["another signature behind it", `${signed()}&signature=x`],
  ])("with %s is refused", (_, url) => {
    expect(() => read(url)).toThrow("was not signed by this registry");
  });

  it.each([
    ["without an upload", { "x-ut-custom-id": undefined }],
    ["for what is no upload", { "x-ut-custom-id": "../etc" }],
    ["with a size that is none", { "x-ut-file-size": "-1" }],
    ["of another application", { "x-ut-identifier": "other" }],
  ])("%s is refused, though it is signed", (_, changes) => {
    expect(() => read(signed(changes))).toThrow("is not for a file of a version");
  });

  it("is signed by a key that only the secret decides", () => {
    expect(ownSigner("a secret")).toEqual(signer);
    expect(ownSigner("another secret").apiKey).not.toBe(signer.apiKey);
    expect(JSON.parse(Buffer.from(signer.token, "base64").toString())).toEqual({ apiKey: signer.apiKey, appId: "countersign", regions: ["local"] });
  });
});
