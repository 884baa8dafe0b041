import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { metadataExample } from "../versions/schema.ts";

const model = "risk/fraud";

let test: TestRegistry;
let author: TestPerson;
let reviewer: TestPerson;
/** Pinned to bias-audit. */
let pipeline: string;

beforeAll(async () => {
  test = await startTestRegistry();
  await test.addTeam("risk");
  author = await test.addPerson("Ann", { risk: "maintainer" });
  reviewer = await test.addPerson("Rita", { risk: "reviewer" });
  const keeper = await test.addPerson("Mina", { risk: "maintainer" });
  for (const check of ["bias-audit", "load-test"]) await test.addCheck(check);
  pipeline = await test.addToken(keeper, ["check:report", "model:read"], ["bias-audit"]);
  for (const content of ["one", "two"]) await register(content);
});
afterAll(() => test.close());

interface Answer {
  status: number;
  body: Record<string, never> & { error: { reason: string; message: string } };
}

async function ask(method: string, path: string, token: string | null, body?: string | object): Promise<Answer> {
  const answer = await fetch(`${test.url}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Answer["body"] };
}

async function call<Result>(person: TestPerson, procedure: string, input: object): Promise<Result> {
  const { status, body } = await ask("POST", `/api/trpc/${procedure}`, person.token, input);
  expect([procedure, status]).toEqual([procedure, 200]);
  return (body as unknown as { result: { data: Result } }).result.data;
}

async function register(content: string): Promise<void> {
  const { draft } = await call<{ draft: string }>(author, "versions.draft", { model, metadata: metadataExample });
  const sent = await fetch(`${test.url}/api/drafts/${draft}/files/model.bin`, { method: "PUT", headers: { authorization: `Bearer ${author.token}` }, body: content });
  expect(sent.status).toBe(201);
  await call(author, "versions.finalize", { draft, files: 1 });
}

const passed = { reference: `${model}@1`, check: "bias-audit", status: "passed" };

describe("a report over plain HTTP", () => {
  it("is taken, once per run, in whatever order it comes", async () => {
    const report = { ...passed, summary: "No group differs.", url: "https://ci.example.com/7", numbers: { gap: 0.01 }, run: "7" };
    expect(await ask("POST", "/api/checks", pipeline, { ...report, status: "running" })).toEqual({ status: 201, body: { reference: `${model}@1`, check: "bias-audit", status: "running", counts: true } });
    expect(await ask("POST", "/api/checks", pipeline, report)).toMatchObject({ status: 201, body: { counts: true } });
    expect(await ask("POST", "/api/checks", pipeline, report)).toMatchObject({ status: 201, body: { counts: false } });
    expect(await ask("POST", "/api/checks", pipeline, { ...report, status: "queued" })).toMatchObject({ status: 201, body: { counts: false } });
    const { body } = await ask("GET", `/api/trpc/checks.latest?input=${encodeURIComponent(JSON.stringify({ reference: `${model}@1` }))}`, author.token);
    expect(body).toMatchObject({ result: { data: [{ check: "bias-audit", status: "passed", numbers: { gap: 0.01 }, run: "7", by: { name: "Mina" } }] } });
  });

  it("is in the record, as what is done through tRPC is", async () => {
    const rows = await test.registry.db.select({ details: auditEntries.details }).from(auditEntries).where(eq(auditEntries.action, "check.reported"));
    expect(rows.map(({ details }) => details["counts"])).toEqual([true, true, false, false]);
  });

  it.each([
    ["no token", null, passed, 401, "not_signed_in", "Sign in first"],
    ["a token that is not pinned to it", "author", passed, 403, "check_not_pinned", "This token may report no check"],
    ["a token pinned to another check", "pipeline", { ...passed, check: "load-test" }, 403, "check_not_pinned", "may report bias-audit"],
    ["a check that there is not", "pipeline", { ...passed, check: "nope" }, 404, "check_unknown", "The checks are bias-audit, load-test"],
    ["a version that there is not", "pipeline", { ...passed, reference: `${model}@9` }, 404, "not_found", "does not exist"],
    ["nothing in it", "pipeline", undefined, 400, "invalid_input", "reference is missing. check is missing."],
    ["a list", "pipeline", "[]", 400, "invalid_input", "must be a"],
    ["half of a body", "pipeline", "{", 400, "malformed_body", "not valid JSON"],
    ["a status that there is not", "pipeline", { ...passed, status: "good" }, 400, "invalid_input", "must be one of queued, running, passed, failed"],
    ["a number that is none", "pipeline", { ...passed, numbers: { gap: "low" } }, 400, "invalid_input", "numbers.gap must be a finite number"],
    ["a number beyond all bounds", "pipeline", '{"reference":"risk/fraud@1","check":"bias-audit","status":"passed","numbers":{"gap":1e999}}', 400, "invalid_input", "not finite"],
    ["an address that is none", "pipeline", { ...passed, url: "javascript:alert(1)" }, 400, "invalid_input", "url must be an http or https address"],
    ["too much in it", "pipeline", { ...passed, summary: "x".repeat(70_000) }, 413, "body_too_large", "at most 65536 bytes"],
  ])("with %s is refused in a sentence", async (_, who, report, status, reason, sentence) => {
    const token = who === null ? null : who === "author" ? author.token : pipeline;
    const answer = await ask("POST", "/api/checks", token, report);
    expect([answer.status, answer.body.error.reason]).toEqual([status, reason]);
    expect(answer.body.error.message).toContain(sentence);
  });

  it("by another method is refused", async () => {
    expect(await ask("GET", "/api/checks", pipeline)).toMatchObject({ status: 405, body: { error: { reason: "method_not_allowed" } } });
  });

  it("of the reporter's own version is refused", async () => {
    const own = await test.addToken(author, ["check:report", "model:read"], ["bias-audit"]);
    expect(await ask("POST", "/api/checks", own, passed)).toMatchObject({ status: 403, body: { error: { reason: "self_approval" } } });
  });
});

describe("a promotion and its history over plain HTTP", () => {
  it("are what the typed calls give", async () => {
    const { id } = await call<{ id: string }>(author, "promotions.request", { reference: `${model}@1`, stage: "production", reason: "First." });
    const open = await ask("GET", `/api/promotions/${id}`, reviewer.token);
    expect(open).toMatchObject({ status: 200, body: { id, state: "open", blockers: [{ kind: "approvals_missing", you: true }] } });
    const typed = await ask("GET", `/api/trpc/promotions.get?input=${encodeURIComponent(JSON.stringify({ id }))}`, reviewer.token);
    expect(open.body).toEqual((typed.body as unknown as { result: { data: object } }).result.data);

    const before = new Date().toISOString();
    await call(reviewer, "reviews.review", { id, verdict: "approve", evidenceDigest: open.body["evidenceDigest"] });
    expect(await ask("GET", `/api/history/${model}`, author.token)).toMatchObject({ status: 200, body: { items: [{ stage: "production", version: 1, until: null, approvedBy: [{ name: "Rita" }] }], nextCursor: null } });
    expect(await ask("GET", `/api/history/${model}?at=${new Date().toISOString()}`, author.token)).toMatchObject({ status: 200, body: { items: [{ version: 1 }] } });
    expect(await ask("GET", `/api/history/${model}?at=${before}`, author.token)).toMatchObject({ status: 200, body: { items: [] } });
  });

  it.each([
    ["/api/promotions/nonsense", 400, "invalid_input"],
    ["/api/promotions/00000000-0000-4000-8000-000000000000", 404, "not_found"],
    ["/api/history/risk/nothing", 404, "not_found"],
    ["/api/history/risk/fraud?at=yesterday", 400, "invalid_input"],
    ["/api/history/risk/fraud?limit=1000", 400, "invalid_input"],
    ["/api/history/risk/fraud?cursor=nonsense", 400, "invalid_input"],
  ])("are refused where %s asks for what there is not", async (path, status, reason) => {
    expect(await ask("GET", path, author.token)).toMatchObject({ status, body: { error: { reason } } });
    expect((await ask("GET", path, null)).status).toBe(401);
  });
});
