import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../server/testing/registry.ts";
import { createRegistry, type Registry } from "./index.ts";
import { makeFolder, sampleMetadata as metadata } from "./testing.ts";

const model = "risk/fraud-detector";
const production = { stage: "production", scope: { kind: "model", model } } as const;

let server: TestRegistry;
let people: TestPerson[];
let root: Registry;
/** The author, who is a maintainer too. */
let ada: Registry;
let grace: Registry;
/** Another maintainer. */
let mina: Registry;
beforeAll(async () => {
  server = await startTestRegistry();
  await server.addTeam("risk");
  people = [await server.addPerson("Ada", { risk: "maintainer" }), await server.addPerson("Grace", { risk: "reviewer" }), await server.addPerson("Mina", { risk: "maintainer" })];
  [ada, grace, mina, root] = [...people, server.admin].map(({ token }) => createRegistry({ url: server.url, token })) as [Registry, Registry, Registry, Registry];
  for (const content of ["one", "two", "three", "four", "five"]) {
    const { path, remove } = await makeFolder({ "model.bin": content });
    await ada.saveModel({ model, files: path, metadata });
    await remove();
  }
});
afterAll(() => server.close());

const kinds = ({ blockers }: { blockers: readonly { kind: string }[] }) => blockers.map(({ kind }) => kind);

test("a version goes live when somebody else has signed for it, and not before", async () => {
  const request = await ada.promotions.request({ reference: `${model}@1`, to: "production", reason: "The first one." });
  expect(request).toMatchObject({ state: "open", version: 1, blockers: [{ kind: "approvals_missing", you: false }] });
  await expect(ada.get(`${model}@production`)).rejects.toMatchObject({ reason: "not_found" });
  await expect(ada.promotions.approve(request.id)).rejects.toMatchObject({ reason: "self_approval", status: 403 });

  expect((await grace.promotions.get(request.id)).blockers).toMatchObject([{ you: true }]);
  const approved = await grace.promotions.approve(request.id, { comment: "Fine." });
  expect(approved).toMatchObject({ state: "applied", blockers: [], reviews: [{ verdict: "approve", comment: "Fine.", reviewer: { name: "Grace" } }] });
  expect((await ada.get(`${model}@production`)).reference).toBe(`${model}@1`);
  await expect(grace.promotions.approve(request.id)).rejects.toMatchObject({ reason: "promotion_closed" });
});

test("a request for changes blocks until the same reviewer approves, or a maintainer who has no part in it dismisses it", async () => {
  const { id } = await ada.promotions.request({ reference: `${model}@2`, to: "production", reason: "Better." });
  await expect(grace.promotions.requestChanges(id, { comment: "" })).rejects.toMatchObject({ reason: "invalid_input" });
  const blocked = await grace.promotions.requestChanges(id, { comment: "Where is the card?" });
  expect(kinds(blocked)).toContain("changes_requested");
  expect((await grace.promotions.comment(id, { comment: "I will be back." })).state).toBe("open");
  const review = blocked.reviews[0]!.id;
  await expect(ada.promotions.dismiss(id, { review, reason: "I like it." })).rejects.toMatchObject({ reason: "self_approval" });
  const dismissed = await mina.promotions.dismiss(id, { review, reason: "The card is there now." });
  expect(kinds(dismissed)).toEqual(["approvals_missing"]);
  expect(dismissed.reviews[0]).toMatchObject({ current: false, lapsed: "dismissed", dismissal: { by: { name: "Mina" }, reason: "The card is there now." } });
  expect(await grace.promotions.approve(id)).toMatchObject({ state: "applied" });
});

test("an approval of evidence that has changed since is refused", async () => {
  const { id } = await ada.promotions.request({ reference: `${model}@3`, to: "production", reason: "Better still." });
  const evidenceDigest = `sha256:${"0".repeat(64)}`;
  await expect(grace.promotions.approve(id, { evidenceDigest })).rejects.toMatchObject({ reason: "evidence_changed", details: { round: 1 } });
  expect((await ada.promotions.withdraw(id)).state).toBe("withdrawn");
});

test("a rollback returns to what was signed for before, at once", async () => {
  expect(await ada.promotions.rollbackTargets({ model, stage: "production" })).toEqual({ suggested: 1, versions: [1], policy: "at_once" });
  await expect(ada.promotions.rollback({ model, stage: "production", reason: "x", from: 1 })).rejects.toMatchObject({ reason: "evidence_changed", details: { live: 2 } });
  expect(await ada.promotions.rollback({ model, stage: "production", reason: "Too many alarms.", from: 2 })).toMatchObject({ state: "applied", kind: "rollback", version: 1 });
  expect((await ada.get(`${model}@production`)).number).toBe(1);
  await expect(ada.promotions.rollback({ model, stage: "production", reason: "x", to: 3 })).rejects.toMatchObject({ reason: "nothing_to_roll_back_to" });
});

test("a draft is described, scheduled and submitted by its requester, and nobody reviews it before", async () => {
  const notBefore = new Date(Date.now() + 3_600_000).toISOString();
  const draft = await ada.promotions.request({ reference: `${model}@3`, to: "staging", reason: "x", draft: true, notBefore });
  expect(draft).toMatchObject({ state: "draft", notBefore });
  expect(kinds(draft)).toContain("draft");
  await expect(grace.promotions.approve(draft.id)).rejects.toMatchObject({ reason: "invalid_input" });
  await expect(mina.promotions.submit(draft.id)).rejects.toMatchObject({ reason: "forbidden" });
  await ada.promotions.describe(draft.id, { reason: "To see how it does." });
  expect(await ada.promotions.submit(draft.id)).toMatchObject({ state: "open", reason: "To see how it does.", notBefore });
  expect(await grace.promotions.approve(draft.id)).toMatchObject({ state: "approved", appliesAt: notBefore, blockers: [{ kind: "not_before", until: notBefore }] });
  expect(await ada.promotions.describe(draft.id, { notBefore: null })).toMatchObject({ state: "applied", notBefore: null });
  await expect(ada.promotions.request({ reference: `${model}@4`, to: "staging", reason: "x", notBefore: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({ reason: "invalid_input" });
});

test("people talk about a promotion in threads, and ask others to review it", async () => {
  const { id } = await ada.promotions.request({ reference: `${model}@4`, to: "staging", reason: "More trees." });
  const asked = await ada.promotions.ask(id, { people: [people[1]!.email], teams: ["risk"] });
  expect(Object.fromEntries(asked.asked.map(({ person, team, answered }) => [person?.name ?? team, answered]))).toEqual({ Grace: false, risk: false });
  await expect(ada.promotions.ask(id, { people: ["nobody@example.com"] })).rejects.toMatchObject({ reason: "invalid_input", message: expect.stringContaining("nobody@example.com can't review risk/") });
  await expect(ada.promotions.ask(id, {})).rejects.toMatchObject({ reason: "invalid_input" });
  const begun = await grace.promotions.say(id, { body: "Why so many?", about: "parameters.trees" });
  const thread = begun.threads[0]!.id;
  const answered = await ada.promotions.answer(id, { thread, body: "They are smal." });
  await ada.promotions.edit(answered.threads[0]!.comments[1]!.id, { body: "They are small." });
  expect((await grace.promotions.resolve(thread)).threads).toMatchObject([
    { about: "parameters.trees", comments: [{ body: "Why so many?" }, { body: "They are small.", edits: [{ body: "They are smal." }] }], resolved: { by: { name: "Grace" } } },
  ]);
  expect((await grace.promotions.resolve(thread, { resolved: false })).threads[0]!.resolved).toBeNull();
  expect(await mina.promotions.reject(id, { reason: "Not this quarter." })).toMatchObject({ state: "rejected", closing: { by: { name: "Mina" }, reason: "Not this quarter." } });
});

test("promotions are listed by what they are to the one who asks", async () => {
  const { id } = await ada.promotions.request({ reference: `${model}@5`, to: "staging", reason: "x" });
  const idsOf = async (registry: Registry, filter: Parameters<Registry["promotions"]["list"]>[0]) => {
    const ids = [];
    for await (const each of registry.promotions.list(filter)) ids.push(each.id);
    return ids;
  };
  expect(await idsOf(grace, { filter: "waiting_for_me" })).toEqual([id]);
  expect(await idsOf(ada, { filter: "mine", stage: "staging" })).toEqual([id]);
  expect(await idsOf(ada, { model, open: true, stage: "production" })).toEqual([]);
  expect((await idsOf(ada, { model })).length).toBeGreaterThan(5);
  await ada.promotions.withdraw(id);
});

test("what was live when is known, with who signed for it; what is taken out or archived stays known", async () => {
  const stays = [];
  for await (const stay of ada.history(model, { pointer: "production" })) stays.push(stay);
  expect(stays).toMatchObject([{ version: 1, kind: "rollback", until: null }, { version: 2, approvedBy: [{ name: "Grace" }] }, { version: 1, kind: "promote", approvedBy: [{ name: "Grace" }] }]);
  const second = await ada.liveAt(model, stays[1]!.from);
  expect(second.filter(({ stage }) => stage === "production")).toMatchObject([{ version: 2 }]);
  expect(await ada.liveAt(model, "2020-01-01T00:00:00Z")).toEqual([]);
  await expect(ada.liveAt(model, "yesterday")).rejects.toMatchObject({ reason: "invalid_input" });

  await expect(ada.archive(`${model}@3`, { reason: "Old." })).rejects.toMatchObject({ reason: "version_in_use" });
  const removal = await ada.promotions.requestRemoval({ model, stage: "staging", reason: "Nobody tries it any more." });
  expect(removal).toMatchObject({ kind: "remove", state: "open" });
  expect(await grace.promotions.approve(removal.id)).toMatchObject({ state: "applied" });
  await expect(ada.get(`${model}@staging`)).rejects.toMatchObject({ reason: "not_found" });
  expect(await ada.archive(`${model}@3`, { reason: "Old." })).toEqual({ reference: `${model}@3`, archived: true });
  await expect(ada.promotions.request({ reference: `${model}@3`, to: "staging", reason: "x" })).rejects.toMatchObject({ reason: "version_archived" });
  expect(await ada.unarchive(`${model}@3`)).toMatchObject({ archived: false });
});

test("policies are tried, saved, read in words and simulated; checks are reported by the token that is pinned to them", async () => {
  expect((await ada.stages()).map(({ name }) => name)).toEqual(["staging", "production"]);
  await server.addCheck("bias-audit");
  const pipeline = createRegistry({ url: server.url, token: await server.addToken(people[2]!, ["model:read", "check:report"], ["bias-audit"]) });
  const rules = { approvals: 1, apply: "manual" as const, checks: [{ kind: "external" as const, name: "bias-audit" }] };
  const simulated = await ada.policies.simulate({ ...production, rules });
  expect(simulated.faults).toEqual([]);
  expect(simulated.promotions.map(({ version, blockers }) => [version, blockers.some(({ what }) => what.includes("bias-audit"))])).toEqual([[1, false], [2, true], [1, true]]);
  expect((await ada.policies.simulate({ ...production, rules: { approvals: 9 } })).faults[0]).toContain("9 approvals are wanted");
  await expect(ada.policies.save({ ...production, mode: "enforce", rules: { approvals: 9 }, note: "x", expected: 0 })).rejects.toMatchObject({ reason: "policy_unsatisfiable", details: { faults: [expect.any(String)] } });
  await expect(ada.policies.save({ ...production, mode: "enforce", rules: { aprovals: 2 } as never, note: "x", expected: 0 })).rejects.toMatchObject({ reason: "invalid_input", message: expect.stringContaining("rules has no aprovals") });
  expect(await ada.policies.save({ ...production, mode: "enforce", rules, note: "A bias audit.", expected: 0 })).toMatchObject({ version: 1 });
  await expect(mina.policies.save({ ...production, mode: "enforce", rules, note: "x", expected: 0 })).rejects.toMatchObject({ reason: "policy_changed" });
  await ada.policies.save({ ...production, mode: "evaluate", rules: { ...rules, approvals: 2 }, note: "Two?", expected: 1 });
  expect(await ada.policies.versions(production)).toMatchObject([{ version: 2, mode: "evaluate" }, { version: 1, mode: "enforce", note: "A bias audit.", by: { name: "Ada" } }]);
  const { words, triedWords } = await ada.policies.effective(model, "production");
  expect(words).toContain("The check bias-audit passed.");
  expect(triedWords).toEqual([expect.stringContaining("2 people")]);

  const { id } = await ada.promotions.request({ reference: `${model}@4`, to: "production", reason: "Audited." });
  await expect(root.checks.report({ reference: `${model}@4`, check: "bias-audit", status: "passed" })).rejects.toMatchObject({ reason: "check_not_pinned" });
  await expect(pipeline.checks.report({ reference: `${model}@4`, check: "load-test", status: "passed" })).rejects.toMatchObject({ reason: "check_unknown" });
  const report = { reference: `${model}@4`, check: "bias-audit", status: "passed" as const, numbers: { gap: 0.01 }, run: "7" };
  expect(await pipeline.checks.report(report)).toEqual({ reference: `${model}@4`, check: "bias-audit", status: "passed", counts: true });
  expect(await pipeline.checks.report(report)).toMatchObject({ counts: false });
  expect(await ada.checks.latest(`${model}@4`)).toMatchObject([{ check: "bias-audit", numbers: { gap: 0.01 }, by: { name: "Mina" } }]);
  expect(await ada.checks.list()).toMatchObject([{ name: "bias-audit", tokens: 1 }]);

  await expect(ada.promotions.apply(id)).rejects.toMatchObject({ reason: "promotion_blocked", details: { blockers: [{ kind: "approvals_missing" }] } });
  expect(await grace.promotions.approve(id)).toMatchObject({ state: "approved", blockers: [{ kind: "not_applied_yet" }], triedBlockers: [{ kind: "approvals_missing" }] });
  expect(await ada.promotions.apply(id)).toMatchObject({ state: "applied" });
});

test("models are listed page by page, and found by words and teams", async () => {
  await server.addTeam("vision");
  for (let at = 0; at < 105; at++) await root.api.models.create.mutate({ model: `vision/net-${at}` });
  const all = [];
  for await (const each of root.list()) all.push(each.reference);
  expect(new Set(all).size).toBe(106);
  const found = [];
  for await (const each of ada.list({ search: "fraud", team: "risk" })) found.push(each.reference);
  expect(found).toEqual([model]);
});
