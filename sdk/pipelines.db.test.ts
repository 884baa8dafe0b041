import { spawn } from "node:child_process";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { holdsAtGitHub } from "../server/testing/conditions.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { makeFolder, sampleMetadata } from "./testing.ts";
import type { RegistryEvent } from "./wire.ts";

const model = "risk/fraud-detector";
const read = async (name: string) => parse(await readFile(new URL(`../examples/pipelines/${name}`, import.meta.url), "utf8"), { merge: true }) as Record<string, unknown>;

let server: TestRegistry;
let tokens: { register: string; check: string; deploy: string };
let ada: TestPerson;
let watcher: Registry;
let tools: Awaited<ReturnType<typeof makeFolder>>;
/** Who signs, in the background. */
const stop = new AbortController();
let signing: Promise<void>;

beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  await server.addCheck("bias-audit");
  ada = await server.addPerson("Ada", { risk: "contributor" });
  const grace = await server.addPerson("Grace", { risk: "reviewer" });
  const mina = await server.addPerson("Mina", { risk: "maintainer" });
  const max = await server.addPerson("Max", { risk: "maintainer" });
  tokens = {
    register: await server.addMachine(max, "trainer", ["model:read", "model:create", "version:create", "promotion:request"]),
    check: await server.addMachine(mina, "auditor", ["model:read", "check:report"], ["bias-audit"]),
    deploy: await server.addToken(ada, ["model:read", "deployment:report"]),
  };
  const rules = { approvals: 1, checks: [{ kind: "external" as const, name: "bias-audit" }], deployment: { wait: true, minutes: 60, onFailure: "keep" as const } };
  await createRegistry({ url: server.url, token: mina.token }).policies.save({ stage: "production", scope: { kind: "team", team: "risk" }, mode: "enforce", rules, note: "For every model", expected: 0 });
  watcher = createRegistry({ url: server.url, token: ada.token });
  const reviewer = createRegistry({ url: server.url, token: grace.token });
  signing = (async () => {
    for await (const event of reviewer.events({ types: ["promotion.submitted"], follow: true, signal: stop.signal })) {
      if (event.type === "promotion.submitted") await reviewer.promotions.approve(event.data.promotion, { comment: "Checked." });
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  // What the machines of a pipeline have: the command line, and an npm that has installed it.
  const cli = fileURLToPath(new URL("cli.ts", import.meta.url));
  tools = await makeFolder({
    countersign: `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`,
    node: `#!/bin/sh\nexec "${process.execPath}" "$@"\n`,
    npm: '#!/bin/sh\ntest "$*" = "install --global @countersign/sdk"\n',
  });
  for (const name of ["countersign", "node", "npm"]) await chmod(join(tools.path, name), 0o755);
}, 60_000);
afterAll(async () => {
  stop.abort();
  await signing;
  await server.close();
  await tools.remove();
});

/** A checkout of a project that trains a model, audits it and deploys it. */
async function checkout(weights: string, deploys = true) {
  const folder = await makeFolder({
    "train.sh": `#!/bin/sh\nmkdir -p "$1"\nprintf '${weights}' > "$1/model.bin"\ncp metadata.json "$1/metadata.json"\n`,
    "audit.sh": '#!/bin/sh\ntest -s "$1/model.bin"\n',
    "deploy.sh": `#!/bin/sh\ncp "$1/model.bin" deployed.bin\n${deploys ? "" : "exit 1\n"}`,
    "metadata.json": JSON.stringify(sampleMetadata),
  });
  for (const name of ["train.sh", "audit.sh", "deploy.sh"]) await chmod(join(folder.path, name), 0o755);
  return folder;
}

/** Runs commands as runners do: in one bash, which ends with the first that fails. */
async function bash(script: string, cwd: string, env: Record<string, string>): Promise<void> {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd,
    env: { PATH: `${tools.path}:${process.env["PATH"]}`, HOME: cwd, NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "", COUNTERSIGN_CACHE: "off", ...env } as never,
  });
  let told = "";
  child.stdout.on("data", (bytes: Buffer) => (told += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (told += bytes.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${script}\nended with ${String(code)}:\n${told}`);
}

const readEnv = async (path: string) => Object.fromEntries((await readFile(path, "utf8")).split("\n").flatMap((line) => (line.includes("=") ? [[line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]] : []))) as Record<string, string>;

/** The deployment that opens next for the model, which is what a webhook tells. */
async function nextDeployment(): Promise<RegistryEvent> {
  const { next } = await watcher.api.events.list.query({ after: "latest" });
  for await (const event of watcher.events({ after: next, types: ["deployment.opened"], follow: true, signal: AbortSignal.timeout(60_000) })) return event;
  throw new Error("no deployment was opened");
}

/** What everything has come to. */
async function outcome(folder: string) {
  const [stay] = await watcher.liveAt(model, new Date(Date.now() + 1000).toISOString());
  const version = await watcher.get(`${model}@production`);
  return { deployed: await readFile(join(folder, "deployed.bin"), "utf8"), isLive: stay?.version === version.number, signedBy: stay?.approvedBy.map(({ name }) => name), commit: version.metadata.parameters["commit"] };
}

interface Step { run?: string; if?: string; env?: Record<string, string> }
interface Workflow { env: Record<string, string>; jobs: Record<string, { env: Record<string, string>; steps: Step[] }> }

/** What stands between `${{` and `}}`, looked up in the contexts: names with dots, as far as examples need them. */
function filled(text: string, contexts: object): string {
  return text.replaceAll(/\$\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => {
    const value = path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], contexts);
    if (typeof value !== "string" && typeof value !== "number") throw new Error(`nothing is known of ${path}`);
    return String(value);
  });
}

/** Runs a job of a workflow, step after step. @throws what the first step that failed said, when those of failure() have run */
async function runGitHub(name: string, cwd: string, event: object): Promise<void> {
  const { env, jobs } = (await read("github-actions.yml")) as unknown as Workflow;
  const contexts = {
    vars: { COUNTERSIGN_URL: server.url },
    secrets: { COUNTERSIGN_REGISTER_TOKEN: tokens.register, COUNTERSIGN_CHECK_TOKEN: tokens.check, COUNTERSIGN_DEPLOY_TOKEN: tokens.deploy },
    github: { server_url: "https://github.com", repository: "risk/fraud", run_id: "42", event },
  };
  const fill = (given: Record<string, string> = {}) => Object.fromEntries(Object.entries(given).map(([key, value]) => [key, filled(value, contexts)]));
  const file = join(cwd, "github.env");
  await writeFile(file, "");
  const job = jobs[name]!;
  let failure: unknown;
  for (const step of job.steps) {
    if (step.run === undefined || !holdsAtGitHub(step.if, contexts, failure !== undefined)) continue;
    const given = { ...fill(env), ...fill(job.env), ...(await readEnv(file)), ...fill(step.env), GITHUB_ENV: file, GITHUB_SHA: "c0ffee", GITHUB_RUN_ID: "42" };
    await bash(filled(step.run, contexts), cwd, given).catch((error: unknown) => (failure ??= error));
  }
  if (failure !== undefined) throw failure;
}

test("the workflow for GitHub: registered, checked, signed by somebody else, deployed and live", async () => {
  const [folder, other] = [await checkout("one"), await checkout("one")];
  const deployed = nextDeployment().then((event) => runGitHub("deploy", other.path, { client_payload: event }));
  await Promise.all([runGitHub("register", folder.path, {}), deployed]);
  expect(await outcome(other.path)).toEqual({ deployed: "one", isLive: true, signedBy: ["Grace"], commit: "c0ffee" });
  await Promise.all([folder.remove(), other.remove()]);
}, 120_000);

test("where the deployment fails, the workflow says so, and the stage stays", async () => {
  const [folder, other] = [await checkout("two"), await checkout("two", false)];
  const before = await watcher.get(`${model}@production`);
  const deployed = nextDeployment().then((event) => runGitHub("deploy", other.path, { client_payload: event }));
  const [registered, failed] = await Promise.allSettled([runGitHub("register", folder.path, {}), deployed]);
  expect(failed).toMatchObject({ status: "rejected", reason: { message: expect.stringMatching(/^\.\/deploy\.sh live\nended with 1/) } });
  expect(registered).toMatchObject({ status: "rejected", reason: { message: expect.stringMatching(/countersign wait[^]* is failed: The deployment of v\d+ failed\. It will not be applied any more\./) } });
  expect((await watcher.get(`${model}@production`)).reference).toBe(before.reference);
  await Promise.all([folder.remove(), other.remove()]);
}, 120_000);

interface Job { variables?: Record<string, string>; script: string[]; after_script?: string[]; artifacts?: { reports?: { dotenv?: string } } }

/** Runs jobs of a GitLab pipeline one after the other: each in a shell of its own, with the variables that those before it have left. */
async function runGitLab(names: readonly string[], cwd: string, extra: Record<string, string>): Promise<void> {
  const pipeline = await read("gitlab-ci.yml");
  const { before_script: before } = pipeline["default"] as { before_script: string[] };
  const ofProject: Record<string, string> = { COUNTERSIGN_URL: server.url, COUNTERSIGN_REGISTER_TOKEN: tokens.register, COUNTERSIGN_CHECK_TOKEN: tokens.check, COUNTERSIGN_DEPLOY_TOKEN: tokens.deploy };
  let left: Record<string, string> = {};
  for (const name of names) {
    const { variables = {}, script, after_script: after = [], artifacts } = pipeline[name] as Job;
    // Those of the project come before those that a job is given.
    const all: Record<string, string> = { ...(pipeline["variables"] as Record<string, string>), ...left, ...ofProject, ...extra, CI_COMMIT_SHA: "c0ffee", CI_JOB_ID: "43", CI_JOB_URL: "https://gitlab.com/risk/fraud/-/jobs/43" };
    const own = Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, value.startsWith("$") ? all[value.slice(1)]! : value]));
    const failure = await bash([...before, ...script].join("\n"), cwd, { ...own, ...all }).then(() => null, (error: unknown) => error);
    if (after.length > 0) await bash(after.join("\n"), cwd, { ...own, ...all, CI_JOB_STATUS: failure === null ? "success" : "failed" });
    if (failure !== null) throw failure;
    if (artifacts?.reports?.dotenv) left = { ...left, ...(await readEnv(join(cwd, artifacts.reports.dotenv))) };
  }
}

test("the pipeline for GitLab: registered, checked, signed by somebody else, deployed and live", async () => {
  const [folder, other] = [await checkout("three"), await checkout("three")];
  const trigger = (event: RegistryEvent) => ({ COUNTERSIGN_EVENT: event.type, COUNTERSIGN_PAYLOAD: JSON.stringify(event) });
  const deployed = nextDeployment().then((event) => runGitLab(["deploy"], other.path, trigger(event)));
  await Promise.all([runGitLab(["register", "check", "promote"], folder.path, {}), deployed]);
  expect(await outcome(other.path)).toEqual({ deployed: "three", isLive: true, signedBy: ["Grace"], commit: "c0ffee" });
  await Promise.all([folder.remove(), other.remove()]);
}, 120_000);
