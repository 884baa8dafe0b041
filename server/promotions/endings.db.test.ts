import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "../router.ts";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";

let on: Promotions;

beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

describe("a draft", () => {
  it("is submitted by its requester alone, and once", async () => {
    const model = await on.model();
    const draft = await on.request(on.ann, `${model}@1`, { draft: true });
    expect(draft).toMatchObject({ state: "draft", expiresAt: null, blockers: [{ kind: "draft" }, { kind: "approvals_missing" }] });
    expect(await reasonOf(on.rex.api.promotions.submit({ id: draft.id }))).toBe("forbidden");
    expect((await on.ann.api.promotions.submit({ id: draft.id })).state).toBe("open");
    expect(await reasonOf(on.ann.api.promotions.submit({ id: draft.id }))).toBe("invalid_input");
  });

  it("is judged by the policy of its submission, not of its writing", async () => {
    const model = await on.model();
    const draft = await on.request(on.ann, `${model}@1`, { draft: true });
    await on.policy(model, { approvals: 3 });
    expect((await on.ann.api.promotions.submit({ id: draft.id })).blockers).toMatchObject([{ what: "3 approvals are missing" }]);
  });

  it("may lie beside an open request for the same, and can't be submitted until that is decided", async () => {
    const model = await on.model();
    const draft = await on.request(on.ann, `${model}@1`, { draft: true });
    const open = await on.request(on.rex, `${model}@1`);
    await expect(on.ann.api.promotions.submit({ id: draft.id })).rejects.toThrow(`is open already: ${open.id}. Review or withdraw that one.`);
    await on.rex.api.promotions.withdraw({ id: open.id });
    expect((await on.ann.api.promotions.submit({ id: draft.id })).state).toBe("open");
  });

  it("of what the policy demands and the version can never have is not submitted", async () => {
    const model = await on.model();
    await on.policy(model, { checks: [{ kind: "card" }, { kind: "metadata", keys: ["attributes.owner"] }, { kind: "metric", metric: "f1", atLeast: 0.5 }] });
    await expect(on.request(on.ann, `${model}@1`)).rejects.toThrow(
      "The policy of production demands what this version does not have. Required metadata: attributes.owner is missing. f1 at least 0.5: The version declares no metric f1. Register a version that has it.",
    );
    const whole = await on.version(model, { metrics: { f1: 0.9 }, attributes: { owner: "risk" } }, { "README.md": "# A model" });
    expect((await on.request(on.ann, whole)).state).toBe("open");
  });
});

describe("an end", () => {
  it("by withdrawal is the requester's, or a maintainer's", async () => {
    const model = await on.model();
    const one = await on.request(on.ann, `${model}@1`);
    expect(await reasonOf(on.ria.api.promotions.withdraw({ id: one.id }))).toBe("forbidden");
    expect(await on.mia.api.promotions.withdraw({ id: one.id })).toMatchObject({ state: "withdrawn", closing: { by: { name: "Mia" } }, blockers: [] });
    expect(await reasonOf(on.mia.api.promotions.withdraw({ id: one.id }))).toBe("promotion_closed");
  });

  it("by rejection is a maintainer's, with a reason", async () => {
    const model = await on.model();
    const one = await on.request(on.ann, `${model}@1`);
    expect(await reasonOf(on.ria.api.promotions.reject({ id: one.id, reason: "no" }))).toBe("forbidden");
    await expect(on.mia.api.promotions.reject({ id: one.id, reason: "" })).rejects.toThrow(/must say why/);
    expect(await on.mia.api.promotions.reject({ id: one.id, reason: "the data leak" })).toMatchObject({ state: "rejected", closing: { by: { name: "Mia" }, reason: "the data leak" } });
    const acts = [on.approve(on.sam, one), on.ann.api.promotions.applyNow({ id: one.id }), on.ada.api.promotions.bypass({ id: one.id, reason: "x" })];
    expect(await Promise.all(acts.map(reasonOf))).toEqual(acts.map(() => "promotion_closed"));
    expect(await on.live(model)).toBeNull();
  });

  it("by a newer version's promotion links to it, and leaves newer requests open", async () => {
    const model = await on.model(4);
    const [older, newer] = [await on.request(on.ann, `${model}@2`), await on.request(on.ann, `${model}@4`)];
    const applied = await on.promote(`${model}@3`);
    expect(await on.get(older.id)).toMatchObject({ state: "superseded", supersededBy: applied.id });
    await expect(on.approve(on.sam, older)).rejects.toThrow(`This promotion is superseded by the promotion ${applied.id}, and can't be changed any more.`);
    expect(await on.get(newer.id)).toMatchObject({ state: "open", round: 2, baseline: 3 });
  });

  it("comes to what was asked of a stage that is retired, with the reason, and the stage takes nothing any more", async () => {
    await on.ada.api.stages.create({ name: "canary" });
    const model = await on.model();
    const open = await on.request(on.ann, `${model}@1`, { stage: "canary" });
    const draft = await on.request(on.ann, `${model}@1`, { stage: "canary", draft: true });
    expect(await on.ada.api.stages.retire({ name: "canary", reason: "nobody used it" })).toEqual({ name: "canary", failed: 2 });
    for (const { id } of [open, draft]) expect(await on.get(id)).toMatchObject({ state: "failed", closing: { reason: "The stage canary was retired: nobody used it" } });
    await expect(on.request(on.ann, `${model}@1`, { stage: "canary" })).rejects.toThrow(/The stage canary was retired at .*\. The stages are staging, production\./);
    await expect(on.ada.api.stages.create({ name: "canary" })).rejects.toThrow(/its history keeps the name/);
  });

  it("does not come to a stage by retiring it while something is live there, or a policy names it", async () => {
    await on.ada.api.stages.create({ name: "edge" });
    const model = await on.model();
    await on.promote(`${model}@1`, "edge");
    await expect(on.ada.api.stages.retire({ name: "edge", reason: "x" })).rejects.toThrow(`${model} has a version in edge. Take those out of it first: request a removal.`);
    await on.policy(model, { checks: [{ kind: "soak", stage: "staging", hours: 1 }] });
    await expect(on.ada.api.stages.retire({ name: "staging", reason: "x" })).rejects.toThrow("The policies of production want a version to have been live in staging. Take that out of them first.");
  });
});

describe("a bypass", () => {
  it("is an administrator's, of what they neither asked for nor made, with a reason, and is marked for ever", async () => {
    const model = await on.model();
    await on.policy(model, { approvals: 2, waitHours: 5 });
    const open = await on.request(on.ann, `${model}@1`);
    expect(await reasonOf(on.mia.api.promotions.bypass({ id: open.id, reason: "urgent" }))).toBe("forbidden");
    await expect(on.ada.api.promotions.bypass({ id: open.id, reason: " " })).rejects.toThrow(/must say why/);
    const applied = await on.ada.api.promotions.bypass({ id: open.id, reason: "the live one is leaking" });
    expect(applied).toMatchObject({ state: "applied", bypassed: true, closing: { by: { name: "Ada" }, reason: "the live one is leaking" } });
    expect(applied.blockers.map(({ kind }) => kind)).toEqual(["approvals_missing", "wait_time"]);
    expect(applied.timeline.find(({ action }) => action === "promotion.bypassed")).toMatchObject({ action: "promotion.bypassed", details: { reason: "the live one is leaking", overridden: ["2 approvals are missing", "It has to wait for 5 hours"] } });
    expect((await on.vic.api.pointers.history({ model })).items).toMatchObject([{ bypassed: true, version: 1 }]);
  });

  it("wants a password of the last ten minutes, and no token can do it", async () => {
    const model = await on.model();
    const { id } = await on.request(on.ann, `${model}@1`);
    const token = on.ada.withToken(["model:read", "promotion:bypass"]);
    expect(await reasonOf(token.promotions.bypass({ id, reason: "x" }))).toBe("forbidden_by_token");
    const stale = createCaller({ ...on.context, actor: { ...on.ada.actor, credential: { kind: "session", tokenHash: "", confirmedAt: new Date(Date.now() - 11 * 60_000) } } });
    await expect(stale.promotions.bypass({ id, reason: "x" })).rejects.toThrow("Give your password again, or sign in again: a bypass wants a sign-in of the last ten minutes.");
    expect(await on.live(model)).toBeNull();
  });
});

describe("a rollback", () => {
  it("is reviewed where the policy says so, and is marked as resting on what was signed before", async () => {
    const model = await on.model(2);
    await on.policy(model, { rollback: "reviewed" });
    const first = await on.promote(`${model}@1`);
    await on.promote(`${model}@2`);
    const back = await on.ann.api.promotions.rollback({ model, stage: "production", reason: "v2 is slow" });
    expect(back).toMatchObject({ kind: "rollback", state: "open", version: 1, blockers: [{ kind: "approvals_missing" }], restsOn: { id: first.id, approvedBy: [{ name: "Ria" }] } });
    expect(await on.live(model)).toBe(2);
    expect((await on.approve(on.ria, back)).state).toBe("applied");
    expect(await on.live(model)).toBe(1);
  });

  it("is no way around a stricter policy of today", async () => {
    const model = await on.model(2);
    await on.promote(`${model}@1`);
    await on.promote(`${model}@2`);
    await on.policy(model, { rollback: "reviewed", approvals: 2 });
    const back = await on.ann.api.promotions.rollback({ model, stage: "production", reason: "back" });
    expect((await on.approve(on.ria, back)).state).toBe("open");
    expect(await on.live(model)).toBe(2);
  });
});

describe("a removal", () => {
  it("takes a version out of its stage once somebody else has approved it, and the history keeps it", async () => {
    const model = await on.model();
    await on.promote(`${model}@1`);
    const removal = await on.ann.api.promotions.requestRemoval({ model, stage: "production", reason: "out of use" });
    expect(removal).toMatchObject({ kind: "remove", state: "open", version: 1 });
    expect((await on.approve(on.ria, removal)).state).toBe("applied");
    expect(await on.live(model)).toBeNull();
    expect((await on.vic.api.pointers.moves({ model })).items).toMatchObject([{ from: 1, to: null, kind: "remove" }, { from: null, to: 1, kind: "promote" }]);
    await expect(on.ann.api.promotions.requestRemoval({ model, stage: "production", reason: "again" })).rejects.toThrow(/names no version, so there is nothing to take out/);
    const back = await on.ann.api.promotions.rollback({ model, stage: "production", reason: "we need it" });
    expect(back).toMatchObject({ state: "applied", version: 1 });
  });
});

describe("an archived version", () => {
  it("goes to no stage, and neither does it come back by a rollback", async () => {
    const model = await on.model(2);
    await on.promote(`${model}@1`);
    await on.promote(`${model}@2`);
    await on.mia.api.versions.archive({ reference: `${model}@1`, reason: "leaks" });
    await expect(on.request(on.ann, `${model}@1`)).rejects.toThrow(`${model}@1 is archived, and goes to no stage. Take it out of the archive first.`);
    expect(await reasonOf(on.ann.api.promotions.rollback({ model, stage: "production", reason: "x" }))).toBe("nothing_to_roll_back_to");
    await on.mia.api.versions.unarchive({ reference: `${model}@1` });
    expect((await on.ann.api.promotions.rollback({ model, stage: "production", reason: "x" })).state).toBe("applied");
  });

  it("is none that is live, or that a request is open for", async () => {
    const model = await on.model(2);
    await on.promote(`${model}@1`);
    const { id } = await on.request(on.ann, `${model}@2`);
    await expect(on.mia.api.versions.archive({ reference: `${model}@1`, reason: "x" })).rejects.toThrow(/can't be archived: the stage production names it/);
    await expect(on.mia.api.versions.archive({ reference: `${model}@2`, reason: "x" })).rejects.toThrow(`can't be archived: the promotion ${id} is open`);
    await on.ann.api.promotions.withdraw({ id });
    expect(await on.mia.api.versions.archive({ reference: `${model}@2`, reason: "x" })).toMatchObject({ archived: true });
  });
});

describe("the history of a stage", () => {
  it("says what was live at any instant, with who signed and for how long", async () => {
    const model = await on.model(2);
    const before = new Date().toISOString();
    await on.promote(`${model}@1`);
    const between = new Date().toISOString();
    await on.promote(`${model}@2`);
    await on.promote(`${model}@1`, "staging");
    const at = async (instant: string) => (await on.vic.api.pointers.liveAt({ model, at: instant })).map(({ stage, version }) => `${stage} ${version}`);
    expect(await at(before)).toEqual([]);
    expect(await at(between)).toEqual(["production 1"]);
    expect(await at(new Date().toISOString())).toEqual(["production 2", "staging 1"]);
    const { items } = await on.vic.api.pointers.history({ model, pointer: "production" });
    expect(items).toMatchObject([{ version: 2, until: null, approvedBy: [{ name: "Ria" }] }, { version: 1, until: items[0]!.from }]);
  });
});

it("what was decided never changes, whoever writes the statement", async () => {
  const model = await on.model();
  const applied = await on.promote(`${model}@1`);
  await expect(on.db.execute(`update promotions set bypassed = true where id = '${applied.id}'`)).rejects.toMatchObject({ cause: { message: expect.stringMatching(/is refused/) } });
});
