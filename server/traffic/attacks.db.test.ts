/** What an attacker tries over HTTP, each against a real server. What they try in a browser stands in e2e/attacks.spec.ts. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createServer, request, type OutgoingHttpHeaders } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestHandler } from "../http.ts";
import { signIn } from "../identity/commands.ts";
import { signInFailures } from "../identity/tables.ts";
import { sendJson } from "../responses.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { metadataExample } from "../versions/schema.ts";
import { readProxies } from "./caller.ts";
import { openServer } from "./connections.ts";

let registry: TestRegistry;
let victim: TestPerson;
let attacker: TestPerson;
const secretBytes = "the weights that nobody else may have";

beforeAll(async () => {
  registry = await startTestRegistry();
  await registry.addTeam("risk");
  await registry.addTeam("growth");
  victim = await registry.addPerson("Vera", { risk: "maintainer" });
  attacker = await registry.addPerson("Mallory", { growth: "maintainer" });
  const draft = await openDraft(victim, "risk/secret");
  await ask("PUT", `/api/drafts/${draft}/files/weights.bin`, bearer(victim), secretBytes);
  await call(victim, "versions.finalize", { draft, files: 1 });
});
afterAll(() => registry.close());

const bearer = ({ token }: TestPerson) => ({ authorization: `Bearer ${token}` });

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

function ask(method: string, path: string, headers: OutgoingHttpHeaders = {}, body?: string | Buffer, url = registry.url): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sending = request({ hostname, port, method, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
    });
    sending.once("error", reject).end(body);
  });
}

const call = (who: TestPerson, procedure: string, input: object) =>
  ask("POST", `/api/trpc/${procedure}`, { ...bearer(who), "content-type": "application/json" }, JSON.stringify(input));
const get = (who: TestPerson, procedure: string, input: object) =>
  ask("GET", `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, bearer(who));
const reasonOf = ({ text }: Answer) => (JSON.parse(text) as { error: { reason?: string; data?: { reason: string } } }).error;

async function openDraft(who: TestPerson, model: string): Promise<string> {
  const { text } = await call(who, "versions.draft", { model, metadata: metadataExample });
  return (JSON.parse(text) as { result: { data: { draft: string } } }).result.data.draft;
}

/** A server over the same registry with other settings. */
async function serve(settings: Parameters<typeof requestHandler>[2]): Promise<{ url: string; close: () => void }> {
  const handle = requestHandler(registry.registry, async (_req, res) => sendJson(res, 200, {}), settings);
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}

test("a guessed digest gives nobody the bytes behind it, and does not tell whether anybody has them", async () => {
  const known = { path: "weights.bin", size: Buffer.byteLength(secretBytes), sha256: createHash("sha256").update(secretBytes).digest("hex") };
  const guessed = { ...known, sha256: randomBytes(32).toString("hex") };
  const draft = await openDraft(attacker, "growth/copy");
  const answers = await Promise.all([known, guessed].map((file) => call(attacker, "versions.attach", { draft, files: [file] })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const [first, second] = answers.map(({ status, text }) => ({ status, text: text.replaceAll(/[0-9a-f]{64}|[0-9a-f-]{36}/g, "…") }));
  expect(first).toEqual(second);
  expect(answers.map(({ text }) => text).join()).not.toContain("weights that nobody");
  expect((await ask("GET", "/files/growth/copy/1/weights.bin", bearer(attacker))).status).toBe(404);
});

test("what one may not see is answered as what does not exist, wherever its id or name is guessed", async () => {
  const theirs = await openDraft(victim, "risk/secret");
  const pairs: [string, string][] = [
    ["/files/risk/secret/1/weights.bin", "/files/risk/absent/1/weights.bin"],
    ["/files/risk/secret/1.tar", "/files/risk/absent/1.tar"],
    ["/api/references/risk/secret@1", "/api/references/risk/absent@1"],
    ["/api/history/risk/secret", "/api/history/risk/absent"],
  ];
  for (const [real, made] of pairs) {
    const [there, absent] = await Promise.all([ask("GET", real, bearer(attacker)), ask("GET", made, bearer(attacker))]);
    expect([real, there.status, reasonOf(there).reason]).toEqual([real, 404, reasonOf(absent).reason]);
    expect(absent.status).toBe(404);
  }
  for (const draft of [theirs, randomUUID()]) {
    const sent = await ask("PUT", `/api/drafts/${draft}/files/evil.bin`, bearer(attacker), "evil");
    expect([sent.status, reasonOf(sent).reason]).toEqual([404, "not_found"]);
    expect((await call(attacker, "versions.finalize", { draft, files: 0 })).status).toBe(404);
  }
  expect((await get(attacker, "models.get", { model: "risk/secret" })).status).toBe(404);
});

describe("a page of another site", () => {
  const cookie = `next-auth.session-token=${randomBytes(32).toString("base64url")}`;
  test.each([
    { origin: "https://evil.example" }, { origin: "null" }, { origin: "http://127.0.0.1" }, { origin: "http://127.0.0.1.evil.example" }, {},
    { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" },
  ])("changes nothing with somebody's session: %j", async (headers) => {
    const answer = await ask("POST", "/api/trpc/teams.create", { cookie, "content-type": "application/json", ...headers }, '{"slug":"evil","name":"Evil"}');
    expect([answer.status, reasonOf(answer).reason]).toEqual([403, "foreign_origin"]);
  });

  test("nor by naming a host that no trusted proxy has told of", async () => {
    const answer = await ask("POST", "/api/trpc/teams.create", { cookie, origin: "https://evil.example", "x-forwarded-host": "evil.example" }, "{}");
    expect(answer.status).toBe(403);
  });

  test("can't show ours in a frame, and hears nothing of an answer", async () => {
    const { headers } = await ask("GET", "/api/references/risk/secret@1", { ...bearer(victim), origin: "https://evil.example" });
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "cross-origin-resource-policy": "same-origin", "cache-control": expect.stringContaining("private") as string });
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });
});

test("one password tried on many accounts from one address is stopped, whoever they are", async () => {
  const from = { id: "spray", address: "203.0.113.77", userAgent: "" };
  // Each try costs a slow hash; most of them have been made before.
  await registry.registry.db.insert(signInFailures).values({ key: `address:${from.address}`, count: 97, windowEndsAt: new Date(Date.now() + 600_000) });
  const outcomes: string[] = [];
  for (let at = 0; at < 6; at++) {
    const input = { email: `person${at}@example.com`, password: "Summer2026!" };
    outcomes.push(await signIn(registry.registry.db, from, input).then(() => "wrong", (error: { reason: string }) => error.reason));
  }
  expect(outcomes).toEqual([...Array.from({ length: 3 }, () => "wrong"), ...Array.from({ length: 3 }, () => "too_many_attempts")]);
});

describe("too much", () => {
  test("in one batch is refused before anything of it is done, and says how much fits", async () => {
    const names = Array.from({ length: 11 }, () => "teams.create").join(",");
    const inputs = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [at, { slug: `batch-${at}`, name: "x" }]));
    const answer = await ask("POST", `/api/trpc/${names}?batch=1`, { ...bearer(registry.admin), "content-type": "application/json" }, JSON.stringify(inputs));
    expect([answer.status, reasonOf(answer).reason]).toEqual([400, "invalid_input"]);
    expect(answer.text).toContain("At most 10 calls fit into one request");
    expect((await get(registry.admin, "teams.list", {})).text).not.toContain("batch-");
  });

  test("nesting is refused", async () => {
    const deep = `{"team":"growth","slug":"deep","name":${"[".repeat(500)}${"]".repeat(500)}}`;
    const answer = await ask("POST", "/api/trpc/models.create", { ...bearer(attacker), "content-type": "application/json" }, deep);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("nested more than 64 levels deep");
  });

  test("in the address or the headers is refused in words, as is what is no HTTP", async () => {
    const server = openServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const say = (text: string) =>
      new Promise<string>((resolve, reject) => {
        let heard = "";
        const socket = connect(port, "127.0.0.1", () => socket.write(text));
        socket.setEncoding("utf8").on("data", (part) => (heard += part.toString())).once("end", () => resolve(heard)).once("error", reject);
      });
    expect(await say(`GET /${"a".repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 [\s\S]*at most 16 KB/);
    expect(await say(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${"a".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
    expect(await say("HELO evil.example\r\n\r\n")).toMatch(/^HTTP\/1.1 400 [\s\S]*no HTTP request/);
    expect(await say("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
    server.close();
  });
});

describe("too often", () => {
  const rates = { reads: 3, writes: 2, bytes: 4, open: 2 };

  test("is refused by principal with 429, how long to wait, and a reason to act on; others go on", async () => {
    const { url, close } = await serve({ rates });
    const whoami = (who: TestPerson) => ask("GET", "/api/trpc/identity.whoami", bearer(who), undefined, url);
    for (let n = 0; n < 3; n++) expect((await whoami(victim)).status).toBe(200);
    const refused = await whoami(victim);
    expect([refused.status, reasonOf(refused).data?.reason]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
    expect(refused.text).toContain('"retryAfterSeconds":');
    const plain = await ask("GET", "/api/references/risk/secret@1", bearer(victim), undefined, url);
    expect([plain.status, reasonOf(plain).reason, plain.headers["retry-after"] !== undefined]).toEqual([429, "rate_limited", true]);
    expect((await whoami(attacker)).status).toBe(200);
    // Bytes have an allowance of their own.
    expect((await ask("GET", "/files/risk/secret/1/weights.bin", bearer(victim), undefined, url)).status).toBe(200);
    close();
  });

  test("counts every call of a batch", async () => {
    const { url, close } = await serve({ rates });
    const names = Array.from({ length: 4 }, () => "identity.whoami");
    for (const batch of [names.join(","), names.join("%2C")]) {
      expect((await ask("GET", `/api/trpc/${batch}?batch=1&input=%7B%7D`, bearer(victim), undefined, url)).status).toBe(429);
    }
    close();
  });

  test("without a credential is refused by address, which nobody can make up", async () => {
    const { url, close } = await serve({ rates });
    const setUp = (address: string) => ask("POST", "/api/trpc/identity.setUp", { "content-type": "application/json", "x-forwarded-for": address }, "{}", url);
    expect((await setUp("198.51.100.1")).status).toBe(400);
    expect((await setUp("198.51.100.2")).status).toBe(400);
    expect((await setUp("198.51.100.3")).status).toBe(429);
    close();
    const behind = await serve({ rates, proxies: readProxies(1) });
    const through = (address: string) => ask("POST", "/api/trpc/identity.setUp", { "content-type": "application/json", "x-forwarded-for": address }, "{}", behind.url);
    expect([(await through("198.51.100.1")).status, (await through("198.51.100.1")).status, (await through("198.51.100.1")).status]).toEqual([400, 400, 429]);
    expect((await through("9.9.9.9, 198.51.100.2")).status).toBe(400);
    behind.close();
  });
});

test("HTTPS is made to last where it is known, and only there", async () => {
  const header = async (settings: Parameters<typeof requestHandler>[2], headers: OutgoingHttpHeaders = {}) => {
    const { url, close } = await serve(settings);
    const answer = await ask("GET", "/health", headers, undefined, url);
    close();
    return answer.headers["strict-transport-security"];
  };
  const told = { "x-forwarded-proto": "https" };
  expect(await header({}, told)).toBeUndefined();
  expect(await header({ proxies: readProxies(1) }, told)).toMatch(/^max-age=\d{8}/);
  expect(await header({ origin: "https://models.example.com" })).toMatch(/^max-age=\d{8}/);
});
