import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./index.ts";
import { makeFolder, sampleMetadata as metadata } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const model = "risk/fraud-detector";

let server: TestRegistry;
let author: Registry;
let reviewer: Registry;
/** May report deployments of this model, and what runs. */
let pipeline: string;
let home: Awaited<ReturnType<typeof makeFolder>>;

beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  const open = (person: TestPerson) => createRegistry({ url: server.url, token: person.token });
  const ada = await server.addPerson("Ada", { risk: "contributor" });
  author = open(ada);
  reviewer = open(await server.addPerson("Grace", { risk: "reviewer" }));
  pipeline = await server.addToken(ada, ["model:read", "deployment:report", "runtime:report"], [], [model]);
  home = await makeFolder();
  for (const content of ["one", "two"]) {
    const { path, remove } = await makeFolder({ "model.bin": content });
    await author.saveModel({ model, files: path, metadata });
    await remove();
  }
  await promote(1);
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

async function promote(version: number) {
  const { id } = await author.promotions.request({ reference: `${model}@${version}`, to: "production", reason: "x" });
  return await reviewer.promotions.approve(id);
}

const run = (...args: string[]): Promise<Ran> => runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: pipeline } });

async function post(path: string, body: object | string, token = pipeline) {
  const answer = await fetch(`${server.url}${path}`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: typeof body === "string" ? body : JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as { error?: { reason: string; message: string } } & Record<string, unknown> };
}

test("a pipeline reports a deployment from a shell, and waits for it", async () => {
  const queued = await run("deployment", "report", `${model}@production`, "--state", "queued", "--link", "https://ci.example.com/7");
  expect(queued).toMatchObject({ code: 0, stdout: `The deployment of ${model}@1 in production is queued now.\n` });
  const { id } = readJson(await run("deployment", "show", `${model}@production`, "--json")) as { id: string };
  const waiting = run("deployment", "wait", id, "--timeout", "60s");
  const { digest } = await author.get(`${model}@1`);
  const wrong = await run("deployment", "report", id, "--state", "succeeded", "--digest", `sha256:${"0".repeat(64)}`);
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain("its digest is another. That is no success.");
  const done = await run("deployment", "report", id, "--state", "succeeded", "--digest", digest, "--key", "7");
  expect(done.stdout).toBe(`The deployment of ${model}@1 in production is succeeded now.\n`);
  expect((await run("deployment", "report", id, "--state", "succeeded", "--digest", digest, "--key", "7")).stdout).toMatch(/^That was reported before/);
  const waited = await waiting;
  expect(waited.code).toBe(0);
  expect(waited.stdout).toMatch(/serves another digest/);
  expect(waited.stderr).toMatch(/succeeded\n$/);
  expect((await run("deployment", "list", model, "--state", "succeeded")).stdout).toMatch(/risk\/fraud-detector@1 {2}production {2}succeeded/);
});

test("one that failed ends the waiting with 1", async () => {
  await promote(2);
  expect((await run("deployment", "wait", `${model}@production`, "--timeout", "1s")).code).toBe(1);
  await run("deployment", "report", `${model}@production`, "--state", "failed", "--of", "2", "--summary", "No room");
  const ended = await run("deployment", "wait", `${model}@production`);
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain("No room");
});

test("a service says what it runs, and the model tells where it is another", async () => {
  const said = await run("check-in", `${model}@1`, "--service", "scoring", "--instance", "a", "--stage", "production");
  expect(said).toMatchObject({ code: 0, stdout: `a of scoring runs ${model}@1.\nproduction names v2.\n` });
  const service = createRegistry({ url: server.url, token: pipeline });
  const { digest } = await author.get(`${model}@2`);
  expect(await service.checkIn({ model, digest, service: "scoring", instance: "b", stage: "production" })).toMatchObject({ reference: `${model}@2`, changed: true, stageVersion: 2 });
  expect(await service.checkIn({ model, version: 2, service: "scoring", instance: "b", stage: "production" })).toMatchObject({ changed: false });
  expect(await post("/api/runtime", { model, version: 1, service: "scoring", instance: "c", environment: "production" })).toMatchObject({ status: 200, body: { changed: true, stageVersion: null } });
  const { stages } = await service.deployments.runtime(model);
  expect(stages).toMatchObject([{ stage: "production", approved: 2, running: [{ version: 1, instances: 2 }, { version: 2, instances: 1 }], drift: ["production is v2; 2 of 3 instances run v1.", "production is v2; what was deployed last is v1."] }]);
  expect((await run("check-in", `${model}@production`, "--service", "s", "--instance", "i")).stderr).toContain("does not say which version is loaded");
});

test("plain HTTP takes the same reports", async () => {
  const { id } = await author.deployments.get({ model, stage: "production" });
  const at = new Date(Date.now() + 2000).toISOString();
  expect(await post(`/api/deployments/${id}/reports`, { state: "succeeded", at })).toMatchObject({ status: 201, body: { id, state: "succeeded", counts: true } });
  expect(await post("/api/deployments/reports", { model, stage: "production", state: "queued", key: "1" })).toMatchObject({ status: 201, body: { id, state: "succeeded" } });
});

test.each<[string, string, object | string, number, string, RegExp]>([
  ["neither", "/api/deployments/reports", { state: "queued" }, 400, "invalid_input", /by its id, or by model and stage/],
  ["a state that there is not", "/api/deployments/reports", { model, stage: "production", state: "good" }, 400, "invalid_input", /must be one of queued/],
  ["a list", "/api/deployments/reports", "[]", 400, "invalid_input", /must be/],
  ["half of a body", "/api/deployments/reports", "{", 400, "malformed_body", /not valid JSON/],
  ["no deployment", "/api/deployments/nonsense/reports", { state: "queued" }, 400, "invalid_input", /must be a deployment's id/],
  ["a model that it may not see", "/api/deployments/reports", { model: "risk/other", stage: "production", state: "queued" }, 404, "not_found", /reaches models that match/],
  ["an address that is none", "/api/deployments/reports", { model, stage: "production", state: "queued", url: "javascript:alert(1)" }, 400, "invalid_input", /http or https/],
  ["a version and a digest", "/api/runtime", { model, version: 1, digest: `sha256:${"0".repeat(64)}`, service: "s", instance: "i" }, 400, "invalid_input", /and not by both/],
  ["a digest of no version", "/api/runtime", { model, digest: `sha256:${"0".repeat(64)}`, service: "s", instance: "i" }, 404, "not_found", /does not exist/],
  ["a stage that there is not", "/api/runtime", { model, version: 1, service: "s", instance: "i", stage: "nowhere" }, 404, "not_found", /The stages are/],
])("a report with %s is refused in a sentence", async (_, path, body, status, reason, sentence) => {
  const answer = await post(path, body);
  expect([answer.status, answer.body.error?.reason]).toEqual([status, reason]);
  expect(answer.body.error?.message).toMatch(sentence);
});
