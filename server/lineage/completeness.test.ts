import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seedsOf } from "./completeness.ts";
import { recipeWith, sampleDossiers } from "./sample-dossiers.ts";
import { recipeOf } from "./recipe.ts";
import { completenessWeights } from "./schema.ts";

const digest = `sha256:${"1".repeat(64)}`;
const whole = {
  datasets: [{ name: "transactions-2026", role: "training", digest }, { name: "held-out", role: "evaluation", digest }],
  code: { repository: "https://git.example.com/risk/fraud", commit: "c".repeat(40) },
  environment: { python: "3.12.3" },
  environmentLock: { digest, uri: "https://example.com/uv.lock" },
  parameters: { max_depth: 6, seed: 7 },
  command: "python train.py",
  run: { tracker: "MLflow", id: "4711" },
  evaluations: [{ metric: "auc", value: 0.93, dataset: "held-out" }],
};
const scored = (metadata: object, more: object = {}) => recipeWith(metadata, more).completeness;
const part = (name: string, metadata: object, more: object = {}) => scored(metadata, more).items.find((item) => item.part === name);

test("the weights add up to 100, and the documentation has them", () => {
  expect(Object.values(completenessWeights).reduce((sum, weight) => sum + weight, 0)).toBe(100);
  const documented = readFileSync(join(import.meta.dirname, "../../docs/reproduce.md"), "utf8");
  for (const [name, weight] of Object.entries(completenessWeights)) expect(documented).toContain(`| \`${name}\` | ${weight} |`);
});

test("what is wholly known scores 100, and asks for nothing", () => {
  const { score, items } = scored(whole);
  expect(score).toBe(100);
  expect(items.map(({ remedy }) => remedy)).toEqual(items.map(() => null));
});

test("the least that can be declared scores next to nothing, and is told what to do of every part", () => {
  const { score, items } = scored({});
  expect(score).toBe(5);
  expect(items.filter(({ remedy }) => remedy === null).map((item) => item.part)).toEqual(["parameters"]);
});

test.each([
  ["data", { datasets: [whole.datasets[0]!, { name: "more", role: "training" }] }, 12, "1 of 2 datasets has a digest."],
  ["code", { code: { repository: "https://example.com", commit: "main" } }, 10, "which is no hash"],
  ["clean", { code: { ...whole.code, dirty: true } }, 0, "changes that no commit holds"],
  ["lock", { environmentLock: { uri: "https://example.com/uv.lock" } }, 7, "its digest is not"],
  ["metrics", { evaluations: undefined }, 3, "held-out (evaluation) is likely"],
  ["metrics", { evaluations: [{ metric: "auc", value: 1, dataset: "of another name" }], datasets: [whole.datasets[0]!] }, 0, "not known"],
  ["seed", { parameters: { depth: 6 } }, 0, "No parameter fixes"],
] as const)("%s, in part", (name, more, earned, found) => {
  expect(part(name, { ...whole, ...more })).toMatchObject({ earned, found: expect.stringContaining(found), remedy: expect.any(String) });
});

test("a lock file among the files counts, the most exact one, as near the root as it lies", () => {
  const files = ["requirements.txt", "sub/uv.lock", "uv.lock", "notes/requirements.md"].map((path) => ({ path, size: 1, sha256: "b".repeat(64) }));
  expect(recipeWith({}, { files }).environment.lock).toEqual({ path: "uv.lock", digest: `sha256:${"b".repeat(64)}`, uri: null });
  expect(recipeWith({}, { files: files.slice(0, 1) }).environment.lock?.path).toBe("requirements.txt");
  expect(recipeWith({}, { files: files.slice(3) }).environment.lock).toBeNull();
  expect(recipeWith({ environmentLock: { path: "requirements.txt" } }, { files }).environment.lock?.path).toBe("requirements.txt");
  expect(recipeWith({ environmentLock: { path: "not/here" } }, { files: [] }).environment.lock).toBeNull();
});

test("what lineage events have said counts", () => {
  const told = { data: [{ name: "s3://lake/t", version: "", digest, uri: null, role: "input" }], code: [{ repository: "https://example.com", commit: "c".repeat(40), dirty: false }], runs: [{ tracker: "OpenLineage", id: "1", url: null }], parents: [] };
  expect(part("code", {}, { told })?.earned).toBe(20);
  expect(part("run", {}, { told })?.earned).toBe(5);
  expect(part("data", {}, { told })?.earned).toBe(12);
});

test.each([
  [{ seed: 7 }, ["seed"]], [{ random_state: 0 }, ["random_state"]], [{ "train.torchSeed": 1 }, ["train.torchSeed"]], [{ trainer: { rng_seed: 3 } }, ["trainer.rng_seed"]], [{ randomState: 1 }, ["randomState"]], [{ SEED: "1" }, ["SEED"]],
  [{ seed: null }, []], [{ seedling: 1 }, []], [{ n_seeds_planted: 1 }, ["n_seeds_planted"]], [{ state: "random" }, []], [{ list: ["seed"] }, []],
])("seeds in %j", (parameters, seeds) => expect(seedsOf(parameters)).toEqual(seeds));

test("the samples are scored by what they have", () => {
  const scores = sampleDossiers().map((dossier) => recipeOf(dossier).completeness.score);
  expect(scores).toHaveLength(11);
  for (const score of scores) expect(score).toBeGreaterThanOrEqual(50);
});
