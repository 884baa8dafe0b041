import { createHash, randomBytes } from "node:crypto";
import { createServer, request as ask, type ClientRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { genUploader } from "uploadthing/client";
import type { FileRoute } from "uploadthing/types";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { requestHandler } from "../http.ts";
import { openSession } from "../identity/commands.ts";
import { setMember } from "../teams/commands.ts";
import { callMutation } from "../testing/process.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { xhrAt } from "../testing/xhr.ts";
import { hashSecret } from "../tokens/secret.ts";
import { metadataExample } from "../versions/schema.ts";
import { versionFiles } from "../versions/tables.ts";
import { ownOrigin, ownSigner, signatureOf } from "./ingest-url.ts";
import { uploads } from "./tables.ts";

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
const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const mebibyte = 1024 * 1024;
let drafts = 0;

async function newDraft(person = author): Promise<string> {
  const input = { model: `risk/uploaded-${++drafts}`, metadata: metadataExample };
  return (await callMutation<{ draft: string }>(test.url, "versions.draft", input, bearer(person))).draft;
}

async function filesIn(draft: string) {
  return await test.registry.db
    .select({ path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256 })
    .from(versionFiles)
    .where(eq(versionFiles.versionId, draft))
    .orderBy(versionFiles.path);
}

interface Signed {
  url: string;
  key: string;
  customId: string;
}

/** What the client asks for first: an address for each file. */
async function begin(draft: string, files: { path: string; size: number; fingerprint?: string }[], headers: Record<string, string> = bearer(author)) {
  const body = { input: { draft, files }, files: files.map(({ path, size }) => ({ name: path.split("/").at(-1), size, type: "" })) };
  return await post(body, headers);
}

async function post(body: unknown, headers: Record<string, string> = bearer(author)) {
  const answer = await fetch(`${test.url}/api/uploadthing?actionType=upload&slug=versionFiles`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Signed[] & { message?: string; reason?: string } };
}

async function signedFor(draft: string, path: string, size: number): Promise<Signed> {
  const { body } = await begin(draft, [{ path, size }]);
  return body[0]!;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: { fileHash?: string; serverData?: unknown; error?: { reason: string; message: string; details: Record<string, unknown> } };
}

/** Sends what it is given, as the client would; `most` cuts the connection after so many bytes of the body. */
function put(url: string, body: Buffer, { at = 0, most = Infinity, headers = {}, base = test.url }: { at?: number; most?: number; headers?: Record<string, string>; base?: string } = {}) {
  return new Promise<Answer | "cut">((resolve) => {
    const sending: ClientRequest = ask(base + url, {
      method: "PUT",
      headers: { range: `bytes=${at}-`, "content-type": "multipart/form-data; boundary=B", "content-length": body.length, ...headers },
    });
    sending.on("error", () => resolve("cut"));
    sending.on("response", (answer) => {
      void text(answer).then((told) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: JSON.parse(told) }));
    });
    if (most >= body.length) sending.end(body);
    else sending.write(body.subarray(0, most), () => setTimeout(() => sending.destroy(), 100));
  });
}

const head = `--B\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\nContent-Type: application/octet-stream\r\n\r\n`;
const formOf = (bytes: Buffer, name = "file") => Buffer.concat([Buffer.from(head.replace("file", name)), bytes, Buffer.from("\r\n--B--\r\n")]);

async function receivedBy(url: string, base = test.url): Promise<number> {
  const answer = await fetch(base + url, { method: "HEAD" });
  return Number(answer.headers.get("x-ut-range-start"));
}

const reasonOf = (answer: Answer | "cut") => (answer === "cut" ? "cut" : [answer.status, answer.body.error?.reason]);

/** Another instance, over the same database and the same bytes, that knows nothing but them. */
async function secondServer(): Promise<{ url: string; server: Server }> {
  const handle = requestHandler(test.registry, async (_req, res) => void res.end());
  const server = createServer({ requestTimeout: 0 }, (req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

type Routes = {
  versionFiles: FileRoute<{
    input: { draft: string; files: { path: string; size: number; fingerprint?: string }[] };
    output: { path: string; size: number; sha256: string };
    errorShape: { message: string; reason: string };
  }>;
};

describe("UploadThing's own client", () => {
  const client = genUploader<Routes>({
    url: new URL("http://unused.invalid/api/uploadthing"),
    fetch: async (input, init) => {
      const address = input instanceof Request ? input.url : input;
      const { pathname, search } = new URL(address, "http://unused.invalid");
      return await fetch(test.url + pathname + search, init);
    },
  });
  const filesOf = (contents: Record<string, Buffer>) => Object.entries(contents).map(([path, bytes]) => new File([new Uint8Array(bytes)], path.split("/").at(-1) ?? "", { lastModified: 1 }));
  const inputOf = (draft: string, contents: Record<string, Buffer>) => ({ draft, files: Object.entries(contents).map(([path, bytes]) => ({ path, size: bytes.length })) });

  beforeEach(() => void vi.stubGlobal("XMLHttpRequest", xhrAt(test.url)));
  afterEach(() => vi.unstubAllGlobals());

  it("uploads files, six at once, and hears what the registry holds", async () => {
    const draft = await newDraft();
    const contents = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`weights/part-${i}.bin`, randomBytes(i === 4 ? 5 * mebibyte : 1000 + i)]));
    const done = await client.uploadFiles("versionFiles", { files: filesOf(contents), input: inputOf(draft, contents), headers: bearer(author) });
    const expected = Object.entries(contents).map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256Of(bytes) }));
    expect(done.map((file) => file.serverData)).toEqual(expected);
    expect(await filesIn(draft)).toEqual(expected);
  });

  it("takes paths in any script, deep ones, and files with nothing in them", async () => {
    const draft = await newDraft();
    const contents = { "模型/ação/w e i g h t s+é&=%25#?.bin": randomBytes(10), [`${"deep/".repeat(150)}x`]: randomBytes(20), "empty.txt": Buffer.alloc(0) };
    await client.uploadFiles("versionFiles", { files: filesOf(contents), input: inputOf(draft, contents), headers: bearer(author) });
    const expected = Object.entries(contents).map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256Of(bytes) }));
    expect(new Set(await filesIn(draft))).toEqual(new Set(expected));
  });

  it("pauses, and goes on where it was", async () => {
    const draft = await newDraft();
    const bytes = randomBytes(24 * mebibyte);
    const [file] = filesOf({ "big.bin": bytes });
    let pause = () => {};
    const paused = new Promise<void>((resolve) => (pause = resolve));
    const starts: number[] = [];
    const upload = await client.createUpload("versionFiles", {
      files: [file!],
      input: inputOf(draft, { "big.bin": bytes }),
      headers: bearer(author),
      onUploadProgress: ({ loaded, delta }) => {
        if (loaded === delta && loaded > mebibyte) starts.push(loaded);
        if (loaded > 10 * mebibyte) pause();
      },
    });
    await paused;
    upload.pauseUpload();
    upload.resumeUpload();
    const [done] = await upload.done();
    expect(done?.serverData).toEqual({ path: "big.bin", size: bytes.length, sha256: sha256Of(bytes) });
    expect(starts).toHaveLength(1);
    expect(starts[0]).toBeLessThan(bytes.length);
  });

  it("is told in words why it may not", async () => {
    const draft = await newDraft();
    const contents = { "a.bin": randomBytes(5) };
    const refused = (person: TestPerson | null, input: object) =>
      client.uploadFiles("versionFiles", { files: filesOf(contents), input: { ...inputOf(draft, contents), ...input }, ...(person ? { headers: bearer(person) } : {}) });
    await expect(refused(viewer, {})).rejects.toThrow("That draft does not exist, or you may not see it.");
    await expect(refused(null, {})).rejects.toThrow("Sign in first");
    await expect(refused(author, { draft: "x" })).rejects.toThrow("draft: must be a draft's id");
    await expect(refused(author, { files: [{ path: "../a", size: 5 }] })).rejects.toThrow('files.0.path: "../a" must not hold the segment ..');
  });
});

describe("what the file router refuses", () => {
  const file = { path: "a.bin", size: 5 };

  it.each([
    ["a form that is none", "x", 400, "invalid_input"],
    ["no files", { files: [], input: { draft: crypto.randomUUID(), files: [] } }, 400, "invalid_input"],
    ["a draft that does not exist", { files: [{ name: "a", size: 5, type: "" }], input: { draft: crypto.randomUUID(), files: [file] } }, 404, "not_found"],
    ["a path without its file", { files: [], input: { draft: crypto.randomUUID(), files: [file] } }, 400, "invalid_input"],
    ["another size", { files: [{ name: "a", size: 6, type: "" }], input: { draft: crypto.randomUUID(), files: [file] } }, 400, "invalid_input"],
    ["one path twice", { files: [{ name: "a", size: 5, type: "" }, { name: "b", size: 5, type: "" }], input: { draft: crypto.randomUUID(), files: [file, file] } }, 400, "invalid_input"],
    ["text that can't be stored", { files: [{ name: "a", size: 5, type: "" }], input: { draft: crypto.randomUUID(), files: [{ ...file, fingerprint: "a\0" }] } }, 400, "invalid_input"],
  ])("is %s", async (_, body, status, reason) => {
    const answer = await post(body);
    expect([answer.status, answer.body.reason]).toEqual([status, reason]);
    expect(answer.body.message).toBeTypeOf("string");
  });

  it("is a draft of somebody else, whoever asks, and nobody at all", async () => {
    const draft = await newDraft();
    for (const headers of [bearer(viewer), bearer(test.admin)]) expect(await begin(draft, [file], headers)).toMatchObject({ status: 404, body: { reason: "not_found" } });
    expect(await begin(draft, [file], {})).toMatchObject({ status: 403, body: { reason: "not_signed_in" } });
    const readOnly = { authorization: `Bearer ${await test.addToken(author, ["model:read"])}` };
    expect(await begin(draft, [file], readOnly)).toMatchObject({ status: 403, body: { reason: "forbidden_by_token" } });
  });

  it("is a callback that nobody here has signed, and what is no JSON", async () => {
    const hook = { "uploadthing-hook": "callback", "content-type": "application/json", "x-uploadthing-signature": "hmac-sha256=00" };
    const forged = await fetch(`${test.url}/api/uploadthing?slug=versionFiles`, { method: "POST", headers: hook, body: JSON.stringify({ status: "uploaded" }) });
    expect([forged.status, await forged.json()]).toEqual([400, { message: "Invalid signature", reason: "invalid_input" }]);
    const broken = await fetch(`${test.url}/api/uploadthing?slug=versionFiles`, { method: "POST", body: "{" });
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: { reason: "malformed_body" } }]);
  });

  it("is the session of another site's page, and not that of our own", async () => {
    const draft = await newDraft();
    const session = { tokenHash: hashSecret("a-session"), userId: author.actor.userId, expiresAt: new Date(Date.now() + 60_000), method: "password" as const };
    await openSession(test.registry.db, author.actor.request, session);
    const cookie = "next-auth.session-token=a-session";
    expect((await begin(draft, [file], { cookie, origin: "https://evil.example" })).status).toBe(403);
    const own = await begin(draft, [file], { cookie, origin: test.url });
    expect(own.status).toBe(200);
    expect(own.body[0]?.url).toMatch(/^\/ingest\/\w+\?/);
  });
});

describe("a file at its signed address", () => {
  const bytes = randomBytes(100_000);

  it("is received, and in its draft", async () => {
    const draft = await newDraft();
    const { url } = await signedFor(draft, "a.bin", bytes.length);
    expect(await receivedBy(url)).toBe(0);
    const expected = { path: "a.bin", size: bytes.length, sha256: sha256Of(bytes) };
    expect(await put(url, formOf(bytes))).toMatchObject({ status: 200, body: { fileHash: expected.sha256, serverData: expected } });
    expect(await filesIn(draft)).toEqual([expected]);
    expect(await receivedBy(url)).toBe(bytes.length);
  });

  it("goes on at its byte after a cut, at another instance as well", async () => {
    const draft = await newDraft();
    const big = randomBytes(20 * mebibyte);
    const { url } = await signedFor(draft, "big.bin", big.length);
    expect(await put(url, formOf(big), { most: 18 * mebibyte + 12_345 })).toBe("cut");
    const second = await secondServer();
    const received = await receivedBy(url, second.url);
    expect(received).toBe(18 * mebibyte + 12_345 - head.length);
    const answer = await put(url, formOf(big.subarray(received)), { at: received, base: second.url });
    expect(answer).toMatchObject({ status: 200, body: { fileHash: sha256Of(big) } });
    second.server.close();
  });

  it("that a killed process was receiving goes on as soon as that one counts as dead", async () => {
    const draft = await newDraft();
    const { url, customId } = await signedFor(draft, "a.bin", bytes.length);
    await put(url, formOf(bytes), { most: 50_000 });
    const received = await receivedBy(url);
    await test.registry.db.update(uploads).set({ holder: crypto.randomUUID(), heldUntil: new Date(Date.now() + 1000) }).where(eq(uploads.id, customId));
    expect(await receivedBy(url)).toBe(received);
    expect(await put(url, formOf(bytes.subarray(received)), { at: received })).toMatchObject({ status: 200, body: { fileHash: sha256Of(bytes) } });
  });

  it("is the same upload when the page is opened anew", async () => {
    const draft = await newDraft();
    const file = { path: "a.bin", size: bytes.length, fingerprint: "a.bin 2026-01-01" };
    const [first] = (await begin(draft, [file])).body;
    await put(first!.url, formOf(bytes), { most: 60_000 });
    const [again] = (await begin(draft, [file])).body;
    expect([again!.customId, again!.key]).toEqual([first!.customId, first!.key]);
    expect(await receivedBy(again!.url)).toBe(60_000 - head.length);
  });

  it("ends its earlier sender when another asks how far it is", async () => {
    const draft = await newDraft();
    const { url } = await signedFor(draft, "a.bin", bytes.length);
    const silent = ask(test.url + url, { method: "PUT", headers: { "content-type": "multipart/form-data; boundary=B", "content-length": formOf(bytes).length } });
    const ended = new Promise((resolve) => silent.on("error", resolve));
    silent.write(formOf(bytes).subarray(0, 40_000));
    await vi.waitFor(async () => expect((await test.registry.db.select().from(uploads).where(eq(uploads.draftId, draft)))[0]?.arrival).not.toBeNull());
    const received = await receivedBy(url);
    await ended;
    // As many as had been read when it was ended.
    expect(received).toBeLessThanOrEqual(40_000 - head.length);
    expect(await put(url, formOf(bytes.subarray(received)), { at: received })).toMatchObject({ status: 200 });
  });

  it("whose last step failed is finished by an empty rest, and never twice", async () => {
    const draft = await newDraft();
    const { url } = await signedFor(draft, "a.bin", bytes.length);
    const { db, store } = test.registry;
    const finish = vi.spyOn(store, "finish").mockImplementationOnce(async (...given) => {
      // The bytes are here; meanwhile somebody takes the sender's role away.
      await db.transaction((tx) => setMember(tx, test.admin.actor, { team: "risk", email: author.email, role: "viewer" }));
      finish.mockRestore();
      await store.finish(...given);
    });
    expect(reasonOf(await put(url, formOf(bytes)))).toEqual([404, "not_found"]);
    expect(await filesIn(draft)).toEqual([]);
    await db.transaction((tx) => setMember(tx, test.admin.actor, { team: "risk", email: author.email, role: "contributor" }));
    expect(await receivedBy(url)).toBe(bytes.length);
    const empty = () => put(url, formOf(Buffer.alloc(0)), { at: bytes.length });
    const both = await Promise.all([empty(), empty()]);
    for (const answer of [...both, await empty()]) expect(answer).toMatchObject({ status: 200, body: { serverData: { sha256: sha256Of(bytes) } } });
    expect(await filesIn(draft)).toHaveLength(1);
  });

  it("with another file's key is still its own", async () => {
    const draft = await newDraft();
    const other = randomBytes(500);
    const first = await signedFor(draft, "a.bin", bytes.length);
    const second = await signedFor(draft, "b.bin", other.length);
    const signer = ownSigner(test.registry.secret);
    const unsigned = second.url.replace(second.key, first.key).replace(/&signature=.*/, "");
    const colliding = `${unsigned}&signature=${encodeURIComponent(signatureOf(ownOrigin + unsigned, signer.apiKey))}`;
    const answers = await Promise.all([put(first.url, formOf(bytes)), put(colliding, formOf(other))]);
    expect(answers).toMatchObject([{ body: { fileHash: sha256Of(bytes) } }, { body: { fileHash: sha256Of(other) } }]);
  });

  it.each([
    ["an address that was changed", (url: string) => url.replace("x-ut-file-size", "x-ut-file-sizes"), 403, "forbidden"],
    ["an address without a signature", (url: string) => url.replace(/&signature=.*/, ""), 403, "forbidden"],
    ["no address at all", () => "/ingest/key", 403, "forbidden"],
  ])("is refused at %s", async (_, change, status, reason) => {
    const { url } = await signedFor(await newDraft(), "a.bin", bytes.length);
    expect(reasonOf(await put(change(url), formOf(bytes)))).toEqual([status, reason]);
    expect((await fetch(test.url + change(url), { method: "HEAD" })).status).toBe(status);
  });

  it("is refused when its address has ended, and when its draft is gone", async () => {
    const { url, customId } = await signedFor(await newDraft(), "a.bin", bytes.length);
    const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 25 * 60 * 60 * 1000);
    const late = await put(url, formOf(bytes));
    now.mockRestore();
    expect(reasonOf(late)).toEqual([403, "forbidden"]);
    await test.registry.db.delete(uploads).where(eq(uploads.id, customId));
    expect(reasonOf(await put(url, formOf(bytes)))).toEqual([404, "not_found"]);
  });

  it.each([
    ["too many bytes", formOf(Buffer.concat([bytes, Buffer.from("x")])), {}, 413, "body_too_large"],
    ["a second part", Buffer.concat([formOf(bytes).subarray(0, -"--B--\r\n".length), formOf(bytes)]), {}, 413, "body_too_large"],
    ["too few bytes", formOf(bytes.subarray(1)), {}, 400, "invalid_input"],
    ["another field", formOf(bytes, "other"), {}, 400, "invalid_input"],
    ["no form", bytes, { headers: { "content-type": "application/octet-stream" } }, 400, "invalid_input"],
    ["no boundary", formOf(bytes), { headers: { "content-type": "multipart/form-data" } }, 400, "invalid_input"],
    ["a Range of another kind", formOf(bytes), { headers: { range: "bytes=0-5" } }, 400, "invalid_input"],
    ["a start beyond what is here", formOf(bytes.subarray(7)), { at: 7 }, 409, "offset_mismatch"],
    ["a start beyond the end", formOf(Buffer.alloc(0)), { at: bytes.length + 1 }, 409, "offset_mismatch"],
  ])("is refused with %s, and nothing of it is kept", async (_, body, options, status, reason) => {
    const draft = await newDraft();
    const { url } = await signedFor(draft, "a.bin", bytes.length);
    expect(reasonOf(await put(url, body, options))).toEqual([status, reason]);
    expect(await receivedBy(url)).toBe(0);
    expect(await put(url, formOf(bytes))).toMatchObject({ status: 200, body: { fileHash: sha256Of(bytes) } });
  });

  it("is refused to other verbs, and to a page of another site", async () => {
    const { url } = await signedFor(await newDraft(), "a.bin", bytes.length);
    expect((await fetch(test.url + url)).status).toBe(405);
    const cookie = "next-auth.session-token=a-session";
    expect(reasonOf(await put(url, formOf(bytes), { headers: { cookie, origin: "https://evil.example" } }))).toEqual([403, "foreign_origin"]);
    expect(await put(url, formOf(bytes), { headers: { cookie, origin: test.url } })).toMatchObject({ status: 200 });
  });
});
