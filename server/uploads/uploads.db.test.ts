import { createHash, randomBytes } from "node:crypto";
import { request, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { callMutation } from "../testing/process.ts";
import { metadataExample } from "../versions/schema.ts";

let test: TestRegistry;
let author: TestPerson;
let viewer: TestPerson;

beforeAll(async () => {
  test = await startTestRegistry();
  await test.addTeam("risk");
  author = await test.addPerson("Author", { risk: "contributor" });
  viewer = await test.addPerson("Viewer", { risk: "viewer" });
});
afterAll(() => test.close());

const bearer = ({ token }: TestPerson) => ({ authorization: `Bearer ${token}` });
const call = <T>(procedure: string, input: object, person = author) => callMutation<T>(test.url, procedure, input, bearer(person));
const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function draftOf(model: string): Promise<string> {
  return (await call<{ draft: string }>("versions.draft", { model, metadata: metadataExample })).draft;
}

interface Opened {
  path: string;
  upload: string;
  received: number;
}

async function open(draft: string, path: string, size: number, fingerprint?: string): Promise<Opened> {
  const [opened] = await call<Opened[]>("uploads.open", { draft, files: [{ path, size, fingerprint }] });
  return opened!;
}

/** Sends bytes from `at` on, and cuts the connection after `most` of them. */
function put(upload: string, bytes: Buffer, { at = 0, most = Infinity, headers = {} }: { at?: number; most?: number; headers?: OutgoingHttpHeaders } = {}) {
  const rest = bytes.subarray(at);
  return new Promise<{ status: number; body: { sha256?: string; error?: { reason: string; details: Record<string, unknown> } } } | "cut">((resolve) => {
    const sending = request(`${test.url}/api/uploads/${upload}`, {
      method: "PUT",
      headers: { ...bearer(author), "content-length": rest.length, "content-range": `bytes ${at}-${bytes.length - 1}/${bytes.length}`, ...headers },
    });
    sending.on("error", () => resolve("cut"));
    sending.on("response", (answer) => {
      void text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(body) }));
    });
    if (most >= rest.length) sending.end(rest);
    else sending.write(rest.subarray(0, most), () => setTimeout(() => sending.destroy(), 100));
  });
}

async function offsetOf(upload: string): Promise<number> {
  const answer = await fetch(`${test.url}/api/uploads/${upload}`, { method: "HEAD", headers: bearer(author) });
  return Number(answer.headers.get("upload-offset"));
}

describe("an upload", () => {
  it("that comes whole is in its draft, and sending it again changes nothing", async () => {
    const draft = await draftOf("risk/whole");
    const bytes = randomBytes(3_000_000);
    const { upload, received } = await open(draft, "weights/model.bin", bytes.length);
    expect(received).toBe(0);
    const answer = { status: 201, body: { path: "weights/model.bin", size: bytes.length, sha256: sha256Of(bytes) } };
    expect(await put(upload, bytes)).toEqual(answer);
    expect(await put(upload, bytes)).toEqual(answer);
    expect(await offsetOf(upload)).toBe(bytes.length);
    const { digest } = await call<{ digest: string }>("versions.finalize", { draft, files: 1 });
    expect(digest).toMatch(/^sha256:/);
  });

  it("that is cut off goes on at the very byte, again and again", async () => {
    const draft = await draftOf("risk/cut");
    const bytes = randomBytes(2_000_000);
    const { upload } = await open(draft, "a.bin", bytes.length);
    for (const at of [0, 700_001, 1_300_002]) {
      expect(await put(upload, bytes, { at, most: at === 0 ? 700_001 : 600_001 })).toBe("cut");
      await expect.poll(() => offsetOf(upload)).toBe(at === 0 ? 700_001 : at + 600_001);
    }
    expect(await put(upload, bytes, { at: 1_900_003 })).toMatchObject({ status: 201, body: { sha256: sha256Of(bytes) } });
  });

  it("is told where it stands when it goes on elsewhere", async () => {
    const draft = await draftOf("risk/offset");
    const bytes = randomBytes(1000);
    const { upload } = await open(draft, "a.bin", bytes.length);
    expect(await put(upload, bytes, { at: 500 })).toMatchObject({ status: 409, body: { error: { reason: "offset_mismatch", details: { received: 0 } } } });
    expect(await put(upload, bytes, { headers: { "content-range": "bytes 0-10/1000" } })).toMatchObject({ status: 400, body: { error: { reason: "invalid_input" } } });
    expect(await put(upload, bytes)).toMatchObject({ status: 201 });
  });

  it("of nothing at all is one too", async () => {
    const draft = await draftOf("risk/empty");
    const { upload } = await open(draft, "empty", 0);
    const answer = await fetch(`${test.url}/api/uploads/${upload}`, { method: "PUT", headers: bearer(author) });
    expect([answer.status, await answer.json()]).toEqual([201, { path: "empty", size: 0, sha256: sha256Of(Buffer.alloc(0)) }]);
  });

  it("by two senders at once goes to the later one, and holds what was announced", async () => {
    const draft = await draftOf("risk/twice");
    const bytes = randomBytes(4_000_000);
    const { upload } = await open(draft, "a.bin", bytes.length);
    const first = put(upload, bytes, { most: 1_000_000, headers: {} });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await first;
    await expect.poll(() => offsetOf(upload)).toBe(1_000_000);
    // A sender that hangs: it has announced the rest and sends nothing.
    const hanging = request(`${test.url}/api/uploads/${upload}`, {
      method: "PUT",
      headers: { ...bearer(author), "content-length": 3_000_000, "content-range": "bytes 1000000-3999999/4000000" },
    });
    hanging.on("error", () => {});
    hanging.write(bytes.subarray(1_000_000, 1_000_100));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const second = await put(upload, bytes, { at: 1_000_000 });
    // The hanging one's bytes count: the later sender is told where to go on.
    expect(second).toMatchObject({ status: 409, body: { error: { reason: "offset_mismatch", details: { received: 1_000_100 } } } });
    expect(await put(upload, bytes, { at: 1_000_100 })).toMatchObject({ status: 201, body: { sha256: sha256Of(bytes) } });
  });

  it("begun for a draft that was given up goes on in the next, by its fingerprint", async () => {
    const bytes = randomBytes(1_000_000);
    const given = await draftOf("risk/again");
    const before = await open(given, "a.bin", bytes.length, "same file");
    await put(before.upload, bytes, { most: 300_000 });
    await expect.poll(() => offsetOf(before.upload)).toBe(300_000);
    await call("deletions.discardDraft", { draft: given });
    const draft = await draftOf("risk/again");
    const strange = await open(draft, "other.bin", bytes.length, "another file");
    expect(strange.received).toBe(0);
    const after = await open(draft, "a.bin", bytes.length, "same file");
    expect(after.received).toBe(300_000);
    expect(await put(after.upload, bytes, { at: 300_000 })).toMatchObject({ status: 201, body: { sha256: sha256Of(bytes) } });
  });

  it("is nobody else's: not a viewer's, not another author's, not without a token", async () => {
    const draft = await draftOf("risk/mine");
    const { upload } = await open(draft, "a.bin", 10);
    const other = await test.addPerson("Other", { risk: "contributor" });
    const statusOf = async (headers: OutgoingHttpHeaders) => {
      const answer = await put(upload, Buffer.alloc(10), { headers });
      return answer === "cut" ? answer : answer.status;
    };
    expect(await statusOf(bearer(other))).toBe(404);
    expect(await statusOf(bearer(viewer))).toBe(404);
    expect(await statusOf({ authorization: "Bearer cs_wrong" })).toBe(401);
    await expect(call("uploads.open", { draft, files: [{ path: "b", size: 1 }] }, other)).rejects.toThrow(/does not exist/);
    expect(await offsetOf(upload)).toBe(0);
  });

  it("that is cancelled is gone, also while it comes", async () => {
    const draft = await draftOf("risk/cancelled");
    const { upload } = await open(draft, "a.bin", 1000);
    await put(upload, Buffer.alloc(1000), { most: 10 });
    expect(await call("uploads.cancel", { draft })).toEqual({ cancelled: 1 });
    expect(await put(upload, Buffer.alloc(1000))).toMatchObject({ status: 404 });
  });
});

describe("a pack of small files", () => {
  /** A tar archive as POSIX.1-1988 (ustar) has it, written by hand. */
  function tar(files: Record<string, string>, type = "0"): Buffer {
    const blocks = Object.entries(files).flatMap(([path, content]) => {
      const header = Buffer.alloc(512);
      header.write(path, 0);
      header.write("0000644\0", 100);
      header.write(`${Buffer.byteLength(content).toString(8).padStart(11, "0")}\0`, 124);
      header.write("        ", 148);
      header.write(type, 156);
      header.write("ustar\u{0}00", 257);
      header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0")}\0 `, 148);
      const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
      body.write(content);
      return [header, body];
    });
    return Buffer.concat([...blocks, Buffer.alloc(1024)]);
  }
  const send = async (draft: string, body: Buffer) => {
    const answer = await fetch(`${test.url}/api/drafts/${draft}/files`, { method: "POST", headers: { ...bearer(author), "content-type": "application/x-tar" }, body: new Uint8Array(body) });
    return { status: answer.status, body: (await answer.json()) as { files?: { path: string }[]; error?: { reason: string; message: string } } };
  };

  it("puts each of them into the draft", async () => {
    const draft = await draftOf("risk/packed");
    const files = Object.fromEntries(Array.from({ length: 1200 }, (_, at) => [`part/${at}.txt`, at % 7 === 0 ? "" : `number ${at}`]));
    const { status, body } = await send(draft, tar(files));
    expect([status, body.files?.length]).toEqual([201, 1200]);
    expect(body.files?.[8]).toEqual({ path: "part/8.txt", size: 8, sha256: sha256Of(Buffer.from("number 8")) });
    expect((await send(draft, tar({ "part/8.txt": "number 8" }))).status).toBe(201);
    expect(await call("versions.finalize", { draft, files: 1200 })).toMatchObject({ files: 1200 });
  });

  it("is refused with the reason where it holds what a version can't", async () => {
    const draft = await draftOf("risk/refused");
    const reasonOf = async (body: Buffer) => (await send(draft, body)).body.error?.reason;
    expect(await reasonOf(tar({ "../up": "x" }))).toBe("invalid_input");
    expect(await reasonOf(tar({ "/abs": "x" }))).toBe("invalid_input");
    expect(await reasonOf(tar({ link: "" }, "2"))).toBe("invalid_input");
    expect(await reasonOf(tar({ "a": "x", "A": "y" }))).toBe("path_taken");
    expect(await reasonOf(tar({ big: "x".repeat(1024 * 1024 + 1) }))).toBe("body_too_large");
    expect(await reasonOf(Buffer.from("this is no archive".repeat(100)))).toBe("malformed_body");
    expect(await reasonOf(tar({ cut: "x".repeat(5000) }).subarray(0, 2000))).toBe("malformed_body");
  });
});
