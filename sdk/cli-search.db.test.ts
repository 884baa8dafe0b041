import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./index.ts";
import { inTeam } from "./search.ts";
import { makeFolder } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const models = ["vision/digits", "vision/faces", "risk/digits-of-cards"];
const metadata = (auc: number) => ({ description: "x", framework: "onnx", task: "classification", metrics: { auc }, parameters: {}, datasets: [{ name: "rows", role: "training" as const }], tags: ["small"] });

let server: TestRegistry;
let ada: TestPerson;
let registry: Registry;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  for (const team of ["vision", "risk"]) await server.addTeam(team);
  ada = await server.addPerson("Ada", { vision: "maintainer", risk: "contributor" });
  home = await makeFolder();
  await writeFile(join(home.path, "weights.bin"), "weights");
  registry = createRegistry({ url: server.url, token: ada.token });
  for (const [at, model] of models.entries()) await registry.saveModel({ model, files: [join(home.path, "weights.bin")], metadata: metadata(0.9 - at / 10) });
  await registry.saveModel({ model: "vision/digits", files: [join(home.path, "weights.bin")], metadata: metadata(0.95) });
}, 60_000);
afterAll(async () => {
  await server.close();
  await home.remove();
});

const run = (...args: string[]): Promise<Ran> => runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: ada.token } });
const firstColumn = ({ stdout }: Ran) => stdout.trimEnd().split("\n").map((line) => line.split(" ")[0]);
const gather = async <Item extends { reference: string }>(items: AsyncIterable<Item>) => {
  const references: string[] = [];
  for await (const { reference } of items) references.push(reference);
  return references;
};

test("what a query finds is a table, with the number that it asks for, or JSON", async () => {
  const found = await run("search", "metric.auc>=0.8", "sort:metric.auc");
  expect(found).toMatchObject({ code: 0, stderr: "" });
  expect(found.stdout).toMatch(/^MODEL +NEWEST +STAGES +FRAMEWORK +METRIC\.AUC +CHANGED\nvision\/digits +v2 +- +onnx +0\.95 +[^\n]+\nvision\/faces +v1 +- +onnx +0\.8 +[^\n]+\n$/);
  expect(firstColumn(await run("search", "digits in:versions sort:metric.auc"))).toEqual(["VERSION", "vision/digits@2", "vision/digits@1", "risk/digits-of-cards@1"]);
  expect(readJson(await run("search", "faces", "--json"))).toMatchObject({ in: "models", items: [{ reference: "vision/faces", newestVersion: 1 }], nextCursor: null, total: { count: 1, more: false } });
  expect((await run("search", "--limit", "1")).stdout).toMatch(/\n1 of 3: --limit shows more\.\n$/);
  expect((await run("search", "tag:none")).stdout).toBe("Nothing that you may see matches.\n");
}, 60_000);

test("the values of fields are counted", async () => {
  const counted = await run("search", "--facets", "tag:small");
  expect(counted.stdout).toMatch(/^team\n +vision +2\n +risk +1\n/);
  expect(counted.stdout).toMatch(/tag\n +\* small +3\n/);
  expect(readJson(await run("search", "--facets", "--json"))).toMatchObject({ atLeast: false, facets: expect.arrayContaining([expect.objectContaining({ field: "framework", values: [expect.objectContaining({ value: "onnx", count: 3 })] })]) });
}, 60_000);

test("of a faulty query the place is marked, and how it was probably meant", async () => {
  const refused = await run("search", "digits", "tagg:small");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^error: .*tagg.* Did you mean: digits tag:small\n {2}digits tagg:small\n {9}\^+\n$/);
  const { stderr } = await run("list", "--team", "vision", "((", "--json");
  expect(JSON.parse(stderr)).toMatchObject({ error: { reason: "invalid_query", details: { query: "team:vision ((" } } });
}, 60_000);

test("models are listed, the most recently changed first, or as a query says, of one team too", async () => {
  expect(firstColumn(await run("list"))).toEqual(["MODEL", "vision/digits", "risk/digits-of-cards", "vision/faces"]);
  expect(firstColumn(await run("list", "--team", "vision", "sort:metric.auc-asc"))).toEqual(["MODEL", "vision/faces", "vision/digits"]);
  expect(firstColumn(await run("list", "--team", "risk", "faces", "OR", "digits", "sort:name"))).toEqual(["MODEL", "risk/digits-of-cards"]);
  expect(firstColumn(await run("list", "--team", "vision", "fac"))).toEqual(["MODEL", "vision/faces"]);
  expect((await run("list", "--team", "nowhere")).stdout).toBe("Nothing that you may see matches.\n");
}, 60_000);

test("the SDK goes on from page to page as it is asked", async () => {
  const more = Array.from({ length: 130 }, (_, n) => `vision/many-${n}`);
  for (const model of more) await registry.api.models.create.mutate({ model });
  expect((await gather(registry.search("many"))).toSorted()).toEqual(more.toSorted());
  expect(await gather(registry.list({ search: "many sort:name", team: "vision" }))).toEqual(more.toSorted());
  expect(await gather(registry.search.versions("digits sort:metric.auc"))).toEqual(["vision/digits@2", "vision/digits@1", "risk/digits-of-cards@1"]);
  await expect(gather(registry.search("in:versions"))).rejects.toMatchObject({ reason: "invalid_input" });
  await expect(gather(registry.search("tagg:x"))).rejects.toMatchObject({ reason: "invalid_query", details: { at: 0, suggestion: "tag:x" } });
}, 60_000);

test.each([
  ["", undefined, ""],
  ["", "a", "team:a"],
  ["x sort:name", "a", "team:a x sort:name"],
  ["x OR tag:y sort:name in:models", "a", "team:a (x OR tag:y) sort:name in:models"],
  ['"this OR that" x', "a", 'team:a "this OR that" x'],
  ["(x)OR(y)", "a", "team:a ((x)OR(y))"],
])("%j in the team %s is %j", (query, team, wanted) => {
  expect(inTeam(query, team)).toBe(wanted);
});

test("searches are kept under a name, and renamed", async () => {
  expect((await run("view", "list")).stdout).toContain("There is none yet");
  expect((await run("view", "save", "Small ones", "tag:small sort:name", "--team", "vision")).stdout).toBe("The view Small ones is saved, and shared with vision.\n");
  await run("view", "save", "Faces", "faces");
  const [, { id } = { id: "" }] = await registry.search.views.list();
  expect(await run("view", "rename", "Small ones", "Faces")).toMatchObject({ code: 1, stderr: expect.stringContaining("You keep a view called Faces already") });
  expect((await run("view", "rename", "Small ones", "Light ones")).stdout).toBe("The view Small ones is called Light ones now.\n");
  expect(await registry.search.views.list()).toMatchObject([{ name: "Faces" }, { id, name: "Light ones", query: "tag:small sort:name", team: "vision" }]);
  expect((await run("view", "list")).stdout).toMatch(/^Light ones +tag:small sort:name +vision +you$/m);
  expect((await run("view", "remove", "Faces")).stdout).toBe("The view Faces is removed.\n");
  expect(await run("view", "remove", "Faces")).toMatchObject({ code: 1, stderr: expect.stringContaining("You keep no view called Faces") });
}, 60_000);
