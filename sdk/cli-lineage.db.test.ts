import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder } from "./testing.ts";
import { readJson, runCli } from "./testing-cli.ts";

let server: TestRegistry;
let ada: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "maintainer" });
  home = await makeFolder({ "model.bin": "weights" });
  const registry = createRegistry({ url: server.url, token: ada.token });
  const save = (model: string, metadata: object) =>
    registry.saveModel({ model, files: home.path, metadata: { description: "x", framework: "x", task: "x", metrics: { auc: 1 }, parameters: {}, datasets: [{ name: "faces", version: "2026-05", role: "training" }], ...metadata } });
  await save("vision/base", { code: { repository: "https://example.com/v", commit: "abc1234" } });
  await save("vision/small", { parents: [{ relation: "distilled-from", reference: "vision/base@1" }], datasets: [{ name: "other", role: "training" }] });
}, 60_000);
afterAll(async () => {
  await server.close();
  await home.remove();
});

const run = (args: string[], token = ada.token) => runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: token } });

test("lineage is told edge by edge, and impact version by version", async () => {
  const { stdout } = await run(["lineage", "vision/small@1"]);
  expect(stdout).toMatch(/^WHAT +HOW +FROM\n/);
  expect(stdout).toMatch(/^vision\/small@1 +distilled-from +vision\/base@1$/m);
  expect(stdout).toMatch(/^vision\/base@1 +training +faces@2026-05$/m);
  const impact = await run(["impact", "dataset:faces@2026-05"]);
  expect(impact.stdout).toContain("faces@2026-05 touches 2 versions of 2 models: 0 live stages, 0 open promotions.");
  expect(impact.stdout).toMatch(/^vision\/small@1 +by way of others/m);
  expect(readJson(await run(["impact", "abc1234", "--json"]))).toMatchObject({ kind: "code", counts: { versions: 2, more: false } });
  expect(await run(["impact", "dataset:nothing"])).toMatchObject({ code: 1, stderr: expect.stringContaining("does not exist, or you may not see it") });
});

test("data is recalled by an administrator, a version by a maintainer, and both are lifted", async () => {
  expect(await run(["recall", "dataset:faces@2026-05", "--reason", "no consent"])).toMatchObject({ code: 1, stderr: expect.stringContaining("dataset:recall") });
  const recall = readJson(await run(["recall", "dataset:faces@2026-05", "--reason", "no consent", "--json"], server.admin.token)) as { id: string };
  expect((await run(["recalls"])).stdout).toMatch(/dataset:faces@2026-05 +Root +\d{4}-\d\d-\d\d +no consent$/m);
  expect((await run(["lineage", "vision/small@1"])).stdout).toMatch(/^vision\/small@1 \(recalled\) +distilled-from +vision\/base@1 \(recalled\)$/m);
  expect((await run(["lift", recall.id, "--reason", "there was"], server.admin.token)).stdout).toBe("The recall of dataset:faces@2026-05 is lifted.\n");
  expect((await run(["recall", "vision/base@1", "--reason", "biased"])).stdout).toMatch(/^vision\/base@1 is recalled\.\n/);
  expect((await run(["impact", "vision/base@1"])).stdout).toContain("Recalled by Ada: biased");
});
