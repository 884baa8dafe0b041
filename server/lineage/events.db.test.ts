import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRegistry } from "../../sdk/index.ts";
import { makeFolder, sampleMetadata } from "../../sdk/testing.ts";
import { auditEntries } from "../audit/tables.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { airflowComplete, datasetEvent, dbtComplete, jobEvent, sparkStart } from "./sample-events.ts";
import type { Report } from "./schema.ts";
import { lineageEvents, recalledVersions, versionDatasets } from "./tables.ts";

let server: TestRegistry;
let ada: TestPerson;
let eve: TestPerson;
let viewer: TestPerson;
let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  for (const team of ["risk", "other"]) await server.addTeam(team);
  ada = await server.addPerson("Ada", { risk: "contributor" });
  eve = await server.addPerson("Eve", { other: "contributor" });
  viewer = await server.addPerson("Vic", { risk: "viewer" });
  folder = await makeFolder({ "model.bin": "x" });
  for (let count = 0; count < 4; count++) await register("risk/fraud");
}, 120_000);
afterAll(async () => {
  await server.close();
  await folder.remove();
});

const register = async (model: string, more: object = {}) => (await createRegistry({ url: server.url, token: ada.token }).saveModel({ model, files: folder.path, metadata: { ...sampleMetadata, ...more } })).reference;

async function send(event: unknown, token = ada.token, path = "/api/lineage"): Promise<{ status: number; body: Report & { error?: { reason: string; message: string } } }> {
  const answer = await fetch(`${server.url}${path}`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: typeof event === "string" ? event : JSON.stringify(event) });
  return { status: answer.status, body: (await answer.json()) as never };
}

async function recipe(reference: string) {
  return (await createRegistry({ url: server.url, token: ada.token }).lineage.recipe(reference)).recipe;
}

let runs = 0;
const job = { namespace: "tests", name: "train" };
const eventOf = (runId: string, more: object, eventType = "COMPLETE", eventTime = "2026-05-03T10:00:00Z") => ({ eventType, eventTime, producer: "https://example.com", schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json", run: { runId }, job, ...more });
const making = (reference: string) => ({ outputs: [{ namespace: "countersign", name: reference }] });
const reading = (...names: string[]) => ({ inputs: names.map((name) => ({ namespace: "s3://lake", name })) });
const newRun = () => `run-${++runs}`;

test("an event of Airflow becomes facts of the version that it names, once", async () => {
  const first = await send(airflowComplete);
  expect(first).toEqual({ status: 201, body: { run: airflowComplete.run.runId, kept: true, known: false, versions: [{ reference: "risk/fraud@1", added: { data: 2, code: 1, runs: 1, parents: 0 } }], notes: [] } });
  const before = await recipe("risk/fraud@1");
  expect(before).toMatchObject({
    code: { repository: "https://git.example.com/risk/fraud.git", source: "event" },
    data: [{ name: "transactions-2026", source: "declared" }, { name: "s3://lake/transactions/2026-05.parquet", version: "2026-05", role: "input", source: "event" }, { source: "event" }],
    runs: [{ tracker: "OpenLineage", id: airflowComplete.run.runId }],
  });
  const entries = async () => await server.registry.db.$count(auditEntries, eq(auditEntries.action, "lineage.reported"));
  const recorded = await entries();
  expect(await send(airflowComplete, ada.token, "/api/v1/lineage")).toMatchObject({ status: 201, body: { kept: true, known: true, versions: [{ added: { data: 0, code: 0, runs: 0, parents: 0 } }] } });
  expect([await recipe("risk/fraud@1"), await entries()]).toEqual([before, recorded]);
  const kept = await server.registry.db.select({ payload: lineageEvents.payload }).from(lineageEvents).where(eq(lineageEvents.runId, airflowComplete.run.runId));
  expect(kept).toEqual([{ payload: airflowComplete }]);
});

test("events of Spark and dbt are taken with all their facets, and those of jobs and datasets are answered", async () => {
  expect(await send(sparkStart)).toMatchObject({ status: 201, body: { versions: [{ reference: "risk/fraud@1", added: { data: 1 } }] } });
  expect(await send(dbtComplete)).toMatchObject({ status: 201, body: { kept: true, versions: [] } });
  for (const event of [jobEvent, datasetEvent]) expect(await send(event)).toMatchObject({ status: 200, body: { run: null, kept: false, notes: [expect.stringContaining("about no run")] } });
});

test("in any order, all at once: a start after the end says the same", async () => {
  const told = [];
  for (const order of [[0, 1, 2], [2, 1, 0]]) {
    const run = newRun();
    const reference = await register("risk/orders");
    const events = [eventOf(run, reading("a"), "START", "2026-05-03T09:00:00Z"), eventOf(run, reading("b"), "RUNNING", "2026-05-03T09:30:00Z"), eventOf(run, making(reference))];
    for (const at of order) await send(events[at]);
    told.push((await recipe(reference)).data.map(({ name }) => name).toSorted());
  }
  expect(told).toEqual([["s3://lake/a", "s3://lake/b", "transactions-2026"], ["s3://lake/a", "s3://lake/b", "transactions-2026"]]);
  const run = newRun();
  const reference = await register("risk/orders");
  const many = [...Array.from({ length: 10 }, (_, at) => eventOf(run, reading(`d${at}`), "RUNNING", `2026-05-03T09:00:${10 + at}Z`)), eventOf(run, making(reference))];
  const answers = await Promise.all([...many, ...many].map((event) => send(event)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect((await recipe(reference)).data).toHaveLength(11);
}, 60_000);

test("versions given as inputs become parents, and a circle is refused", async () => {
  const [parent, child] = [await register("risk/base"), await register("risk/tuned")];
  expect((await send(eventOf(newRun(), { ...making(child), inputs: [{ namespace: server.url, name: parent, facets: { countersign_parent: { relation: "distilled-from" } } }] }))).body.versions).toMatchObject([{ added: { parents: 1, data: 0 } }]);
  expect((await recipe(child)).parents).toEqual([{ relation: "distilled-from", reference: parent, source: "event" }]);
  const run = newRun();
  const circle = eventOf(run, { ...making(parent), inputs: [{ namespace: "countersign", name: child }] });
  expect(await send(circle)).toMatchObject({ status: 409, body: { error: { reason: "lineage_circle" } } });
  expect(await server.registry.db.$count(lineageEvents, eq(lineageEvents.runId, run))).toBe(0);
  const itself = eventOf(newRun(), { ...making(child), inputs: [{ namespace: "countersign", name: child }] });
  expect((await send(itself)).body.error?.reason).toBe("lineage_circle");
  // Two that would close one between them, at once: one of them is refused.
  const [one, two] = [await register("risk/one"), await register("risk/two")];
  const both = await Promise.all([send(eventOf(newRun(), { ...making(one), inputs: [{ namespace: "countersign", name: two }] })), send(eventOf(newRun(), { ...making(two), inputs: [{ namespace: "countersign", name: one }] }))]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
}, 60_000);

test("data that was recalled flags the version that an event ties to it", async () => {
  const reference = await register("risk/recalled");
  await createRegistry({ url: server.url, token: server.admin.token }).api.lineage.recallDataset.mutate({ dataset: "s3://lake/poisoned", reason: "It holds the answers." });
  await send(eventOf(newRun(), { ...making(reference), ...reading("poisoned") }));
  const [flagged] = await server.registry.db.select({ count: sql<number>`count(*)::int` }).from(recalledVersions).innerJoin(versionDatasets, and(eq(versionDatasets.versionId, recalledVersions.versionId), eq(versionDatasets.name, "s3://lake/poisoned")));
  expect(flagged?.count).toBe(1);
});

test("a search finds what an event has said", async () => {
  const reference = await register("risk/found");
  const { lineage } = createRegistry({ url: server.url, token: ada.token });
  expect(await lineage.report(eventOf(newRun(), { ...making(reference), ...reading("needle") }))).toMatchObject({ kept: true, versions: [{ reference, added: { data: 1, runs: 1 } }] });
  const rows = await server.registry.db.execute<{ terms: string[] }>(sql`select e.terms from version_entries e join models m on m.id = e.model_id where m.name = 'found'`);
  expect(rows[0]?.terms).toContain("dataset:s3://lake/needle");
});

test("what names no version of this registry is told so, and nothing more", async () => {
  expect(await send(eventOf(newRun(), making("risk/fraud@99")))).toMatchObject({ status: 404, body: { error: { reason: "not_found", message: expect.stringContaining("risk/fraud@99") } } });
  expect(await send(eventOf(newRun(), making("risk/fraud")))).toMatchObject({ status: 201, body: { versions: [], notes: [expect.stringContaining("names no exact version")] } });
  expect(await send(eventOf(newRun(), { outputs: [{ namespace: "elsewhere", name: "risk/fraud@1" }] }))).toMatchObject({ status: 201, body: { versions: [], notes: [] } });
});

test("who may not register versions of a model tells nothing of it, and nobody adds to the run of another", async () => {
  const reference = await register("risk/guarded");
  const run = newRun();
  // The same run, job, type and time, from somebody else, before and after.
  const forged = eventOf(run, reading("forged"));
  expect((await send(forged, eve.token)).status).toBe(201);
  expect(await send(eventOf(run, making(reference)), eve.token)).toMatchObject({ status: 404 });
  expect(await send(eventOf(run, making(reference)), viewer.token)).toMatchObject({ status: 403, body: { error: { reason: "forbidden" } } });
  expect(await send(eventOf(newRun(), reading("x")), viewer.token)).toMatchObject({ status: 403 });
  expect((await send(eventOf(run, making(reference)))).body).toMatchObject({ kept: true, known: false });
  await send(eventOf(run, reading("forged again"), "START"), eve.token);
  await send(eventOf(run, {}, "OTHER"));
  expect((await recipe(reference)).data.map(({ name }) => name)).toEqual(["transactions-2026"]);
  const narrow = await server.addToken(ada, ["model:read"]);
  expect(await send(eventOf(newRun(), making(reference)), narrow)).toMatchObject({ status: 403, body: { error: { reason: "forbidden_by_token" } } });
  const other = await server.addToken(ada, ["version:create", "model:read"], [], ["other/*"]);
  expect((await send(eventOf(newRun(), making(reference)), other)).status).toBe(404);
});

test("what is too much is refused or let be, and what is no event told by its path", async () => {
  expect(await send("{")).toMatchObject({ status: 400, body: { error: { reason: "malformed_body" } } });
  expect(await send({ eventType: "COMPLETE" })).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining("eventTime must be an instant") } } });
  expect(await send(`{"eventTime":"${"x".repeat(1_100_000)}"}`)).toMatchObject({ status: 413 });
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const [large, odd] = [newRun(), newRun()];
  expect((await send(eventOf(large, { run: { runId: large, facets: { "spark.logicalPlan": { plan: "p".repeat(300_000) } } } }))).body.kept).toBe(true);
  expect((await send(JSON.stringify(eventOf(odd, { more: "DEEP", nul: "\0" })).replace('"DEEP"', deep))).body.kept).toBe(true);
  for (const run of [large, odd]) {
    const [row] = await server.registry.db.select({ bytes: sql<number>`pg_column_size(payload)` }).from(lineageEvents).where(eq(lineageEvents.runId, run));
    expect(row?.bytes).toBeLessThan(2000);
  }
  expect(await send(eventOf(newRun(), { inputs: [{ namespace: "s3://lake", name: "nul\0" }] }))).toMatchObject({ status: 400 });
  const busy = newRun();
  const reference = await register("risk/busy");
  for (let count = 0; count < 101; count++) await send(eventOf(busy, {}, "RUNNING", new Date(1_700_000_000_000 + count).toISOString()));
  expect(await server.registry.db.$count(lineageEvents, eq(lineageEvents.runId, busy))).toBe(100);
  expect(await send(eventOf(busy, { ...making(reference), ...reading("last") }))).toMatchObject({ status: 201, body: { kept: false, versions: [{ added: { data: 1, runs: 1 } }], notes: [expect.stringContaining("has 100 events already")] } });
  expect(await send(eventOf(newRun(), { ...making(reference), inputs: Array.from({ length: 1000 }, (_, at) => ({ namespace: "s3://lake", name: `part-${at}` })) }))).toMatchObject({ status: 201 });
  expect(await send(eventOf(newRun(), { ...making(reference), inputs: Array.from({ length: 500 }, (_, at) => ({ namespace: "s3://lake", name: `more-${at}` })) }))).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining("at most 1,100 datasets") } } });
}, 60_000);
