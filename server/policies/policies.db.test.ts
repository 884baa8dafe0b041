import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import type { PolicyScope, Rules } from "./schema.ts";

let on: Promotions;
const site: PolicyScope = { kind: "site" };
const team: PolicyScope = { kind: "team", team: "risk" };

beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const effective = (model: string, stage = "production") => on.vic.api.policies.effective({ model, stage });

describe("a policy that can't be satisfied", () => {
  it.each<[Rules, RegExp]>([
    [{ checks: [{ kind: "metric", metric: "auc", atLeast: 1, atMost: 0 }] }, /No value of auc is at least 1 and at most 0\./],
    [{ checks: [{ kind: "external", name: "moon" }] }, /There is no check moon\. None is defined yet\. An administrator defines them\./],
    [{ checks: [{ kind: "soak", stage: "moon", hours: 1 }] }, /There is no stage moon\. The stages are staging, production\./],
    [{ groups: [{ from: { kind: "team", team: "moon" }, approvals: 1 }] }, /There is no team moon\./],
    [{ groups: [{ from: { kind: "role", role: "reviewer" }, approvals: 20 }] }, /20 approvals are wanted from reviewers of the team, where only 2 people could give one\./],
    [{ approvals: 20 }, /20 approvals are wanted, and only 5 people could give one\./],
    [{ waitHours: 48, expiresDays: 1 }, /would expire after 1 days, before it has waited for 48 hours\./],
    [{ freezes: [{ cron: "0 0 * * *", hours: 24, timeZone: "UTC", reason: "" }] }, /There is no hour within the next 400 days/],
    [{ freezes: [{ cron: "99 * * * *", hours: 1, timeZone: "UTC", reason: "" }] }, /The schedule "99 \* \* \* \*" can't be read/],
    [{ freezes: [{ cron: "0 0 * * *", hours: 1, timeZone: "Mars/Olympus", reason: "" }] }, /"Mars\/Olympus" is no time zone; write one such as Europe\/Berlin or UTC\./],
  ])("is refused with its sentence, and nothing is saved: %j", async (rules, sentence) => {
    const model = await on.model();
    const save = on.policy(model, rules);
    await expect(save).rejects.toThrow(sentence);
    expect(await reasonOf(on.policy(model, rules))).toBe("policy_unsatisfiable");
    expect(await on.ada.api.policies.versions({ stage: "production", scope: { kind: "model", model } })).toEqual([]);
  });
});

describe("who narrows a policy", () => {
  it("can only add to it: neither a team nor a model can loosen what is wider", async () => {
    const model = await on.model();
    await on.policy(site, { approvals: 2, waitHours: 3 }, { stage: "staging" });
    await expect(on.policy(team, { approvals: 1 }, { stage: "staging" })).rejects.toThrow("It asks for 1 approvals, while the wider policy asks for 2. Leave it out, or be stricter.");
    await on.policy(team, { waitHours: 5 }, { stage: "staging" });
    await expect(on.policy(model, { waitHours: 4 }, { stage: "staging" })).rejects.toThrow("It waits for 4 hours, while the wider policy waits for 5.");
    await on.policy(model, { resolveThreads: true }, { stage: "staging" });
    expect(await effective(model, "staging")).toMatchObject({ enforced: { approvals: 2, waitHours: 5, resolveThreads: true }, sources: [{ scope: site }, { scope: team }, { scope: { kind: "model", model } }] });
  });

  it("is not loosened from above either: a wider policy that is loosened later leaves the narrower one", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 3 }, { stage: "staging" });
    await on.policy(site, { approvals: 1 }, { stage: "staging" });
    expect((await effective(model, "staging")).enforced.approvals).toBe(3);
  });

  it("has to be a maintainer there, and an administrator for all", async () => {
    const model = await on.model();
    const save = (by: typeof on.mia, scope: PolicyScope) => reasonOf(by.api.policies.save({ stage: "production", scope, mode: "evaluate", rules: {}, note: "x", expected: 0 }));
    for (const scope of [site, team, { kind: "model" as const, model }]) expect(await save(on.ria, scope)).toBe("forbidden");
    expect(await save(on.mia, site)).toBe("forbidden");
    expect(await save(on.mia, { kind: "model", model })).toBe("was not refused");
  });

  it("of two who save at once one has to look again", async () => {
    const model = await on.model();
    const save = (by: typeof on.mia) => by.api.policies.save({ stage: "production", scope: { kind: "model", model }, mode: "enforce", rules: { approvals: 2 }, note: "x", expected: 0 });
    const both = await Promise.all([reasonOf(save(on.mia)), reasonOf(save(on.rex))]);
    expect(both.toSorted()).toEqual(["policy_changed", "was not refused"]);
  });
});

describe("a request that was submitted", () => {
  it("is judged by the policy of its submission, when that is loosened later", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2 });
    const open = await on.request(on.ann, `${model}@1`);
    await on.policy(model, { approvals: 1 });
    await on.tendOpen();
    expect((await on.approve(on.ria, open)).blockers).toMatchObject([{ what: "One approval is missing" }]);
    expect((await on.approve(on.sam, open)).state).toBe("applied");
  });

  it("is judged by a later policy that is stricter, and of each rule by the stricter", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 1, waitHours: 2 });
    const open = await on.request(on.ann, `${model}@1`);
    await on.policy(model, { approvals: 2, waitHours: 1 });
    const signed = await on.approve(on.ria, open);
    expect(signed.blockers.map(({ what }) => what)).toEqual(["One approval is missing", "It has to wait for 2 hours"]);
  });

  it("that was approved is open again when a stricter policy is not satisfied, and waits for those who can sign", async () => {
    const model = await on.model();
    await on.policy(model, { apply: "manual" });
    const open = await on.request(on.ann, `${model}@1`);
    expect((await on.approve(on.ria, open)).state).toBe("approved");
    await on.policy(model, { apply: "manual", approvals: 2 });
    expect(await reasonOf(on.ann.api.promotions.applyNow({ id: open.id }))).toBe("promotion_blocked");
    await on.tendOpen();
    expect(await on.get(open.id)).toMatchObject({ state: "open", blockers: [{ kind: "approvals_missing" }, { kind: "not_applied_yet" }] });
    expect((await on.sam.api.promotions.list({ filter: "waiting_for_me", model })).items).toMatchObject([{ id: open.id }]);
  });

  it("that was approved is open again when whoever approved it may not review there any more", async () => {
    const model = await on.model();
    await on.policy(model, { apply: "manual" });
    const leaver = await on.person(`Leaver`, "reviewer");
    const open = await on.request(on.ann, `${model}@1`);
    expect((await on.approve(leaver, open)).state).toBe("approved");
    await on.mia.api.teams.removeMember({ team: "risk", userId: leaver.id });
    await on.tendOpen();
    expect((await on.get(open.id)).state).toBe("open");
  });
});

describe("a policy that is only evaluated", () => {
  it("is shown and recorded with the decision, and blocks nothing", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 1 });
    await on.policy(model, { approvals: 3, checks: [{ kind: "card" }] }, { mode: "evaluate" });
    const open = await on.request(on.ann, `${model}@1`);
    expect(open.blockers.map(({ what }) => what)).toEqual(["One approval is missing"]);
    expect(open.triedBlockers.map(({ what }) => what)).toEqual(["3 approvals are missing", "Model card: missing"]);
    expect(open.policy.triedWords).toEqual(["3 people who neither requested it nor made the version approve.", "It has a model card."]);
    const applied = await on.approve(on.ria, open);
    expect(applied).toMatchObject({ state: "applied", triedBlockers: [{ what: "2 approvals are missing" }, { what: "Model card: missing" }], checks: [{ id: "card", status: "missing", enforced: false }] });
    expect(applied.timeline.find(({ action }) => action === "promotion.applied")!.details).toMatchObject({ wouldHaveBlocked: ["2 approvals are missing", "Model card: missing"] });
    expect((await on.get(open.id)).triedBlockers).toEqual(applied.triedBlockers);
  });

  it("that is older than the enforced one is not tried any more", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 3 }, { mode: "evaluate" });
    await on.policy(model, { approvals: 1 });
    expect(await effective(model)).toMatchObject({ tried: null, triedWords: [] });
  });
});

describe("the preview of a draft", () => {
  it("says it in words and why it could not be saved, and saves nothing", async () => {
    const scope: PolicyScope = { kind: "model", model: await on.model() };
    const address = { stage: "production", scope };
    expect(await on.vic.api.policies.preview({ ...address, rules: { checks: [{ kind: "card" }] } })).toEqual({ words: ["It has a model card."], faults: [] });
    expect(await on.vic.api.policies.preview({ ...address, rules: { checks: [{ kind: "metric", metric: "auc", atLeast: 1, atMost: 0 }] } })).toMatchObject({ faults: ["No value of auc is at least 1 and at most 0."] });
    expect(await on.vic.api.policies.versions(address)).toEqual([]);
  });

  it("is for those who may see the team or the model", async () => {
    const outsider = await on.person("Pia", "maintainer", "growth");
    expect(await reasonOf(outsider.api.policies.preview({ stage: "production", scope: team, rules: {} }))).toBe("not_found");
  });
});

it("every version of a policy comes with its sentences: of a narrower one those that it adds", async () => {
  const model = await on.model();
  await on.policy(model, { approvals: 2 });
  const [newest] = await on.vic.api.policies.versions({ stage: "production", scope: { kind: "model", model } });
  expect(newest?.words).toEqual(["2 people who neither requested it nor made the version approve."]);
});

describe("the simulation of a draft", () => {
  it("says of past promotions what it would have, as they were when they were applied, and saves nothing", async () => {
    const model = await on.model(2);
    const one = await on.promote(`${model}@1`);
    await on.policy(model, { approvals: 2 });
    const open = await on.request(on.ann, `${model}@2`);
    await on.approve(on.ria, open);
    const two = await on.approve(on.sam, open);
    // What came after it was applied was not there then.
    await on.ada.api.reviews.comment({ id: one.id, body: "late" });
    const scope: PolicyScope = { kind: "model", model };
    const simulated = await on.mia.api.policies.simulate({ stage: "production", scope, rules: { approvals: 2, resolveThreads: true, apply: "manual" } });
    expect(simulated).toMatchObject({ faults: [], promotions: [{ id: two.id, blockers: [] }, { id: one.id, version: 1, blockers: [{ what: "One approval is missing" }] }] });
    expect(await on.mia.api.policies.simulate({ stage: "production", scope, rules: { approvals: 20 } })).toMatchObject({ faults: [expect.stringMatching(/only \d people could give one/)] });
    expect(await on.ada.api.policies.versions({ stage: "production", scope })).toHaveLength(1);
  });

  it("shows nothing of other teams' models", async () => {
    const outsider = await on.person("Ole", "maintainer", "growth");
    const { promotions } = await outsider.api.policies.simulate({ stage: "production", scope: { kind: "team", team: "growth" }, rules: {} });
    expect(promotions).toEqual([]);
    expect(await reasonOf(outsider.api.policies.simulate({ stage: "production", scope: team, rules: {} }))).toBe("not_found");
  });
});

it("every version of a policy is kept for ever", async () => {
  const model = await on.model();
  for (const approvals of [1, 2, 3]) await on.policy(model, { approvals });
  const versions = await on.vic.api.policies.versions({ stage: "production", scope: { kind: "model", model } });
  expect(versions.map(({ version, rules, by }) => [version, rules.approvals, by.name])).toEqual([[3, 3, "Ada"], [2, 2, "Ada"], [1, 1, "Ada"]]);
  await expect(on.db.execute("update policies set mode = 'evaluate'")).rejects.toMatchObject({ cause: { message: expect.stringMatching(/is refused/) } });
});
