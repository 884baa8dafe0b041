import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { request, type OutgoingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { versionFiles } from "./versions/tables.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "./testing/registry.ts";
import { metadataExample } from "./versions/schema.ts";

let test: TestRegistry;
let author: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  test = await startTestRegistry();
  await test.addTeam("risk");
  await test.addTeam("growth");
  author = await test.addPerson("Ann", { risk: "contributor" });
  stranger = await test.addPerson("Olga", { growth: "maintainer" });
});
afterAll(() => test.close());

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  json: () => Record<string, never> & { error: { reason: string; message: string; data: { reason: string } } };
}

/** A request with exactly that path: fetch would tidy it first. */
function ask(method: string, path: string, headers: OutgoingHttpHeaders = {}, body?: Buffer | string | Readable): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(test.url);
    const sending = request({ hostname, port, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const whole = Buffer.concat(parts);
        resolve({ status: response.statusCode!, headers: response.headers, body: whole, json: () => JSON.parse(whole.toString()) });
      });
    });
    sending.on("error", reject);
    if (body instanceof Readable) body.pipe(sending);
    else sending.end(body);
  });
}

const bearer = (person: TestPerson) => ({ authorization: `Bearer ${person.token}` });
const json = { "content-type": "application/json" };

async function draftOf(person: TestPerson, model: string): Promise<string> {
  const body = JSON.stringify({ model, metadata: metadataExample });
  const answer = await ask("POST", "/api/trpc/versions.draft", { ...bearer(person), ...json }, body);
  return (answer.json() as unknown as { result: { data: { draft: string } } }).result.data.draft;
}

async function register(model: string, files: Record<string, string>): Promise<void> {
  const draft = await draftOf(author, model);
  for (const [path, content] of Object.entries(files)) {
    const sent = await ask("PUT", `/api/drafts/${draft}/files/${path.split("/").map(encodeURIComponent).join("/")}`, bearer(author), content);
    expect(sent.status).toBe(201);
  }
  const body = JSON.stringify({ draft, files: Object.keys(files).length });
  expect((await ask("POST", "/api/trpc/versions.finalize", { ...bearer(author), ...json }, body)).status).toBe(200);
}

/** No answer may tell how the server is built. */
function expectNoTrace(answer: Answer): void {
  const text = answer.body.toString();
  expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|select .* from|postgres/i);
  expect(answer.status).toBeLessThan(500);
}

describe("a typed call", () => {
  it.each([
    ["a body that isn't JSON", json, "{oops", 400, "malformed_body"],
    ["an empty body", json, "", 400, "malformed_body"],
    ["another content type", { "content-type": "text/plain" }, "{}", 415, "malformed_body"],
    ["a body that is a list", json, "[1]", 400, "invalid_input"],
  ])("with %s is refused in words", async (_, headers, body, status, reason) => {
    const answer = await ask("POST", "/api/trpc/models.create", { ...bearer(author), ...headers }, body);
    expectNoTrace(answer);
    expect([answer.status, answer.json().error.data.reason]).toEqual([status, reason]);
  });

  it("with 200 MB of JSON is refused before it is read into memory", async () => {
    const size = 200 * 1024 * 1024;
    const block = Buffer.alloc(1024 * 1024, " ");
    const blocks = (count: number) => Readable.from(Array.from({ length: count }, () => block));
    const announced = await ask("POST", "/api/trpc/models.create", { ...bearer(author), ...json, "content-length": size }, blocks(200));
    expect([announced.status, announced.json().error.reason]).toEqual([413, "body_too_large"]);
    const chunked = await ask("POST", "/api/trpc/models.create", { ...bearer(author), ...json }, blocks(20));
    expect([chunked.status, chunked.json().error.data.reason]).toEqual([413, "body_too_large"]);
    expectNoTrace(announced);
  });

  it.each([
    ["a NUL character", '{"model":"risk/nul","description":"a\\u0000b"}'],
    ["half of a surrogate pair", '{"model":"risk/half","description":"\\ud800"}'],
    ["a number beyond all bounds", '{"model":"risk/big","description":1e400}'],
    ["the key __proto__", '{"model":"risk/proto","__proto__":{"description":"x"}}'],
    ["100,000 levels", `{"model":"risk/deep","description":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ])("with %s is refused, and nothing breaks", async (_, body) => {
    const answer = await ask("POST", "/api/trpc/models.create", { ...bearer(author), ...json }, body);
    expectNoTrace(answer);
    expect([answer.status, answer.json().error.data.reason]).toEqual([400, "invalid_input"]);
  });

  it("with numbers, names and cursors that no database has is refused", async () => {
    const queries = {
      "versions.list": { model: "risk/x", before: 3_000_000_000 },
      "search.find": { query: "a\0b" },
      "pointers.moves": { model: "risk/x", pointer: "\0" },
      "models.get": { model: "risk/x", extra: "\ud800" },
    };
    for (const [procedure, input] of Object.entries(queries)) {
      const answer = await ask("GET", `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, bearer(author));
      expect([procedure, answer.status]).toEqual([procedure, 400]);
    }
    const cursor = await ask("GET", `/api/trpc/search.find?input=${encodeURIComponent('{"cursor":"nonsense"}')}`, bearer(author));
    expect([cursor.status, cursor.json().error.data.reason]).toEqual([400, "invalid_input"]);
  });

  it("is one of at most ten in a batch", async () => {
    const names = Array.from({ length: 11 }, () => "identity.whoami").join(",");
    const answer = await ask("GET", `/api/trpc/${names}?batch=1&input=%7B%7D`, bearer(author));
    expectNoTrace(answer);
    expect(answer.status).toBe(400);
  });

  it("that only asks may come as a POST, for an input that an address is too short for; one that changes something never as a GET", async () => {
    const rules = { checks: Array.from({ length: 150 }, (_, at) => ({ kind: "metric", metric: `metric-of-some-length-${at}`, atLeast: 0 })) };
    const sent = await ask("POST", "/api/trpc/policies.preview", { ...bearer(author), ...json }, JSON.stringify({ stage: "production", scope: { kind: "site" }, rules }));
    expect(sent.status).toBe(200);
    const input = encodeURIComponent(JSON.stringify({ team: "risk", slug: "x", name: "X" }));
    expect((await ask("GET", `/api/trpc/teams.create?input=${input}`, bearer(author))).status).toBe(405);
  });

  it("with a session cookie that is nonsense is one of nobody", async () => {
    const answer = await ask("GET", "/api/trpc/identity.whoami", { cookie: "next-auth.session-token=%; other=%zz" });
    expect(answer.status).toBe(401);
  });

  it("with a wrong token, or none, is refused", async () => {
    const list = "/api/trpc/search.find?input=%7B%7D";
    const wrong = await ask("GET", list, { authorization: "Bearer cs_wrong" });
    expect([wrong.status, wrong.json().error.data.reason]).toEqual([401, "token_invalid"]);
    const none = await ask("GET", list);
    expect([none.status, none.json().error.data.reason]).toEqual([401, "not_signed_in"]);
  });

  it("with metadata that lacks something names it, and shows complete metadata", async () => {
    const { metrics: _, ...metadata } = metadataExample;
    const answer = await ask("POST", "/api/trpc/versions.draft", { ...bearer(author), ...json }, JSON.stringify({ model: "risk/bare", metadata }));
    expect(answer.status).toBe(400);
    expect(answer.json().error).toMatchObject({
      message: expect.stringMatching(/^metadata\.metrics is missing\. A complete example: \{/),
      data: { reason: "metadata_incomplete", details: { missing: ["metadata.metrics"], example: metadataExample } },
    });
  });

  it("from another site's page can't use the session that the browser sends along", async () => {
    const cookie = "next-auth.session-token=abc";
    for (const headers of [{ cookie, origin: "https://evil.example" }, { cookie }, { cookie, origin: "null" }, { cookie, "sec-fetch-site": "same-site" }]) {
      const answer = await ask("POST", "/api/trpc/models.create", { ...json, ...headers }, "{}");
      expect([answer.status, answer.json().error.reason]).toEqual([403, "foreign_origin"]);
    }
    for (const headers of [{ cookie, origin: test.url }, { cookie, "sec-fetch-site": "same-origin" }]) {
      const own = await ask("POST", "/api/trpc/models.create", { ...json, ...headers }, "{}");
      expect(own.json().error.data.reason).toBe("not_signed_in");
    }
  });

  it("that fails inside tells only a request id, and logs the rest", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = vi.spyOn(test.registry.store, "readRange").mockRejectedValue(new Error("secret disk path /var/x"));
    await register("risk/broken-card", { "README.md": "# card" });
    const input = encodeURIComponent(JSON.stringify({ reference: "risk/broken-card" }));
    const answer = await ask("GET", `/api/trpc/cards.get?input=${input}`, bearer(author));
    expect([answer.status, answer.json().error.data.reason]).toEqual([500, "internal"]);
    expect(answer.body.toString()).not.toContain("secret");
    expect(String(log.mock.calls[0])).toContain("secret disk path");
    broken.mockRestore();
    log.mockRestore();
  });
});

describe("sending a file", () => {
  it("stores the bytes under their hash, once, and answers with it", async () => {
    const draft = await draftOf(author, "risk/sent");
    const content = "hello weights";
    const sha256 = createHash("sha256").update(content).digest("hex");
    const headers = { ...bearer(author), "x-countersign-sha256": sha256 };
    for (const path of ["a.bin", "b/c%20d.bin"]) {
      const answer = await ask("PUT", `/api/drafts/${draft}/files/${path}`, headers, content);
      expect([answer.status, answer.json()]).toEqual([201, { path: decodeURIComponent(path), size: content.length, sha256 }]);
    }
  });

  it.each([
    ["../secret", "must not hold the segment .."],
    ["a/../../b", "must not hold the segment .."],
    ["a%2F..%2Fb", "not percent-encoded UTF-8 of one name"],
    ["a%00b", "NUL"],
    ["%2Fetc/passwd", "not percent-encoded UTF-8 of one name"],
    ["a%5Cb", "separated by /"],
    ["a//b", "empty segment"],
    ["%ff", "not percent-encoded UTF-8 of one name"],
    ["x".repeat(300), "255 bytes"],
    ["e%CC%81", "NFC"],
  ])("to the path %s is refused", async (path, message) => {
    const draft = await draftOf(author, "risk/paths");
    const answer = await ask("PUT", `/api/drafts/${draft}/files/${path}`, bearer(author), "x");
    expectNoTrace(answer);
    expect([answer.status, answer.json().error.reason]).toEqual([400, "invalid_input"]);
    expect(answer.json().error.message).toContain(message);
    const rows = await test.registry.db.select().from(versionFiles);
    expect(rows.every((row) => !row.path.includes(".."))).toBe(true);
  });

  it("that is not what was announced is refused, and leaves nothing", async () => {
    const draft = await draftOf(author, "risk/other-bytes");
    const headers = { ...bearer(author), "x-countersign-sha256": "0".repeat(64) };
    const answer = await ask("PUT", `/api/drafts/${draft}/files/a.bin`, headers, "changed meanwhile");
    expect([answer.status, answer.json().error.reason]).toEqual([409, "digest_mismatch"]);
    const body = JSON.stringify({ draft, files: 1 });
    const finalized = await ask("POST", "/api/trpc/versions.finalize", { ...bearer(author), ...json }, body);
    expect(finalized.json().error.data.reason).toBe("draft_incomplete");
  });

  it("that can't be stored is answered, with the rest of it still on its way", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const draft = await draftOf(author, "risk/full-disk");
    const full = vi.spyOn(test.registry.store, "append").mockImplementation(async (_arrival, source) => {
      for await (const _ of source) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      throw new Error("nothing came");
    });
    const answer = await ask("PUT", `/api/drafts/${draft}/files/a.bin`, bearer(author), Buffer.alloc(8 * 1024 * 1024));
    expect([answer.status, answer.json().error.reason]).toEqual([507, "storage_full"]);
    full.mockRestore();
    log.mockRestore();
  });

  it("that is cut off leaves nothing", async () => {
    const draft = await draftOf(author, "risk/cut");
    const { hostname, port } = new URL(test.url);
    await new Promise<void>((resolve) => {
      const sending = request({ hostname, port, method: "PUT", path: `/api/drafts/${draft}/files/a.bin`, headers: { ...bearer(author), "content-length": 1000 } });
      sending.on("error", () => {});
      sending.on("close", () => resolve());
      sending.write("only this", () => setTimeout(() => sending.destroy(), 50));
    });
    const incoming = `${test.folder}/incoming`;
    await vi.waitFor(async () => expect(await readdir(incoming)).toEqual([]));
    const body = JSON.stringify({ draft, files: 1 });
    const finalized = await ask("POST", "/api/trpc/versions.finalize", { ...bearer(author), ...json }, body);
    expect(finalized.json().error.data.reason).toBe("draft_incomplete");
  });

  it("to somebody else's draft, to none, or without the right is refused", async () => {
    const draft = await draftOf(author, "risk/mine");
    const put = async (id: string, headers: OutgoingHttpHeaders) => {
      const answer = await ask("PUT", `/api/drafts/${id}/files/a.bin`, headers, "x");
      return [answer.status, answer.json().error.reason];
    };
    expect(await put(draft, bearer(stranger))).toEqual([404, "not_found"]);
    expect(await put("00000000-0000-7000-8000-000000000000", bearer(author))).toEqual([404, "not_found"]);
    expect(await put("nonsense", bearer(author))).toEqual([400, "invalid_input"]);
    expect(await put(draft, {})).toEqual([401, "not_signed_in"]);
    const reading = { authorization: `Bearer ${await test.addToken(author, ["model:read"])}` };
    expect(await put(draft, reading)).toEqual([403, "forbidden_by_token"]);
    const posted = await ask("POST", `/api/drafts/${draft}/files/a.bin`, bearer(author), "x");
    expect([posted.status, posted.json().error.reason]).toEqual([405, "method_not_allowed"]);
  });
});

describe("fetching a file", () => {
  beforeAll(() => register("risk/fetched", { "dir/model.bin": "0123456789", "evil.html": "<script>alert(1)</script>", empty: "" }));
  const at = "/files/risk/fetched/1/dir/model.bin";

  it("gives the bytes, whole or in a range, with the digest as its tag", async () => {
    const whole = await ask("GET", at, bearer(author));
    expect([whole.status, whole.body.toString(), whole.headers["accept-ranges"]]).toEqual([200, "0123456789", "bytes"]);
    const part = await ask("GET", at, { ...bearer(author), range: "bytes=2-4" });
    expect([part.status, part.body.toString(), part.headers["content-range"]]).toEqual([206, "234", "bytes 2-4/10"]);
    const tag = String(whole.headers["etag"]);
    expect(tag).toBe(`"sha256:${createHash("sha256").update("0123456789").digest("hex")}"`);
    expect((await ask("GET", at, { ...bearer(author), "if-none-match": tag })).status).toBe(304);
    const stale = await ask("GET", at, { ...bearer(author), range: "bytes=2-4", "if-range": '"other"' });
    expect(stale.status).toBe(200);
    expect((await ask("GET", at, { ...bearer(author), range: "bytes=10-" })).status).toBe(416);
    const head = await ask("HEAD", at, bearer(author));
    expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, "10", 0]);
    const empty = await ask("GET", "/files/risk/fetched/1/empty", bearer(author));
    expect([empty.status, empty.body.length]).toEqual([200, 0]);
  });

  it("whose bytes are gone from the disk is answered, and logged", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const gone = vi.spyOn(test.registry.store, "open").mockRejectedValue(Object.assign(new Error("no such file /var/x"), { code: "ENOENT" }));
    const answer = await ask("GET", at, bearer(author));
    expect([answer.status, answer.json().error.reason]).toEqual([500, "blob_damaged"]);
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expect(String(log.mock.calls[0])).toContain("no such file");
    gone.mockRestore();
    log.mockRestore();
  });

  it("can't make a browser run what was stored", async () => {
    const { headers } = await ask("GET", "/files/risk/fetched/1/evil.html", bearer(author));
    expect(headers).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringMatching(/^sandbox; default-src 'none'/),
      "content-disposition": expect.stringMatching(/^attachment; filename="evil.html"/),
    });
  });

  it("that does not exist, or may not be seen, is not found", async () => {
    for (const path of [at.replace("model.bin", "other.bin"), at.replace("/1/", "/9/"), at.replace("fetched", "nothing")]) {
      expect((await ask("GET", path, bearer(author))).status).toBe(404);
    }
    expect((await ask("GET", at, bearer(stranger))).status).toBe(404);
    expect((await ask("GET", at)).status).toBe(401);
    for (const path of ["/files/risk/fetched/1/../../x", "/files/risk/fetched/1/..%2f..%2fx", "/files/risk/fetched/1/a%00"]) {
      const answer = await ask("GET", path, bearer(author));
      expectNoTrace(answer);
      expect(answer.status).toBe(400);
    }
  });
});

describe("a reference over plain HTTP", () => {
  beforeAll(() => register("risk/plain", { a: "a" }));

  it("is answered with the version, and 304 while it is the same", async () => {
    const answer = await ask("GET", "/api/references/risk/plain@1", bearer(author));
    expect(answer.json()).toMatchObject({ reference: "risk/plain@1", version: 1 });
    const again = await ask("GET", "/api/references/risk/plain", { ...bearer(author), "if-none-match": String(answer.headers["etag"]) });
    expect(again.status).toBe(304);
  });

  it("is refused where it is none, and not found where it names nothing", async () => {
    const status = async (reference: string) => (await ask("GET", `/api/references/${reference}`, bearer(author))).status;
    expect(await Promise.all(["risk/Plain", "risk", "risk/plain@0", "risk/plain@2", "risk/plain@production"].map(status))).toEqual([400, 400, 400, 404, 404]);
  });
});

describe("the process", () => {
  it("tells that it lives and that it is ready", async () => {
    expect((await ask("GET", "/health")).json()).toEqual({ status: "live" });
    expect((await ask("GET", "/ready")).json()).toEqual({ status: "ready" });
  });
});
