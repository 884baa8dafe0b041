import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { version } from "./release.ts";

const sdk = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")) as {
  version: string;
  dependencies: Record<string, string>;
};

let folder: string;
let built: ReturnType<typeof build>;
beforeAll(() => {
  // Below node_modules, so that what is built finds its packages as it would where it is installed.
  const packages = join(dirname(sdk), "node_modules");
  mkdirSync(packages, { recursive: true });
  folder = mkdtempSync(join(packages, ".countersign-build-"));
  built = build(join(folder, "dist"));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(to: string) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(sdk, "build.ts"), to], { encoding: "utf8" });
  return { said: { status, stdout, stderr }, seconds: (performance.now() - started) / 1000 };
}

test("the build is quick, and quiet unless it fails", () => {
  expect(built.said).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(built.seconds).toBeLessThan(60);
});

test("the declarations need nothing of the server, and no package that is not a dependency", () => {
  const declarations = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".d.ts"));
  expect(declarations).toContain("wire.d.ts");
  for (const path of declarations) {
    const text = readFileSync(join(folder, "dist", path), "utf8");
    expect([path, text.match(/drizzle|postgres|\bzod\b|\.\.\/server/g)]).toEqual([path, null]);
    const packages = [...text.matchAll(/(?:from |import\()"([^".][^"]*)"/g)].map((match) => match[1]!);
    const unknown = packages.filter((name) => !name.startsWith("node:") && !(name in manifest.dependencies));
    expect([path, unknown]).toEqual([path, []]);
  }
});

const consumer = `
import { createRegistry, CountersignError, type Promotion } from "./dist/index.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const registry = createRegistry({ url: "http://127.0.0.1:3000" });
const page = await registry.api.search.find.query({ limit: 10 });
type Item = Extract<typeof page, { in: "models" }>["items"][number];
export const notAny: Same<typeof page, any> = false;
export const newest: Same<Item["newestVersion"], number | null> = true;
export const stages: Same<Item["stages"][number]["stage"], string> = true;

// @ts-expect-error a limit is a number
await registry.api.search.find.query({ limit: "10" });
// @ts-expect-error there is no such procedure
await registry.api.models.explode.mutate();
// @ts-expect-error metadata lacks what must be declared
await registry.saveModel({ model: "a/b", files: ".", metadata: { description: "x" } });

const promotion: Promotion = await registry.promotions.get("id");
type State = "draft" | "open" | "approved" | "applying" | "applied" | "rejected" | "withdrawn" | "expired" | "superseded" | "failed";
export const state: Same<Promotion["state"], State> = true;
export const check: Same<Promotion["checks"][number]["status"], "passed" | "failed" | "missing" | "pending"> = true;
const policy = await registry.policies.effective("a/b", "production");
export const approvals: Same<typeof policy.enforced.approvals, number> = true;
await registry.policies.save({ stage: "production", scope: { kind: "site" }, mode: "enforce", rules: { approvals: 2, checks: [{ kind: "card" }] }, note: "x", expected: 0 });
// @ts-expect-error there is no such rule
await registry.policies.simulate({ stage: "production", scope: { kind: "site" }, rules: { aprovals: 2 } });
for await (const { version, until } of registry.history("a/b")) console.log(version.toFixed(), until?.length);
// @ts-expect-error it can't be waited for that
await registry.promotions.waitFor("id", "gone");
for (const blocker of promotion.blockers) console.log(blocker.what, blocker.who);
for await (const model of registry.list({ team: "risk" })) console.log(model.reference);
try {
  await registry.promotions.request({ reference: "a/b", to: "production", reason: "x" });
} catch (error) {
  if (error instanceof CountersignError && error.reason === "already_requested") console.log(error.details["id"]);
  // @ts-expect-error no such reason
  if (error instanceof CountersignError && error.reason === "because") console.log();
}
`;

test("a strict consumer compiles against it, and everything is typed", () => {
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "consumer.ts"), consumer);
  const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const flags = ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2023,dom,dom.iterable,dom.asynciterable", "--types", "node"];
  const { stdout } = spawnSync(process.execPath, [compiler, ...flags, "--skipLibCheck", "false", join(folder, "consumer.ts")], { cwd: folder, encoding: "utf8" });
  // tRPC's own declarations name a package for web sockets that only its servers have.
  expect(stdout.split("\n").filter((line) => line !== "" && !line.startsWith("../@trpc/"))).toEqual([]);
}, 30_000);

test("the built package runs", () => {
  const said = execFileSync(process.execPath, [join(folder, "dist", "cli.js"), "--version"], { encoding: "utf8" });
  expect(said).toBe(`${manifest.version}\n`);
  expect(version).toBe(manifest.version);
});
