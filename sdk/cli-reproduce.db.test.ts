import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder, sampleMetadata } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const reference = "risk/fraud@1";
const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const rows = "a,b\n1,2\n";

let server: TestRegistry;
let ada: TestPerson;
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ada = await server.addPerson("Ada", { risk: "contributor" });
  home = await makeFolder({ "code/train.sh": 'cat "$DATA_1" > model.bin\n', "model/model.bin": rows, "model/yarn.lock": "# locked\n", "model/README.md": "# Fraud\n", "bin/yarn": '#!/bin/sh\ncat yarn.lock\n', "rows.csv": rows });
  await chmod(join(home.path, "bin/yarn"), 0o755);
  const code = join(home.path, "code");
  const git = (...args: string[]) => execFileSync("git", ["-C", code, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { encoding: "utf8" }).trim();
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "first");
  await createRegistry({ url: server.url, token: ada.token }).saveModel({
    model: "risk/fraud",
    files: join(home.path, "model"),
    metadata: { ...sampleMetadata, code: { repository: code, commit: git("rev-parse", "HEAD") }, command: "sh train.sh", datasets: [{ name: "rows", role: "training", digest: digestOf(rows) }] },
  });
}, 120_000);
afterAll(async () => {
  await server.close();
  await home.remove();
});

const run = (args: string[], token = ada.token): Promise<Ran> => runCli(args, { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: token } });

/** The registry answers meanwhile: it lives in this process. */
function shell(script: string, env: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("sh", [script, "work"], { cwd: home.path, env: { HOME: home.path, COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: ada.token, ...env } as never });
    let stderr = "";
    child.stderr.on("data", (bytes: Buffer) => (stderr += bytes.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

test("a recipe is written as a script that makes the version again", async () => {
  const { stdout } = await run(["reproduce", reference, "--out", "again"]);
  expect(stdout).toContain("risk/fraud@1: 80 of 100 of what it takes to make it again is known.");
  expect(stdout).toMatch(/seed +0 of 5 +No parameter fixes the randomness\. Fix the seed/);
  expect(stdout).toContain("Wrote again/reproduce.sh and again/recipe.json.");
  expect((await stat(join(home.path, "again/reproduce.sh"))).mode & 0o777).toBe(0o755);
  const recipe = JSON.parse(await readFile(join(home.path, "again/recipe.json"), "utf8")) as object;
  expect(recipe).toMatchObject({ format: "countersign.recipe/1", reference, completeness: { score: 80 }, environment: { lock: { path: "yarn.lock", digest: digestOf("# locked\n") } } });

  const made = await shell("again/reproduce.sh", { PATH: `${join(home.path, "bin")}:${process.env["PATH"]}`, DATA_1: "rows.csv", COUNTERSIGN: `${process.execPath} ${fileURLToPath(new URL("cli.ts", import.meta.url))}` });
  expect(made).toMatchObject({ code: 3, stderr: expect.stringMatching(/1 rows \(training\): verified[\s\S]*absent +README\.md\n +same +model\.bin\n +same +yarn\.lock/) });
}, 120_000);

test("without a folder the script goes to stdout, and what is missing to stderr; --json prints the recipe", async () => {
  const { code, stdout, stderr } = await run(["reproduce", reference]);
  expect({ code, stdout: stdout.slice(0, 42), stderr: stderr.split("\n")[0] }).toEqual({ code: 0, stdout: "#!/bin/sh\n# How risk/fraud@1 was made, and", stderr: "risk/fraud@1: 80 of 100 of what it takes to make it again is known." });
  expect(readJson(await run(["reproduce", "risk/fraud", "--json"]))).toMatchObject({ format: "countersign.recipe/1", reference });
  expect(readJson(await run(["completeness", "risk/fraud", "--json"]))).toMatchObject({ reference, score: 80 });
});

test("a bill of materials goes to stdout or to a file", async () => {
  const bom = readJson(await run(["bom", reference, "--json"]));
  expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.6", metadata: { component: { type: "machine-learning-model", group: "risk", name: "fraud", version: "1" } } });
  expect((await run(["bom", reference, "--output", "fraud.cdx.json"])).stdout).toMatch(/^Wrote fraud\.cdx\.json: 5 components\.\n$/);
  expect(JSON.parse(await readFile(join(home.path, "fraud.cdx.json"), "utf8"))).toEqual(bom);
});

test("over plain HTTP they come as files to keep, and to nobody who may not see the version", async () => {
  const ask = (document: string, token = ada.token, method = "GET") => fetch(`${server.url}/api/versions/risk/fraud@1/${document}`, { method, headers: { authorization: `Bearer ${token}` } });
  const bom = await ask("bom");
  expect([bom.headers.get("content-type"), bom.headers.get("content-disposition")]).toEqual(["application/vnd.cyclonedx+json; version=1.6", 'attachment; filename="risk-fraud-1.cdx.json"']);
  const [once, twice] = [await bom.text(), await (await ask("bom")).text()];
  expect(once).toBe(twice);
  expect((await ask("recipe.sh")).headers.get("content-disposition")).toBe('attachment; filename="reproduce-risk-fraud-1.sh"');
  expect(await (await ask("recipe.sh")).text()).toMatch(/^#!\/bin\/sh\n/);
  expect(await (await ask("recipe.json")).json()).toMatchObject({ reference });
  expect((await ask("bom", ada.token, "HEAD")).headers.get("content-length")).toBe(String(Buffer.byteLength(once)));
  expect((await ask("bom", ada.token, "POST")).status).toBe(405);
  const gina = await server.addPerson("Gina");
  for (const document of ["bom", "recipe.sh", "recipe.json"]) expect((await ask(document, gina.token)).status).toBe(404);
  for (const document of ["recipe", "bom/x", "%2e%2e/bom"]) expect((await ask(document)).status).toBe(document.startsWith("%") ? 400 : 404);
});

test("what does not exist is told in one line", async () => {
  for (const command of ["reproduce", "completeness", "bom"]) expect(await run([command, "risk/fraud@9"])).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("risk/fraud@9 does not exist") });
  await writeFile(join(home.path, "taken"), "");
  expect((await run(["reproduce", reference, "--out", "taken"])).code).toBe(1);
});
