import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const model = "vision/tagged";
const metadata = { description: "x", framework: "onnx", task: "classification", metrics: { auc: 0.9 }, parameters: {}, datasets: [{ name: "rows", role: "training" }] };

let server: TestRegistry;
let ada: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("vision");
  ada = await server.addPerson("Ada", { vision: "maintainer" });
  home = await makeFolder();
  await writeFile(join(home.path, "weights.bin"), "weights");
  await createRegistry({ url: server.url, token: ada.token }).saveModel({ model, files: [join(home.path, "weights.bin")], metadata });
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

function run(args: string[], as: Pick<TestPerson, "token"> = ada): Promise<Ran> {
  return runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: as.token } });
}

test("the vocabulary is kept, and tags are given, renamed, merged and deleted", async () => {
  expect((await run(["tag", "create", "nlp"])).stderr).toContain("site:manage");
  expect((await run(["tag", "group", "risk", "--exclusive"], server.admin)).stdout).toContain("risk:word");
  for (const name of ["risk:high", "risk:low", "nlp"]) expect((await run(["tag", "create", name, "--color", "red"], server.admin)).stdout).toBe(`${name} is in the vocabulary now.\n`);
  expect((await run(["tag", "add", model, "risk:high", "nlp"])).stdout).toBe(`${model} has risk:high, nlp. Its tags: nlp, risk:high.\n`);
  expect(await run(["tag", "add", model, "risk:low"])).toMatchObject({ code: 1, stderr: expect.stringContaining("risk is exclusive") });
  expect((await run(["tag", "add", model, "risk:low", "--replace"])).stdout).toContain("Its tags: nlp, risk:low.");
  expect(readJson(await run(["tag", "add", `${model}@1`, "own-word", "--json"]))).toEqual({ reference: `${model}@1`, added: ["own-word"], removed: [], tags: ["own-word"] });
  expect((await run(["tag", "rename-group", "risk", "level"], server.admin)).stdout).toBe("The group risk is called level now: 2 tags, on 1 model and 0 versions.\n");
  expect((await run(["tag", "check", "nlp", "own-word", "--model", model])).stdout).toBe("nlp, own-word can be given.\n");
  expect(await run(["tag", "check", "level:odd"])).toMatchObject({ code: 1, stdout: expect.stringMatching(/^level:odd is not in the vocabulary, and administrators keep the tags of level\. Did you mean level:/) });
  expect((await run(["tag", "free"], server.admin)).stdout).toMatch(/own-word +0 +1/);
  expect((await run(["tag", "rename", "nlp", "language"], server.admin)).stdout).toBe("nlp is called language now, on 1 model and 0 versions.\n");
  expect((await run(["tag", "merge", "own-word", "language"], server.admin)).stdout).toBe("own-word is merged into language, on 0 models and 1 version.\n");
  expect((await run(["tag", "touched", "language"], server.admin)).stdout).toBe(`language hangs on 1 model and 1 version:\n  ${model}\n  ${model}@1\n`);
  expect((await run(["tag", "list"])).stdout).toMatch(/^language +red +contributors +- +-/m);
  expect((await run(["tag", "delete", "language"], server.admin)).stdout).toBe("language is deleted: it was taken off 1 model and 1 version.\n");
}, 120_000);

test("a schema is checked, saved and taken away", async () => {
  const file = join(home.path, "schema.json");
  const declared = join(home.path, "metadata.json");
  await writeFile(declared, JSON.stringify(metadata));
  await writeFile(file, JSON.stringify({ required: 1 }));
  expect(await run(["schema", "check", "--model", model, "--file", file])).toMatchObject({ code: 1, stdout: expect.stringContaining("/required") });
  await writeFile(file, JSON.stringify({ properties: { attributes: { required: ["region"] } } }));
  expect(await run(["schema", "check", "--model", model, "--file", file])).toEqual({ code: 0, stderr: "", stdout: `1 of the newest 1 version would not pass.\n  ${model}@1: attributes.region is missing\n` });
  expect((await run(["schema", "get", "--model", model])).stdout).toBe("There is none.\n");
  expect((await run(["schema", "set", "--model", model, "--file", file, "--note", "Law"])).stdout).toContain("Version 1 of the schema is saved");
  expect(await run(["schema", "check", "--model", model, "--metadata", declared])).toMatchObject({ code: 1, stdout: "attributes.region is missing\n" });
  expect(await run(["schema", "set", "--model", model, "--file", file, "--note", "Again", "--expected", "0"])).toMatchObject({ code: 1, stderr: expect.stringContaining("version 1") });
  expect((await run(["schema", "remove", "--model", model, "--note", "No law"])).stdout).toBe("The schema is taken away.\n");
  expect((await run(["schema", "log", "--model", model])).stdout).toMatch(/v2 .*No law\nv1 .*Law/);
  expect((await run(["schema", "check", "--model", model, "--metadata", declared])).stdout).toBe(`It would pass as a version of ${model}.\n`);
}, 120_000);
