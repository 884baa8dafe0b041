import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder, sampleMetadata } from "./testing.ts";
import { readJson, runCli } from "./testing-cli.ts";

let server: TestRegistry;
let ada: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;

const run = (args: string[]) => runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: ada.token } });

beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ada = await server.addPerson("Ada", { risk: "contributor" });
  home = await makeFolder({ "model.bin": "weights" });
  const registry = createRegistry({ url: server.url, token: ada.token });
  const save = (model: string, metrics: Record<string, number>, depth: number) =>
    registry.saveModel({ model, files: home.path, metadata: { ...sampleMetadata, metrics, parameters: { depth, note: "=1+1" } } });
  await save("risk/one", { auc: 0.9, loss: 0.4 }, 3);
  await save("risk/one", { auc: 0.92, loss: 0.5 }, 4);
  const steps = [[1, 0.6], [5, 0.4]] as [number, number][];
  await registry.saveModel({ model: "risk/two", files: home.path, metadata: { ...sampleMetadata, metrics: { auc: 0.91 }, parameters: { depth: 3, note: "=1+1" }, evaluations: [{ metric: "loss", dataset: "validation", series: steps }] } });
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

const references = ["risk/one@1", "risk/one@2", "risk/two@1"];

test("versions are compared as a table, as JSON, as Markdown and as CSV", async () => {
  const { code, stdout } = await run(["compare", ...references, "--baseline", "risk/one@2"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/risk\/one@1 +risk\/one@2 \(baseline\) +risk\/two@1/);
  expect(stdout).toMatch(/auc +0\.9 \(-0\.02\) +0\.92 best +0\.91 \(-0\.01\)/);
  expect(stdout).toMatch(/depth +3 +4 +3/);
  expect(stdout).toContain("Files: the same in all of them (1)");

  const compared = readJson(await run(["compare", ...references, "--all", "--json"]));
  expect(compared).toMatchObject({ all: true, baseline: 0, metrics: { rows: [{ metric: "auc", values: [0.9, 0.92, 0.91], best: [1] }, { metric: "loss", best: [0] }] }, files: { same: 1, differing: 0 } });

  const markdown = await run(["compare", ...references, "--markdown"]);
  expect(markdown.stdout).toContain("| auc ↑ | 0.9 | **0.92** (+0.02) | 0.91 (+0.01) |");
  const csv = await run(["compare", ...references, "--csv", "--all"]);
  expect(csv.stdout).toContain("metrics,auc,,,higher,0.9,0.92,0.91,0.02,0.01,risk/one@2");
  expect(csv.stdout).toContain("parameters,note,,,,'=1+1,'=1+1,'=1+1,,,");
});

test("a metric is laid side by side step by step", async () => {
  const ofLoss = ["compare", ...references, "--series", "loss"];
  expect((await run([...ofLoss, "--dataset", "validation"])).stdout).toMatch(/^STEP +risk\/one@1 +risk\/one@2 +risk\/two@1\n1 +- +- +0\.6\n5 +- +- +0\.4\n$/);
  expect(await run(ofLoss)).toMatchObject({ code: 1, stdout: "None of them has loss step by step.\n" });
  const registry = createRegistry({ url: server.url, token: ada.token });
  expect((await registry.compare(references)).series).toEqual([{ metric: "loss", dataset: "validation", slice: null, versions: 1 }]);
});

test("what can't be compared is said", async () => {
  expect(await run(["compare", "risk/one@1", "risk/one@9"])).toMatchObject({ code: 1, stderr: expect.stringContaining("risk/one@9") });
  expect(await run(["compare", "risk/one@1"])).toMatchObject({ code: 1, stderr: expect.stringContaining("at least two") });
  expect((await run(["compare", ...references, "--baseline", "risk/three@1"])).stderr).toContain("is none of the versions that are compared");
  expect((await run(["compare", ...references, "--csv", "--markdown"])).stderr).toContain("Give one of them");
});
