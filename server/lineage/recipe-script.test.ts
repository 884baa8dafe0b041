import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quoted, scriptOf } from "./recipe-script.ts";
import { hostileTexts, recipeWith, sampleDossiers } from "./sample-dossiers.ts";
import { recipeOf } from "./recipe.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const digestOf = (text: string) => `sha256:${sha256(text)}`;

/** Where a system has its own programs. */
const programs = "/usr/local/bin:/usr/bin:/bin";

let folder: string;
let repository: string;
let commit: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recipe-"));
  repository = join(folder, "repository");
  mkdirSync(repository);
  const git = (...args: string[]) => execFileSync("git", ["-C", repository, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], { encoding: "utf8" }).trim();
  git("init", "--quiet");
  writeFileSync(join(repository, "train.sh"), 'cat "$DATA_1" > model.bin; printf %s "$PARAM_DEPTH" >> model.bin; cp "$COUNTERSIGN_PARAMETERS" seen.json\n');
  git("add", ".");
  git("commit", "--quiet", "--message", "first");
  commit = git("rev-parse", "HEAD");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let places = 0;

function runScript(script: string, env: Record<string, string> = {}, shell = "sh") {
  const place = join(folder, `run-${places++}`);
  mkdirSync(place);
  writeFileSync(join(place, "reproduce.sh"), script);
  const checked = spawnSync(shell, ["-n", "reproduce.sh"], { cwd: place, encoding: "utf8" });
  expect({ status: checked.status, stderr: checked.stderr }).toEqual({ status: 0, stderr: "" });
  const { status, stderr } = spawnSync(shell, ["reproduce.sh", "work"], { cwd: place, encoding: "utf8", env: { PATH: programs, HOME: place, GIT_CONFIG_NOSYSTEM: "1", ...env } as never });
  return { status, stderr, place };
}

/** Every file below a folder that something hostile could have made. */
function pwned(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: "utf8" }).filter((path) => path.split("/").at(-1) === "pwned");
}

const datasets = [{ name: "rows", role: "training", digest: digestOf("a,b\n") }];

test("checks out, verifies, gives parameters, runs and compares: the same bytes come out", () => {
  const recipe = recipeWith({ code: { repository, commit }, command: "sh train.sh", datasets, parameters: { depth: 6, nested: { a: [1] } } }, { files: [{ path: "model.bin", size: 5, sha256: sha256("a,b\n6") }] });
  const data = join(folder, "rows.csv");
  writeFileSync(data, "a,b\n");
  for (const shell of ["sh", "bash"]) {
    const { status, stderr, place } = runScript(scriptOf(recipe), { DATA_1: data, ENVIRONMENT: "skip" }, shell);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining("1 the same, 0 different or absent.") });
    expect(JSON.parse(readFileSync(join(place, "work/code/seen.json"), "utf8"))).toEqual({ depth: 6, nested: { a: [1] } });
  }
});

test("other data is told and nothing is run; other bytes that come out are told", () => {
  const recipe = recipeWith({ code: { repository, commit }, command: "sh train.sh", datasets, parameters: { depth: 6 } }, { files: [{ path: "model.bin", size: 5, sha256: sha256("a,b\n6") }, { path: "absent.txt", size: 1, sha256: sha256("x") }] });
  const other = join(folder, "other.csv");
  writeFileSync(other, "c,d\n");
  const refused = runScript(scriptOf(recipe), { DATA_1: other, ENVIRONMENT: "skip" });
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining("is something else than sha256:") });
  expect(existsSync(join(refused.place, "work/code/model.bin"))).toBe(false);
  expect(runScript(scriptOf(recipe), { ENVIRONMENT: "skip" })).toMatchObject({ status: 1, stderr: expect.stringContaining("not here. Put it at") });
  const data = join(folder, "rows.csv");
  writeFileSync(data, "a,b\n");
  expect(runScript(scriptOf(recipe), { DATA_1: data, ENVIRONMENT: "skip" })).toMatchObject({ status: 3, stderr: expect.stringMatching(/same +model\.bin\n +absent +absent\.txt/) });
});

test("says at the top what is missing, and stops where it can't go on", () => {
  const script = scriptOf(recipeWith({}));
  expect(script.slice(0, 1200)).toMatch(/^#!\/bin\/sh\n# How risk\/fraud-detector@7 was made.*\n# sha256:.*\n#\n# 5 of 100 of what it takes is known\. MISSING:\n#   - data: 0 of 1 dataset has a digest\./);
  expect(runScript(script)).toMatchObject({ status: 1, stderr: expect.stringContaining("It is not known which code made it") });
  const dirty = scriptOf(recipeWith({ code: { repository, commit, dirty: true }, command: "true" }));
  expect(dirty).toContain("# WARNING: The code had changes that no commit holds");
});

test("a lock file at the same place in the code is taken from there, else from the registry, else from where it is said to be", () => {
  const lock = "nothing==1\n";
  const files = [{ path: "deep/pixi.lock", size: lock.length, sha256: sha256(lock) }];
  const recipe = recipeWith({ code: { repository, commit }, command: "true", datasets }, { files });
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "pixi"), '#!/bin/sh\necho "made of $(cat pixi.lock)" >&2\n', { mode: 0o755 });
  writeFileSync(join(bin, "countersign"), '#!/bin/sh\nmkdir -p "$4/deep"; printf "nothing==1\\n" > "$4/deep/pixi.lock"\n', { mode: 0o755 });
  const data = join(folder, "rows.csv");
  writeFileSync(data, "a,b\n");
  const env = { DATA_1: data, PATH: `${bin}:${programs}` };
  expect(runScript(scriptOf(recipe), env)).toMatchObject({ status: 3, stderr: expect.stringContaining("made of nothing==1") });
  writeFileSync(join(bin, "countersign"), '#!/bin/sh\nmkdir -p "$4/deep"; printf "other==1\\n" > "$4/deep/pixi.lock"\n', { mode: 0o755 });
  expect(runScript(scriptOf(recipe), env)).toMatchObject({ status: 1, stderr: expect.stringContaining("another than was registered") });
  const elsewhere = recipeWith({ code: { repository, commit }, command: "true", datasets, environmentLock: { digest: digestOf(lock), uri: "s3://bucket/pixi.lock" } });
  expect(runScript(scriptOf(elsewhere), env)).toMatchObject({ status: 1, stderr: expect.stringContaining("Say where it is with LOCK_FILE") });
  writeFileSync(join(folder, "my.lock"), lock);
  expect(runScript(scriptOf(elsewhere), { ...env, LOCK_FILE: join(folder, "my.lock") })).toMatchObject({ status: 3, stderr: expect.stringContaining("made of nothing==1") });
});

test.each(hostileTexts.map((text) => [text]))("runs nothing but its command: %j", (text) => {
  const given = text.trim() === "" ? "x" : text;
  const said = given.slice(0, 100);
  const odd = given.replaceAll(/[\p{Cc}\\/]/gu, "_").normalize("NFC").slice(0, 100).trim() || "x";
  const recipe = recipeWith(
    {
      code: { repository: given, commit: said },
      datasets: [{ name: given, role: said.slice(0, 50), version: said, uri: given }, { name: "rows", role: said.slice(0, 50), digest: digestOf("a,b\n") }],
      environment: { [said]: given },
      environmentLock: { uri: `${given}/requirements.txt`, digest: digestOf("x") },
      parameters: { [said]: given, depth: given, inner: { [said]: [given] } },
      command: "sh train.sh",
      run: { tracker: said, id: said },
      metrics: { [said]: 1 },
      evaluations: [{ metric: said, value: 1, dataset: said, slice: said }],
      attributes: { [said]: given },
      parents: [{ relation: "fine-tuned-from", reference: given }],
    },
    { files: [{ path: "model.bin", size: 1, sha256: sha256(`a,b\n${given}`) }, { path: odd, size: 1, sha256: "0".repeat(64) }] },
  );
  const script = scriptOf(recipe);
  expect(script.split("\n").filter((line) => line.startsWith("#") && /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line))).toEqual([]);
  const data = join(folder, "rows.csv");
  writeFileSync(data, "a,b\n");
  const env = { DATA_1: data, DATA_2: data, ENVIRONMENT: "skip" };
  const cloned = runScript(script, env);
  expect(cloned.status).toBe(1);
  expect(pwned(cloned.place)).toEqual([]);
  // With the code at hand everything after it runs too.
  const copy = join(folder, `copy-${places}`);
  mkdirSync(copy);
  writeFileSync(join(copy, "train.sh"), readFileSync(join(repository, "train.sh")));
  const { status, stderr, place } = runScript(script, { ...env, CODE_DIR: copy });
  expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining("same       model.bin") });
  expect(JSON.parse(readFileSync(join(copy, "seen.json"), "utf8"))).toEqual({ [said.trim()]: given, depth: given, inner: { [said]: [given] } });
  expect([...pwned(place), ...pwned(copy), ...pwned(dirname(copy)).filter((found) => !found.includes("/"))]).toEqual([]);
  expect(stderr.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

test("a quoted word is the same text for a shell", () => {
  for (const text of hostileTexts) {
    expect(execFileSync("sh", ["-c", `printf '%s.' ${quoted(text)}`], { encoding: "utf8" })).toBe(`${text}.`);
  }
});

test("a command that holds what does not show is warned of", () => {
  expect(recipeWith({ command: "true \u202E" }).warnings.join()).toContain("do not show");
  expect(recipeWith({ command: "set -e\n\ttrue" }).warnings.join()).not.toContain("do not show");
});

test("two parameters that become one variable are left out of the variables", () => {
  const script = scriptOf(recipeWith({ parameters: { "max depth": 1, "max-depth": 2, rate: 0.5 } }));
  expect(script).not.toContain("PARAM_MAX_DEPTH");
  expect(script).toContain("PARAM_RATE='0.5'");
});

test("the samples give scripts that a shell reads", () => {
  for (const dossier of sampleDossiers()) expect(spawnSync("sh", ["-n"], { input: scriptOf(recipeOf(dossier)), encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});
