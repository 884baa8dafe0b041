import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry } from "./index.ts";
import { makeFolder, sampleMetadata as metadata } from "./testing.ts";
import { readJson, runCli, type Ran } from "./testing-cli.ts";

const model = "risk/fraud-detector";

let server: TestRegistry;
let ada: TestPerson;
let grace: TestPerson;
let mina: TestPerson;
/** Pinned to bias-audit. */
let pipeline: { token: string };
let home: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  ada = await server.addPerson("Ada", { risk: "contributor" });
  grace = await server.addPerson("Grace", { risk: "reviewer" });
  mina = await server.addPerson("Mina", { risk: "maintainer" });
  await server.addCheck("bias-audit");
  pipeline = { token: await server.addToken(mina, ["model:read", "check:report"], ["bias-audit"]) };
  home = await makeFolder();
  const author = createRegistry({ url: server.url, token: ada.token });
  for (const content of ["one", "two", "three", "four"]) {
    const { path, remove } = await makeFolder({ "model.bin": content });
    await author.saveModel({ model, files: path, metadata });
    await remove();
  }
});
afterAll(async () => {
  await server.close();
  await home.remove();
});

/** Runs the command line as somebody. */
function run(who: { token: string }, ...args: string[]): Promise<Ran> {
  return runCli(args, surroundings(who));
}

function surroundings(who: { token: string }) {
  return { home: home.path, env: { COUNTERSIGN_URL: server.url, COUNTERSIGN_TOKEN: who.token } };
}

/** Waits for a promotion in the background. @returns once it is being waited for */
async function startWaiting(id: string): Promise<{ ended: Promise<Ran> }> {
  return await new Promise((resolve) => {
    const ended = runCli(["wait", id, "--timeout", "2m"], { ...surroundings(ada), onStart: (child) => child.stderr?.once("data", () => resolve({ ended })) });
  });
}

async function json(who: { token: string }, ...args: string[]): Promise<Record<string, unknown>> {
  return readJson(await run(who, ...args, "--json"));
}

async function policyFile(rules: object | string): Promise<string> {
  const path = join(home.path, "policy.json");
  await writeFile(path, typeof rules === "string" ? rules : JSON.stringify(rules));
  return path;
}

/** Asks for a promotion, and gives its id. */
async function request(version: number, to = "production"): Promise<string> {
  return (await json(ada, "promote", `${model}@${version}`, "--to", to, "--reason", "Better"))["id"] as string;
}

test("a version goes live through a policy, a check, a second person and somebody who waits", async () => {
  const file = await policyFile({ approvals: 1, checks: [{ kind: "external", name: "bias-audit" }] });
  expect(await json(mina, "policy", "test", "production", "--team", "risk", "--file", file)).toEqual({ faults: [], promotions: [] });
  expect(await json(mina, "policy", "save", "production", "--team", "risk", "--file", file, "--note", "An audit of every version.")).toMatchObject({ stage: "production", scope: { kind: "team", team: "risk" }, version: 1, mode: "enforce" });
  const shown = await run(ada, "policy", "show", `${model}@production`);
  expect(shown.stdout).toContain("  The check bias-audit passed.\n");
  expect(shown.stdout).toMatch(/From\n {2}team risk {2}version 1 {2}enforced\n/);

  const draft = await json(ada, "promote", `${model}@1`, "--to", "production", "--reason", "The first", "--draft");
  expect(draft).toMatchObject({ state: "draft" });
  const id = draft["id"] as string;
  const submitted = await run(ada, "submit", id);
  expect(submitted.stdout).toContain("is open");
  expect(submitted.stdout).toContain("The check bias-audit was not reported");
  expect(submitted.stdout).toMatch(/One approval is missing +can be cleared by: A reviewer or maintainer other than Ada\n/);
  expect(await json(ada, "ask", id, "--person", grace.email)).toMatchObject({ asked: [{ person: { name: "Grace" } }] });

  const waiting = await startWaiting(id);
  expect(await json(pipeline, "checks", "report", `${model}@1`, "bias-audit", "--status", "passed", "--summary", "No group differs.", "--link", "https://ci.example.com/7", "--number", "gap=0.01", "--number", "n=900", "--run", "7")).toEqual({ reference: `${model}@1`, check: "bias-audit", status: "passed", counts: true });
  expect((await run(pipeline, "checks", "report", `${model}@1`, "bias-audit", "--status", "passed", "--run", "7")).stdout).toContain("was reported before");
  expect((await run(ada, "checks", "list", `${model}@1`)).stdout).toMatch(/bias-audit +passed .* Mina +No group differs\. {2}n=900 {2}gap=0\.01 {2}https:\/\/ci\.example\.com\/7\n|bias-audit +passed .* Mina +No group differs\. {2}gap=0\.01 {2}n=900 {2}https:\/\/ci\.example\.com\/7\n/);
  expect((await run(ada, "checks", "list")).stdout).toMatch(/^CHECK +TOKENS .*\nbias-audit +1 /);

  const status = await run(grace, "status", id);
  expect(status.stdout).toMatch(/What is missing\n {2}One approval is missing {2}you can clear this\nChecks\n {2}passed {2}bias-audit {2}No group differs\.\nPolicy\n/);
  expect(await json(grace, "approve", id, "--comment", "Fine")).toMatchObject({ state: "applied" });
  const waited = await waiting.ended;
  expect(waited).toMatchObject({ code: 0, stdout: `Applied. ${model}@production names version 1 now.\n` });
  expect(waited.stderr).toMatch(/^open: .*One approval is missing/);
  expect(waited.stderr).toMatch(/\napplied(, round 2)?\n$/);
}, 60_000);

test("blockers are the same list in text, as JSON and for the SDK, with until when", async () => {
  const notBefore = new Date(Date.now() + 3_600_000).toISOString();
  const id = (await json(ada, "promote", `${model}@2`, "--to", "staging", "--reason", "x", "--not-before", notBefore))["id"] as string;
  const approved = await json(grace, "approve", id);
  const { blockers } = await createRegistry({ url: server.url, token: grace.token }).promotions.get(id);
  expect(approved).toMatchObject({ state: "approved", blockers: [{ kind: "not_before", until: notBefore }] });
  expect(approved["blockers"]).toEqual(blockers);
  const { stdout } = await run(grace, "status", id);
  for (const { what } of blockers) expect(stdout).toContain(what);
  expect(stdout).toMatch(/can be cleared by: .* until \d{4}-\d\d-\d\d \d\d:\d\d\n/);
  expect(await json(ada, "withdraw", id)).toMatchObject({ state: "withdrawn" });
});

test("what the requester has said is changed, and so is when it may be applied; approvals stay", async () => {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const id = (await json(ada, "promote", `${model}@3`, "--to", "staging", "--reason", "x", "--not-before", soon))["id"] as string;
  expect(await json(ada, "describe", id, "--reason", "Better on new customers")).toMatchObject({ reason: "Better on new customers", notBefore: soon, state: "open" });
  await json(grace, "approve", id);
  const later = new Date(Date.now() + 7_200_000).toISOString();
  expect(await json(ada, "describe", id, "--not-before", later)).toMatchObject({ reason: "Better on new customers", notBefore: later, state: "approved" });
  expect(await run(grace, "describe", id, "--reason", "Mine")).toMatchObject({ code: 1, stderr: expect.stringContaining("Only Ada, who requested it, can change it.") });
  expect(await run(ada, "describe", id)).toMatchObject({ code: 2, stderr: expect.stringContaining("--reason, --not-before or --at-once") });
  expect(await run(ada, "describe", id, "--not-before", later, "--at-once")).toMatchObject({ code: 2 });
  expect((await run(ada, "describe", id, "--at-once")).stdout).toMatch(/^Applied\./);
});

test("a wait that ends otherwise, or takes too long, exits with 1 and says why", async () => {
  const id = await request(2, "staging");
  expect(await run(ada, "wait", id, "--timeout", "1s")).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("was not applied within 1 second: it is open") });
  const waiting = await startWaiting(id);
  expect((await run(mina, "reject", id, "--reason", "Not this quarter.")).stdout).toContain("is rejected");
  expect(await waiting.ended).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("is rejected by Mina: Not this quarter.") });
  const { code, stdout, stderr } = await run(ada, "wait", id, "--json");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(JSON.parse(stderr)).toMatchObject({ error: { reason: "promotion_closed", details: { state: "rejected", closing: { reason: "Not this quarter." } } } });
  expect(await json(ada, "wait", id, "--for", "rejected")).toMatchObject({ state: "rejected" });
}, 60_000);

test("a conversation, an objection and its dismissal", async () => {
  const id = await request(2, "staging");
  expect(await json(grace, "promotions", "--filter", "waiting_for_me", "--model", model)).toMatchObject({ promotions: [{ id, stage: "staging", state: "open" }] });
  expect((await run(grace, "promotions")).stdout).toMatch(new RegExp(`^ID +VERSION .*\n${id} +${model}@2 +staging +promote +open +Ada `));
  const begun = (await json(grace, "comment", id, "--comment", "Why so many trees?", "--about", "parameters.trees")) as { threads: { id: string }[] };
  const thread = begun.threads[0]!.id;
  await json(ada, "comment", id, "--comment", "They are small.", "--thread", thread);
  expect(await run(ada, "comment", id, "--comment", "x", "--thread", thread, "--about", "card")).toMatchObject({ code: 2 });
  expect((await run(grace, "resolve", thread)).code).toBe(0);
  const objected = (await json(grace, "request-changes", id, "--comment", "Not yet.")) as { reviews: { id: string }[] };
  const { stdout } = await run(mina, "status", id);
  expect(stdout).toContain(`${thread}  resolved by Grace, about parameters.trees`);
  expect(stdout).toMatch(/Grace +asks for changes +[0-9a-f-]{36} +Not yet\.\n/);
  expect(await json(mina, "dismiss", id, "--review", objected.reviews[0]!.id, "--reason", "She is on leave.")).toMatchObject({ reviews: [{ lapsed: "dismissed" }], blockers: [{ kind: "approvals_missing" }] });
  expect(await json(grace, "approve", id)).toMatchObject({ state: "applied" });
}, 60_000);

test("history tells what was live when, and a stage is rolled back or emptied", async () => {
  const before = new Date().toISOString();
  await json(pipeline, "checks", "report", `${model}@3`, "bias-audit", "--status", "passed");
  const id = await request(3);
  await json(grace, "approve", id);
  expect((await run(ada, "rollback", model, "--stage", "production", "--reason", "Slow")).stdout).toBe(`Applied. ${model}@production was rolled back to version 1.\n`);
  const { stays } = (await json(ada, "history", model, "--stage", "production")) as { stays: unknown[] };
  expect(stays).toMatchObject([{ version: 1, kind: "rollback", until: null }, { version: 3, approvedBy: [{ name: "Grace" }] }, { version: 1, kind: "promote" }]);
  expect((await run(ada, "history", model)).stdout).toMatch(/^STAGE +VERSION +FROM +UNTIL +FOR +HOW +BY +SIGNED BY\nproduction +v1 .* now +.* rollback +Ada +Grace\n/);
  expect(await json(ada, "history", model, "--at", before, "--stage", "production")).toMatchObject({ at: before, stays: [{ version: 1, kind: "promote" }] });
  expect((await run(ada, "history", model, "--at", "2020-01-01T00:00:00Z")).stdout).toBe("Nothing was live at 2020-01-01T00:00:00Z.\n");

  const removal = await json(ada, "remove", model, "--stage", "staging", "--reason", "Done with it");
  expect((await run(grace, "approve", removal["id"] as string)).stdout).toBe(`Applied. ${model}@staging names no version now.\n`);
  expect(await json(mina, "archive", `${model}@2`, "--reason", "Old")).toEqual({ reference: `${model}@2`, archived: true });
  expect(await run(ada, "promote", `${model}@2`, "--to", "staging", "--reason", "x")).toMatchObject({ code: 1, stderr: expect.stringContaining("is archived") });
  expect(await json(mina, "unarchive", `${model}@2`)).toMatchObject({ archived: false });
  expect((await run(ada, "stages")).stdout).toMatch(/^STAGE +ABOUT\nstaging .*\nproduction /);
}, 60_000);

test("rules with faults can't be saved, and what they would have blocked is told", async () => {
  const faulty = await policyFile({ approvals: 9, checks: [{ kind: "soak", stage: "nowhere", hours: 4 }, { kind: "external", name: "nope" }] });
  const tested = await run(mina, "policy", "test", "production", "--model", model, "--file", faulty);
  expect(tested).toMatchObject({ code: 1, stderr: "" });
  for (const fault of ["9 approvals are wanted, and only", "There is no stage nowhere.", "There is no check nope. The checks are bias-audit."]) expect(tested.stdout).toContain(fault);
  expect(tested.stdout).toMatch(/Of the last 3 applied promotions, 2 would have been blocked\.\n/);
  const asJson = await run(mina, "policy", "test", "production", "--model", model, "--file", faulty, "--json");
  expect({ code: asJson.code, faults: (JSON.parse(asJson.stdout) as { faults: string[] }).faults.length }).toEqual({ code: 1, faults: 3 });
  expect(await run(mina, "policy", "save", "production", "--model", model, "--file", faulty, "--note", "x")).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("There is no stage nowhere.") });
  const tried = await policyFile({ approvals: 2 });
  expect((await run(mina, "policy", "save", "production", "--model", model, "--file", tried, "--note", "Two?", "--mode", "evaluate")).stdout).toContain("It blocks nothing");
  expect((await run(mina, "policy", "log", "production", "--model", model)).stdout).toMatch(/^VERSION .*\nv1 .* Mina +evaluate +Two\?\n$/);
  expect(await run(mina, "policy", "save", "production", "--model", model, "--file", tried, "--note", "x", "--expected", "0")).toMatchObject({ code: 1, stderr: expect.stringContaining("Somebody has saved version 1") });
  expect((await run(ada, "policy", "show", `${model}@production`)).stdout).toMatch(/Only tried: nothing is blocked by it\n {2}2 people/);
}, 60_000);

test("bad input is told in a sentence, with the right exit code", async () => {
  const id = await request(4, "staging");
  const misspelt = await policyFile({ aprovals: 2 });
  const refused: [{ token: string }, string[], number, string][] = [
    [pipeline, ["checks", "report", `${model}@4`, "nope", "--status", "passed"], 1, "There is no check nope. The checks are bias-audit"],
    [pipeline, ["checks", "report", `${model}@4`, "bias-audit", "--status", "good"], 1, "status must be one of queued, running, passed, failed"],
    [pipeline, ["checks", "report", `${model}@4`, "bias-audit"], 2, "--status"],
    [pipeline, ["checks", "report", `${model}@4`, "bias-audit", "--status", "passed", "--number", "gap=NaN"], 2, '"NaN" is not a number'],
    [pipeline, ["checks", "report", `${model}@4`, "bias-audit", "--status", "passed", "--number", "gap=low"], 2, '"low" is not a number'],
    [pipeline, ["checks", "report", `${model}@4`, "bias-audit", "--status", "passed", "--link", "nowhere"], 1, "url must be an http or https address"],
    [mina, ["checks", "report", `${model}@4`, "bias-audit", "--status", "passed"], 1, "is reported only with a token that is pinned to it"],
    [ada, ["promote", `${model}@3`, "--to", "staging", "--reason", "x", "--not-before", "2020-01-01T00:00:00Z"], 1, "is in the past"],
    [ada, ["promote", `${model}@3`, "--to", "staging", "--reason", "x", "--not-before", "tomorrow"], 1, "notBefore must be an instant such as 2026-05-03T10:00:00Z"],
    [ada, ["ask", id, "--person", "nobody@example.com"], 1, "nobody@example.com can't review risk/"],
    [ada, ["ask", id], 2, "Nobody is asked"],
    [ada, ["submit", id], 1, "submitted already"],
    [ada, ["apply", id], 1, "It can't be applied yet"],
    [ada, ["reject", id, "--reason", "x"], 1, "promotion:moderate"],
    [ada, ["wait", id, "--for", "gone"], 2, "It must be one of open, approved, applied"],
    [ada, ["wait", id, "--timeout", "soon"], 2, "It must be a time such as 90s"],
    [ada, ["wait", "nonsense"], 1, "must be a promotion's id"],
    [ada, ["history", model, "--at", "then"], 1, "at must be an instant such as"],
    [ada, ["policy", "show", model], 2, "Write it like risk/fraud-detector@production"],
    [ada, ["policy", "log", "production", "--team", "risk", "--model", model], 2, "not both"],
    [mina, ["policy", "test", "production", "--file", misspelt], 1, "rules has no aprovals"],
    [mina, ["policy", "test", "production", "--file", join(home.path, "none.json")], 1, "no such file"],
  ];
  for (let at = 0; at < refused.length; at += 4) {
    await Promise.all(
      refused.slice(at, at + 4).map(async ([who, args, code, sentence]) => {
        const ran = await run(who, ...args);
        expect({ args, code: ran.code, stdout: ran.stdout }).toEqual({ args, code, stdout: "" });
        expect(ran.stderr).toContain(sentence);
      }),
    );
  }
}, 120_000);
