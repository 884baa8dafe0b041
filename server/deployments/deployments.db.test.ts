import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "../identity/actor.ts";
import type { DeploymentRule } from "../policies/schema.ts";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { endOverdue } from "./commands.ts";
import type { DeploymentReportInput } from "./schema.ts";

let on: Promotions;

beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const waits: DeploymentRule = { wait: true, minutes: 30, onFailure: "keep" };
const goesBack: DeploymentRule = { wait: false, minutes: 30, onFailure: "roll_back" };

const stage = "production";
const report = (model: string, state: DeploymentReportInput["state"], more: Partial<DeploymentReportInput> = {}) => on.ann.withToken(["model:read", "deployment:report"]).deployments.report({ model, stage, state, summary: "", ...more });
const deployment = (model: string) => on.ada.api.deployments.get({ model, stage });
const all = async (model: string) => (await on.ada.api.deployments.list({ model })).items;

/** As if the time of a model's latest deployment were over, and the registry had noticed. */
async function letSilenceEnd(model: string): Promise<void> {
  const { id } = await deployment(model);
  await on.db.execute(sql`update deployments set deadline_at = now() - interval '1 second' where id = ${id}`);
  for (let twice = 0; twice < 2; twice++) await on.db.transaction((tx) => endOverdue(tx, systemActor("test"), id));
}

/** A model whose production is at v1, under such a rule. */
async function modelWith(rule: DeploymentRule | null, versions = 2): Promise<string> {
  const model = await on.model(versions);
  await on.promote(`${model}@1`);
  if (rule) await on.policy(model, { approvals: 1, deployment: rule });
  return model;
}

/** The actions that the record has of a deployment, in their order. */
const recorded = async (model: string) => (await deployment(model)).timeline.map(({ action }) => action.replace("deployment.", ""));

describe("a move of a stage", () => {
  it("opens a deployment, and overtakes the one before", async () => {
    const model = await modelWith(null);
    expect(await all(model)).toMatchObject([{ state: "pending", version: 1, replaces: null, kind: "promote", gates: false, deadlineAt: null }]);
    const second = await on.promote(`${model}@2`);
    expect(second.deployment).toMatchObject({ state: "pending", gates: false });
    await on.ann.api.promotions.rollback({ model, stage, reason: "x" });
    const { id } = await on.ann.api.promotions.requestRemoval({ model, stage, reason: "x" });
    await on.approve(on.ria, await on.get(id));
    expect((await all(model)).map(({ state, version, replaces, kind }) => [state, version, replaces, kind])).toEqual([
      ["pending", null, 1, "remove"],
      ["superseded", 1, 2, "rollback"],
      ["superseded", 2, 1, "promote"],
      ["superseded", 1, null, "promote"],
    ]);
  });
});

describe("a report", () => {
  it("counts once under its key, in whatever order it comes, and a key says one thing", async () => {
    const model = await modelWith(null);
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    expect(await report(model, "succeeded", { key: "3", at: at(3), url: "https://ci.example.com/1" })).toMatchObject({ state: "succeeded", counts: true, digest: "not_told" });
    expect(await report(model, "queued", { key: "1", at: at(1) })).toMatchObject({ state: "succeeded", counts: true });
    expect(await report(model, "succeeded", { key: "3", at: at(3), url: "https://ci.example.com/1" })).toMatchObject({ state: "succeeded", counts: false });
    expect(await reasonOf(report(model, "failed", { key: "3" }))).toBe("report_differs");
    const { reports, last } = await deployment(model);
    expect(reports.map(({ state, environment, by }) => [state, environment, by.name])).toEqual([["queued", "production", "Ann"], ["succeeded", "production", "Ann"]]);
    expect(last).toMatchObject({ url: "https://ci.example.com/1" });
    expect(await recorded(model)).toEqual(["opened", "reported", "succeeded", "reported", "reported"]);
  });

  it("of another digest is shown as wrong, and is no success", async () => {
    const model = await modelWith(waits);
    const { id } = await on.promote(`${model}@2`);
    const wrong = `sha256:${"0".repeat(64)}`;
    expect(await report(model, "succeeded", { digest: wrong })).toMatchObject({ state: "in_progress", digest: "wrong" });
    expect(await deployment(model)).toMatchObject({ last: { digest: "wrong" }, reports: [{ verdict: "wrong", digest: wrong }] });
    expect([(await on.get(id)).state, await on.live(model)]).toEqual(["applying", 1]);
    const { digest } = await deployment(model);
    expect(await report(model, "succeeded", { digest: digest! })).toMatchObject({ state: "succeeded", digest: "right", outcome: "production names v2 now." });
    expect(await on.live(model)).toBe(2);
  });

  it("of one more environment after its end gives it as much time again", async () => {
    const model = await modelWith(goesBack);
    await on.promote(`${model}@2`);
    await report(model, "succeeded", { environment: "eu" });
    const { id } = await deployment(model);
    await on.db.execute(sql`update deployments set opened_at = opened_at - interval '40 minutes', deadline_at = deadline_at - interval '40 minutes' where model_id = (select model_id from deployments where id = ${id})`);
    expect(await report(model, "queued", { environment: "us" })).toMatchObject({ state: "in_progress" });
    await on.db.transaction((tx) => endOverdue(tx, systemActor("test"), id));
    const { state, endedAt, deadlineAt } = await deployment(model);
    expect([state, endedAt, await on.live(model)]).toEqual(["in_progress", null, 2]);
    expect(Math.round((new Date(deadlineAt!).getTime() - Date.now()) / 60_000)).toBe(30);
    const [job] = await on.db.execute<{ minutes: number }>(sql`select round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker.jobs where key = ${`deployment:${id}`}`);
    expect(job).toEqual({ minutes: 30 });
    await letSilenceEnd(model);
    expect([(await on.ada.api.deployments.get({ id })).state, await on.live(model)]).toEqual(["timed_out", 1]);
  });

  it("of one more environment begins nothing where the stage has moved on", async () => {
    const model = await modelWith(null, 3);
    await on.promote(`${model}@2`);
    const { id } = await deployment(model);
    await report(model, "succeeded", { environment: "eu" });
    await on.promote(`${model}@3`);
    expect(await on.ann.api.deployments.report({ id, state: "queued", environment: "us" })).toMatchObject({ state: "succeeded", counts: true });
    expect((await all(model)).map(({ state, endedAt }) => [state, endedAt === null])).toEqual([["pending", true], ["succeeded", false], ["superseded", false]]);
  });

  it("is of the latest deployment, also where that was opened by a process whose clock is behind", async () => {
    const model = await modelWith(null);
    const { id } = await deployment(model);
    await on.db.execute(sql`update deployments set opened_at = now() + interval '1 minute' where id = ${id}`);
    await on.promote(`${model}@2`);
    expect(await report(model, "succeeded")).toMatchObject({ version: 2, state: "succeeded" });
    expect((await all(model)).map(({ version }) => version)).toEqual([2, 1]);
  });

  it.each<[string, (model: string) => Promise<unknown>, string]>([
    ["of somebody who may not", (model) => on.vic.api.deployments.report({ model, stage, state: "succeeded" }), "forbidden"],
    ["with a token that lacks the scope", (model) => on.ann.withToken(["model:read"]).deployments.report({ model, stage, state: "succeeded" }), "forbidden_by_token"],
    ["with a token for other models", (model) => on.ann.withToken(["model:read", "deployment:report"], [], ["risk/other"]).deployments.report({ model, stage, state: "succeeded" }), "not_found"],
    ["of what was never deployed", (model) => report(model, "succeeded", { stage: "staging" }), "not_found"],
    ["of a version that was not", (model) => report(model, "succeeded", { version: 2 }), "not_found"],
    ["from the future", (model) => report(model, "succeeded", { at: new Date(Date.now() + 3_600_000).toISOString() }), "invalid_input"],
  ])("%s is refused", async (_, act, reason) => {
    expect(await reasonOf(act(await modelWith(null)))).toBe(reason);
  });
});

describe("a stage that waits for its deployment", () => {
  it("moves when that has succeeded, and not before", async () => {
    const model = await modelWith(waits);
    const promotion = await on.promote(`${model}@2`);
    expect(promotion).toMatchObject({ state: "applying", blockers: [{ kind: "deploying" }], deployment: { gates: true, state: "pending" } });
    await report(model, "in_progress");
    expect(await on.live(model)).toBe(1);
    await report(model, "succeeded");
    expect([(await on.get(promotion.id)).state, await on.live(model)]).toEqual(["applied", 2]);
    expect((await on.get(promotion.id)).timeline.map(({ action }) => action)).toContain("deployment.succeeded");
    await report(model, "failed", { at: new Date(Date.now() + 1000).toISOString() });
    expect([(await on.get(promotion.id)).state, await on.live(model)]).toEqual(["applied", 2]);
  });

  it.each<[string, (model: string) => Promise<unknown>, string, string]>([
    ["failed", (model) => report(model, "failed", { summary: "The image could not be pulled." }), "failed", "The deployment of v2 failed: The image could not be pulled."],
    ["was rolled back", (model) => report(model, "rolled_back"), "rolled_back", "The deployment of v2 was rolled back."],
    ["said nothing", letSilenceEnd, "timed_out", "The deployment of v2 failed: nobody reported in time how it ended."],
  ])("stays when that %s", async (_, end, state, reason) => {
    const model = await modelWith(waits);
    const { id } = await on.promote(`${model}@2`);
    await end(model);
    const failed = await on.get(id);
    expect([failed.state, failed.deployment?.state, await on.live(model)]).toEqual(["failed", state, 1]);
    expect([failed.failure, failed.closing]).toEqual([reason, null]);
    expect(failed.timeline.findLast(({ action }) => action === "promotion.failed")?.details["reason"]).toBe(reason);
    // It is too late, and the truth is kept all the same.
    await report(model, "succeeded", { at: new Date(Date.now() + 1000).toISOString() });
    expect([(await on.get(id)).state, await on.live(model)]).toEqual(["failed", 1]);
  });

  it.each<[string, (model: string, id: string) => Promise<unknown>, RegExp]>([
    ["the version was recalled", (model) => on.ada.api.lineage.recallVersion({ reference: `${model}@2`, reason: "wrong labels" }), /recalled/],
    ["an approval was dismissed", async (_, id) => on.mia.api.reviews.dismiss({ id, review: (await on.get(id)).reviews[0]!.id, reason: "x" }), /approval is missing/],
    ["the policy wants more", (model) => on.policy(model, { approvals: 2, deployment: waits }), /approval is missing/],
    ["the card says something else", (model) => on.ann.api.cards.revise({ reference: `${model}@2`, body: "# Another", expected: 0 }), /approval is missing/],
  ])("stays when %s meanwhile, although it succeeded", async (_, change, because) => {
    const model = await modelWith(waits);
    const { id } = await on.promote(`${model}@2`);
    await change(model, id);
    const { outcome } = await report(model, "succeeded");
    expect([(await on.get(id)).state, await on.live(model), outcome]).toEqual(["failed", 1, expect.stringMatching(because)]);
  });

  it("lets no other one go ahead, and the next one when it has ended", async () => {
    const model = await modelWith(waits, 3);
    const first = await on.promote(`${model}@2`);
    const second = await on.promote(`${model}@3`);
    expect(second).toMatchObject({ state: "approved", appliesAt: null, blockers: [{ kind: "deploying", what: "v2 is being deployed" }] });
    expect(await reasonOf(on.ann.api.promotions.applyNow({ id: second.id }))).toBe("promotion_blocked");
    await on.ann.api.promotions.withdraw({ id: first.id });
    expect((await on.get(first.id)).deployment).toMatchObject({ state: "superseded" });
    await on.tend(second.id);
    expect(await on.get(second.id)).toMatchObject({ state: "applying" });
    await report(model, "succeeded");
    expect(await on.live(model)).toBe(3);
  });

  it("is overtaken by a rollback and by a bypass, which wait for nothing", async () => {
    const model = await modelWith(null, 4);
    await on.promote(`${model}@2`);
    await on.policy(model, { approvals: 1, deployment: waits });
    const third = await on.promote(`${model}@3`);
    const back = await on.ann.api.promotions.rollback({ model, stage, reason: "x" });
    expect([back.state, (await on.get(third.id)).state, await on.live(model)]).toEqual(["applied", "superseded", 1]);
    const again = await on.promote(`${model}@3`);
    const { id } = await on.request(on.ann, `${model}@4`);
    await on.ada.api.promotions.bypass({ id, reason: "now" });
    expect([(await on.get(id)).state, (await on.get(again.id)).state, await on.live(model)]).toEqual(["applied", "superseded", 4]);
    expect((await all(model)).map(({ state }) => state)).toEqual(["pending", "superseded", "superseded", "superseded", "superseded", "superseded"].slice(0, (await all(model)).length));
  });

  it("is neither reviewed nor changed, and may be rolled back to the version that is on its way", async () => {
    const model = await modelWith(waits);
    await on.promote(`${model}@2`);
    await report(model, "succeeded");
    await on.ann.api.promotions.rollback({ model, stage, reason: "x" });
    const again = await on.promote(`${model}@2`);
    expect(again.state).toBe("applying");
    expect(await reasonOf(on.object(on.sam, again))).toBe("promotion_closed");
    expect(await reasonOf(on.ann.api.promotions.describe({ id: again.id, reason: "y" }))).toBe("promotion_closed");
    expect(await reasonOf(on.request(on.ann, `${model}@2`))).toBe("already_requested");
    expect(await reasonOf(on.ada.api.promotions.bypass({ id: again.id, reason: "y" }))).toBe("promotion_closed");
  });

  it("is retired with what waits for it", async () => {
    await on.ada.api.stages.create({ name: "canary" });
    const model = await on.model(1);
    await on.policy(model, { approvals: 1, deployment: waits }, { stage: "canary" });
    const { id } = await on.promote(`${model}@1`, "canary");
    await on.ada.api.stages.retire({ name: "canary", reason: "x" });
    const failed = await on.get(id);
    expect([failed.state, failed.deployment?.state]).toEqual(["failed", "superseded"]);
  });
});

describe("a stage that goes back by itself", () => {
  it.each<[string, (model: string) => Promise<unknown>]>([
    ["failed", (model) => report(model, "failed", { summary: "Half of the requests fail" })],
    ["was rolled back", (model) => report(model, "rolled_back")],
    ["was silent", letSilenceEnd],
  ])("does when its deployment %s", async (_, end) => {
    const model = await modelWith(goesBack);
    const promotion = await on.promote(`${model}@2`);
    expect([promotion.state, await on.live(model)]).toEqual(["applied", 2]);
    await end(model);
    expect(await on.live(model)).toBe(1);
    const [latest] = (await on.ada.api.promotions.list({ model })).items;
    expect(latest).toMatchObject({ kind: "rollback", state: "applied", version: 1, requester: { name: "Ann" } });
    expect(latest!.reason).toMatch(/^The deployment of v2 .* The policy has the stage go back by itself\.$/);
    expect((await on.get(latest!.id)).timeline.map(({ actor }) => actor.name)).toEqual(expect.arrayContaining(["Countersign"]));
    expect((await all(model)).map(({ version, kind, rollsBack }) => [version, kind, rollsBack])).toEqual([[1, "rollback", false], [2, "promote", true], [1, "promote", false]]);
    // Its own failure sends it nowhere.
    await report(model, "failed");
    expect(await on.live(model)).toBe(1);
  });

  it("stays where what it named before is recalled, and says why", async () => {
    const model = await modelWith(goesBack);
    await on.promote(`${model}@2`);
    await on.ada.api.lineage.recallVersion({ reference: `${model}@1`, reason: "x" });
    expect((await report(model, "failed")).outcome).toBe("production stays: v1 is recalled.");
    expect((await deployment(model)).timeline.at(-1)).toMatchObject({ action: "deployment.failed", details: { backTo: null, stays: "v1 is recalled" } });
    expect(await on.live(model)).toBe(2);
  });

  it("stays where it was moved since", async () => {
    const model = await modelWith(goesBack, 3);
    await on.promote(`${model}@2`);
    const { id } = await deployment(model);
    await report(model, "succeeded");
    await on.promote(`${model}@3`);
    expect(await on.ann.api.deployments.report({ id, state: "failed" })).toMatchObject({ state: "failed", outcome: "production stays: it was moved since." });
    expect(await on.live(model)).toBe(3);
  });

  it("stays where there was nothing before", async () => {
    const model = await on.model(1);
    await on.policy(model, { approvals: 1, deployment: goesBack });
    await on.promote(`${model}@1`);
    expect((await report(model, "failed")).outcome).toBe("production stays: it named no version before.");
    expect(await on.live(model)).toBe(1);
  });

  it("asks for it where a rollback is reviewed", async () => {
    const model = await modelWith(null);
    await on.policy(model, { approvals: 1, rollback: "reviewed", deployment: goesBack });
    await on.promote(`${model}@2`);
    await report(model, "failed");
    expect(await on.live(model)).toBe(2);
    expect((await on.ada.api.promotions.list({ model, open: true })).items).toMatchObject([{ kind: "rollback", version: 1, state: "open" }]);
  });
});
