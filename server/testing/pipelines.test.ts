/** The recipes in examples/pipelines, without running them: for which events which of their jobs run, and that all they name is there. */
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { catalogue } from "../outbox/catalogue.ts";
import { holdsAtGitHub, holdsAtGitLab, inOrder, lookUp, pathsIn } from "./conditions.ts";

const text = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const recipe = async <Recipe>(name: string) => parse(await text(`examples/pipelines/${name}`), { merge: true }) as Recipe;
const list = (given: string | readonly string[] = []) => (typeof given === "string" ? [given] : given);

/** A deployment that opens, as webhooks tell of it. */
const opened = (data: object = {}) => ({
  id: 4711, type: "deployment.opened", version: 1, at: "2026-05-03T10:00:00.000Z", model: "risk/fraud-detector", subject: "0198", actor: null,
  data: { deployment: "0199", promotion: "0198", stage: "production", version: 7, digest: `sha256:${"a".repeat(64)}`, replaces: 6, gates: true, deadlineAt: null, ...data },
});

test("the event that the recipes are tried with has every field of the catalogue", () => {
  expect(Object.keys(opened().data).toSorted()).toEqual(Object.keys(catalogue["deployment.opened"].data.shape).toSorted());
  expect(catalogue["deployment.opened"].data.safeParse(opened().data).success).toBe(true);
});

/** The names of variables that a shell reads, but those that it was given in the same script. */
function readBy(script: string): string[] {
  const set = new Set([...script.matchAll(/(?:^|[;\s"'])([A-Za-z_]\w*)=/g)].map(([, name]) => name));
  const read = [...script.replaceAll(/'[^']*'/g, "''").matchAll(/\$\{?([A-Za-z_]\w*)/g), ...script.matchAll(/process\.env\.(\w+)/g)];
  return [...new Set(read.map(([, name = ""]) => name))].filter((name) => !set.has(name));
}

/** The tokens and addresses that docs/pipelines.md says are to be set. */
const documented = async () => new Set([...(await text("docs/pipelines.md")).matchAll(/^\| `(COUNTERSIGN_\w+)` \|/gm)].map(([, name = ""]) => name));

describe("the workflow for GitHub", () => {
  interface Step { id?: string; name?: string; if?: string; uses?: string; run?: string; env?: Record<string, string> }
  interface GitHubJob { if?: string; needs?: string | string[]; env?: Record<string, string>; outputs?: Record<string, string>; steps: Step[] }
  interface Workflow { on: { push?: { branches: string[] }; repository_dispatch?: { types: string[] } } & Record<string, unknown>; env: Record<string, string>; jobs: Record<string, GitHubJob> }
  const read = () => recipe<Workflow>("github-actions.yml");

  /** What a workflow is given of an event (https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context). */
  const contextsOf = (event_name: string, ref: string, event: object) => ({
    vars: { COUNTERSIGN_URL: "https://models.example.com" },
    secrets: { COUNTERSIGN_REGISTER_TOKEN: "x", COUNTERSIGN_CHECK_TOKEN: "x", COUNTERSIGN_DEPLOY_TOKEN: "x" },
    github: { event_name, event, ref, server_url: "https://github.com", repository: "risk/fraud", run_id: "42" },
  });
  const dispatch = (action: string, client_payload: object) => contextsOf("repository_dispatch", "refs/heads/main", { action, client_payload });

  /** Whether an event starts it at all. */
  function starts({ on }: Workflow, { github: { event_name, ref, event } }: ReturnType<typeof contextsOf>): boolean {
    if (event_name === "push" && on.push) return on.push.branches.some((branch) => ref === `refs/heads/${branch}`);
    if (event_name === "repository_dispatch" && on.repository_dispatch) return on.repository_dispatch.types.includes((event as { action: string }).action);
    return event_name in on;
  }

  test.each<[string, ReturnType<typeof contextsOf>, string[]]>([
    ["a push to main", contextsOf("push", "refs/heads/main", {}), ["register"]],
    ["a push to another branch", contextsOf("push", "refs/heads/try", {}), []],
    ["a tag", contextsOf("push", "refs/tags/main", {}), []],
    ["a pull request", contextsOf("pull_request", "refs/pull/1/merge", {}), []],
    ["a deployment that opens", dispatch("deployment.opened", opened()), ["deploy"]],
    ["one to another stage", dispatch("deployment.opened", opened({ stage: "staging" })), []],
    ["one that takes the version out", dispatch("deployment.opened", opened({ version: null, digest: null })), []],
    ["another event of the registry", dispatch("stage.moved", { ...opened(), type: "stage.moved" }), []],
    ["the test of the webhook", dispatch("webhook.test", { ...opened(), type: "webhook.test", data: {} }), []],
  ])("%s runs the right jobs", async (_, contexts, expected) => {
    const workflow = await read();
    const jobs = starts(workflow, contexts) ? Object.entries(workflow.jobs).filter(([, job]) => holdsAtGitHub(job.if, contexts)) : [];
    expect(jobs.map(([name]) => name)).toEqual(expected);
  });

  test("waits in an order that ends, and starts with nothing that its jobs do not tell apart", async () => {
    const { on, jobs } = await read();
    expect(inOrder(Object.fromEntries(Object.entries(jobs).map(([name, { needs }]) => [name, list(needs)])))).toHaveLength(Object.keys(jobs).length);
    expect(Object.keys(on)).toEqual(["push", "repository_dispatch"]);
    for (const type of on.repository_dispatch!.types) expect(Object.keys(catalogue)).toContain(type);
  });

  /** Whether what a path names is there. */
  function isThere(path: string, { workflow, job, steps, contexts, known }: { workflow: Workflow; job: GitHubJob; steps: readonly Step[]; contexts: object; known: ReadonlySet<string> }): boolean {
    const [context, first = "", part = "", output = ""] = path.split(".");
    if (context === "needs") return list(job.needs).includes(first) && part === "outputs" && output in (workflow.jobs[first]?.outputs ?? {});
    if (context === "steps") return steps.some(({ id }) => id === first) && ["outputs", "outcome", "conclusion"].includes(part);
    return lookUp(path, contexts) !== null && (!["vars", "secrets"].includes(context ?? "") || known.has(first));
  }

  test("names nothing that is not there", async () => {
    const workflow = await read();
    const { env, jobs } = workflow;
    const given = { workflow, contexts: dispatch("deployment.opened", opened()), known: await documented() };
    const absent: string[] = [];
    for (const [name, job] of Object.entries(jobs)) {
      // GitHub's own: https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
      const variables = new Set(["GITHUB_ENV", "GITHUB_SHA", "GITHUB_RUN_ID", ...Object.keys(env), ...Object.keys(job.env ?? {})]);
      const ofJob = [...Object.values({ ...env, ...job.env }).flatMap((value) => pathsIn(value)), ...pathsIn(job.if ?? "", true)];
      absent.push(...ofJob.filter((path) => !isThere(path, { ...given, job, steps: [] })).map((path) => `${name}: ${path}`));
      for (const [at, { name: step, if: condition, env: own = {}, run = "" }] of job.steps.entries()) {
        const paths = [...pathsIn(run), ...Object.values(own).flatMap((value) => pathsIn(value)), ...pathsIn(condition?.replaceAll("failure()", "") ?? "", true)];
        absent.push(...paths.filter((path) => !isThere(path, { ...given, job, steps: job.steps.slice(0, at) })).map((path) => `${name}, ${step}: ${path}`));
        absent.push(...readBy(run).filter((each) => !variables.has(each) && !(each in own)).map((each) => `${name}, ${step}: $${each}`));
        for (const [, each = ""] of run.matchAll(/echo "(\w+)=.*" >> "\$GITHUB_ENV"/g)) variables.add(each);
        // Its own condition is one that is understood.
        holdsAtGitHub(condition, given.contexts);
      }
    }
    expect(absent).toEqual([]);
  });
});

describe("the pipeline for GitLab", () => {
  interface GitLabJob { stage: string; needs?: (string | { job: string })[]; rules: { if?: string; when?: string }[]; variables?: Record<string, string>; script: string[]; after_script?: string[]; artifacts?: { reports?: { dotenv?: string } } }
  /** What stands at the top and is no job (https://docs.gitlab.com/ci/yaml/#global-keywords). */
  const keywords = ["default", "include", "stages", "variables", "workflow"];
  type Pipeline = { stages: string[]; variables: Record<string, string>; default: { before_script: string[] } } & Record<string, unknown>;
  const read = async () => {
    const pipeline = await recipe<Pipeline>("gitlab-ci.yml");
    const jobs = Object.fromEntries(Object.entries(pipeline).filter(([name]) => !keywords.includes(name) && !name.startsWith("."))) as Record<string, GitLabJob>;
    return { ...pipeline, jobs };
  };

  /** GitLab's own variables (https://docs.gitlab.com/ci/variables/predefined_variables/), and what the webhook gives. */
  const pushed = (branch: string) => ({ CI_PIPELINE_SOURCE: "push", CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: branch });
  const triggered = (event: { type: string }) => ({ CI_PIPELINE_SOURCE: "trigger", CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: "main", COUNTERSIGN_EVENT: event.type, COUNTERSIGN_EVENT_ID: "4711", COUNTERSIGN_MODEL: "risk/fraud-detector", COUNTERSIGN_PAYLOAD: JSON.stringify(event) });

  /** The first rule that holds says whether a job runs; without one it does not. */
  function runs({ rules }: GitLabJob, variables: Record<string, string>): boolean {
    const rule = rules.find((each) => each.if === undefined || holdsAtGitLab(each.if, variables));
    return rule !== undefined && rule.when !== "never";
  }
  const jobsOf = ({ jobs }: Awaited<ReturnType<typeof read>>, variables: Record<string, string>) => Object.keys(jobs).filter((name) => runs(jobs[name]!, variables));

  test.each<[string, Record<string, string>, string[]]>([
    ["a push to main", pushed("main"), ["register", "check", "promote"]],
    ["a push to another branch", pushed("try"), []],
    ["a tag", { CI_PIPELINE_SOURCE: "push", CI_DEFAULT_BRANCH: "main", CI_COMMIT_TAG: "v1" }, []],
    ["a merge request", { CI_PIPELINE_SOURCE: "merge_request_event", CI_DEFAULT_BRANCH: "main" }, []],
    ["a deployment that opens", triggered(opened()), ["deploy"]],
    ["another event of the registry", triggered({ type: "stage.moved" }), []],
    ["the test of the webhook", triggered({ type: "webhook.test" }), ["heard"]],
    ["what somebody else triggers", { CI_PIPELINE_SOURCE: "trigger", CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: "main" }, []],
  ])("%s runs the right jobs", async (_, variables, expected) => {
    expect(jobsOf(await read(), variables)).toEqual(expected);
  });

  /** What a job waits for: what it names, or all of the stages before its own. */
  function before({ stages, jobs }: Awaited<ReturnType<typeof read>>, { stage, needs }: GitLabJob): string[] {
    if (needs) return needs.map((each) => (typeof each === "string" ? each : each.job));
    return Object.keys(jobs).filter((name) => stages.indexOf(jobs[name]!.stage) < stages.indexOf(stage));
  }

  test("has its jobs in stages that are there, in an order that ends", async () => {
    const pipeline = await read();
    for (const { stage } of Object.values(pipeline.jobs)) expect(pipeline.stages).toContain(stage);
    expect(inOrder(Object.fromEntries(Object.entries(pipeline.jobs).map(([name, job]) => [name, before(pipeline, job)])))).toHaveLength(Object.keys(pipeline.jobs).length);
  });

  test.each([["a push to main", pushed("main")], ["a deployment that opens", triggered(opened())], ["the test of the webhook", triggered({ type: "webhook.test" })]])("at %s, reads no variable that nobody has given", async (_, given) => {
    const pipeline = await read();
    const here = jobsOf(pipeline, given);
    const own = ["CI_COMMIT_SHA", "CI_JOB_ID", "CI_JOB_URL", "CI_JOB_STATUS"];
    const known = new Set([...(await documented()), ...Object.keys(given), ...own, ...Object.keys(pipeline.variables)]);
    for (const name of here) {
      const job = pipeline.jobs[name]!;
      // What jobs before it leave, if they run too: for its scripts, and not for its rules, which are read before any job runs.
      const left = before(pipeline, job).filter((each) => here.includes(each)).flatMap((each) => {
        const { script, artifacts } = pipeline.jobs[each]!;
        const file = artifacts?.reports?.dotenv;
        return file === undefined ? [] : script.flatMap((line) => [...line.matchAll(/echo "(\w+)=.*" >> (\S+)/g)].filter(([, , to]) => to === file).map(([, variable = ""]) => variable));
      });
      // What a script writes into a file and then reads from it.
      const sourced = job.script.some((line) => line.startsWith(". ./")) ? job.script.flatMap((line) => [...line.matchAll(/\b([A-Z]+): /g)].map(([, variable = ""]) => variable)) : [];
      const all = [...known, ...left, ...sourced, ...Object.keys(job.variables ?? {})];
      expect(readBy(Object.values(job.variables ?? {}).join("\n")).filter((variable) => !known.has(variable))).toEqual([]);
      expect(readBy([...pipeline.default.before_script, ...job.script, ...(job.after_script ?? [])].join("\n")).filter((variable) => !all.includes(variable))).toEqual([]);
    }
    const conditions = Object.values(pipeline.jobs).flatMap(({ rules }) => rules.map((rule) => rule.if ?? ""));
    expect(conditions.flatMap(readBy).filter((variable) => !known.has(variable) && !(variable in triggered(opened())))).toEqual([]);
  });
});
