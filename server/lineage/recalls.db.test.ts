import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reasonOf, type Person } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { recallDataset } from "./recalls.ts";

let on: Promotions;
/** Contributor of another team, whose models nobody of `risk` sees. */
let olga: Person;
beforeAll(async () => {
  on = await openPromotions();
  olga = await on.person("Olga", "maintainer", "other");
});
afterAll(() => on.close());

let names = 0;
const dataset = (name: string, version?: string, digest?: string) => ({ datasets: [{ name, role: "training", ...(version ? { version } : {}), ...(digest ? { digest } : {}) }] });
const from = (...parents: string[]) => ({ parents: parents.map((reference) => ({ relation: "fine-tuned-from" as const, reference })) });
const fresh = () => `data-${++names}`;
const model = () => `risk/line-${++names}`;
const recallsOf = async (reference: string, by = on.ada) => (await by.api.lineage.of({ reference })).recalls.map(({ reason, direct }) => ({ reason, direct }));
const recall = (name: string, more: { version?: string; digest?: string } = {}) => on.ada.api.lineage.recallDataset({ dataset: name, reason: `${name} is bad`, ...more });

describe("a recall of a dataset flags", () => {
  it("what was made from it, and what was made from that, and nothing else", async () => {
    const name = fresh();
    const first = await on.version(model(), dataset(name));
    const second = await on.version(model(), from(first));
    const third = await on.version(model(), from(second));
    const other = await on.version(model(), dataset(fresh()));
    const { id } = await recall(name);
    expect(await recallsOf(first)).toEqual([{ reason: `${name} is bad`, direct: true }]);
    expect(await recallsOf(third)).toEqual([{ reason: `${name} is bad`, direct: false }]);
    expect(await recallsOf(other)).toEqual([]);
    expect((await on.vic.api.versions.get({ reference: second })).recalled).toBe(true);
    await on.ada.api.lineage.lift({ id, reason: "it was another one" });
    expect(await recallsOf(second)).toEqual([]);
    expect((await on.vic.api.versions.get({ reference: second })).recalled).toBe(false);
  });

  it("one of its versions alone, or the bytes of a digest under whatever name", async () => {
    const [name, alias, digest] = [fresh(), fresh(), `sha256:${"b".repeat(64)}`];
    const may = await on.version(model(), dataset(name, "2026-05", digest));
    const june = await on.version(model(), dataset(name, "2026-06"));
    const copy = await on.version(model(), dataset(alias, undefined, digest));
    const one = await recall(name, { version: "2026-05" });
    expect([(await recallsOf(may)).length, (await recallsOf(june)).length]).toEqual([1, 0]);
    await on.ada.api.lineage.lift({ id: one.id, reason: "x" });
    await recall(name, { digest });
    expect([(await recallsOf(may)).length, (await recallsOf(june)).length, (await recallsOf(copy)).length]).toEqual([1, 0, 1]);
  });

  it("what is registered later, from the data or from what was made from it", async () => {
    const name = fresh();
    const first = await on.version(model(), dataset(name));
    await recall(name);
    const later = await on.version(model(), dataset(name));
    const tuned = await on.version(model(), { ...dataset(fresh()), ...from(first) });
    expect([await recallsOf(later), await recallsOf(tuned)]).toEqual([[{ reason: `${name} is bad`, direct: true }], [{ reason: `${name} is bad`, direct: false }]]);
  });

  it("what is being registered while it is raised: one sees the other", async () => {
    for (let round = 0; round < 5; round++) {
      const name = fresh();
      await on.version(model(), dataset(name));
      const [, reference] = await Promise.all([recall(name), on.version(model(), dataset(name)), on.version(model(), dataset(name))]);
      expect(await recallsOf(reference)).toHaveLength(1);
    }
  });
});

describe("a recall stands in the way of a promotion", () => {
  it("that is open, until it is lifted; what was signed stays signed", async () => {
    const [name, line] = [fresh(), model()];
    await on.version(line, dataset(name));
    await on.policy(line, { approvals: 1, apply: "manual" });
    const open = await on.approve(on.ria, await on.request(on.ann, `${line}@1`));
    expect(open.state).toBe("approved");
    const { id } = await recall(name);
    await on.tend(open.id);
    const blocked = await on.get(open.id);
    expect([blocked.state, blocked.blockers.map(({ kind }) => kind)]).toEqual(["open", ["recalled", "not_applied_yet"]]);
    expect(blocked.blockers[0]).toMatchObject({ about: id, you: true, clear: "lift", who: "An administrator, who lifts the recall", why: expect.stringContaining(`${name} is bad`) as unknown });
    expect((await on.get(open.id, on.mia)).blockers[0]?.you).toBe(false);
    expect(await reasonOf(on.ann.api.promotions.applyNow({ id: open.id }))).toBe("promotion_blocked");
    await on.ada.api.lineage.lift({ id, reason: "cleared" });
    await on.tend(open.id);
    expect((await on.ann.api.promotions.applyNow({ id: open.id })).state).toBe("applied");
  });

  it("that would apply by itself: the last signature does not", async () => {
    const [name, line] = [fresh(), model()];
    await on.version(line, dataset(name));
    const open = await on.request(on.ann, `${line}@1`);
    const { id } = await recall(name);
    expect((await on.approve(on.ria, open)).state).toBe("open");
    await on.ada.api.lineage.lift({ id, reason: "cleared" });
    await on.tend(open.id);
    expect(await on.live(line)).toBe(1);
  });

  it("and of a rollback, which goes to the last version that is not recalled unless another is named", async () => {
    const [name, line] = [fresh(), model()];
    await on.version(line, dataset(fresh()));
    await on.version(line, dataset(name));
    await on.version(line, dataset(fresh()));
    for (const number of [1, 2, 3]) await on.promote(`${line}@${number}`);
    await recall(name);
    expect((await on.ann.api.promotions.rollbackTargets({ model: line, stage: "production" })).suggested).toBe(1);
    const named = await on.ann.api.promotions.rollback({ model: line, stage: "production", to: 2, reason: "x" });
    expect([named.state, named.blockers.map(({ kind }) => kind)]).toEqual(["open", ["recalled"]]);
    expect(await on.live(line)).toBe(3);
    expect(await reasonOf(on.ann.api.promotions.bypass({ id: named.id, reason: "x" }))).toBe("forbidden");
    expect((await on.ada.api.promotions.bypass({ id: named.id, reason: "the data is fine" })).bypassed).toBe(true);
    expect(await on.live(line)).toBe(2);
    expect((await on.ann.api.promotions.rollback({ model: line, stage: "production", reason: "x" })).state).toBe("applied");
    expect(await on.live(line)).toBe(1);
  });

  it("but not of taking out what is live", async () => {
    const [name, line] = [fresh(), model()];
    await on.version(line, dataset(name));
    await on.promote(`${line}@1`);
    await recall(name);
    const removal = await on.ann.api.promotions.requestRemoval({ model: line, stage: "production", reason: "its data is bad" });
    expect((await on.approve(on.ria, removal)).state).toBe("applied");
  });

  it("that is applied at the same time: never after the recall has committed", async () => {
    for (let round = 0; round < 8; round++) {
      const [name, line] = [fresh(), model()];
      await on.version(line, dataset(name));
      const open = await on.request(on.ann, `${line}@1`);
      const raised = recall(name);
      const signed = on.approve(on.ria, open);
      const [{ at }] = await Promise.all([raised, signed]);
      const [order] = await on.db.execute<{ applied: number | null; raised: number }>(sql`
        select (select seq from audit_entries where target = ${open.id} and action = 'promotion.applied')::int as applied,
          (select seq from audit_entries where action = 'recall.raised' and target = ${`dataset:${name}`})::int as raised`);
      expect(at).toBeTruthy();
      // Applied before it, or not at all.
      expect(order!.applied === null || order!.applied < order!.raised).toBe(true);
      expect(await on.live(line)).toBe(order!.applied === null ? null : 1);
    }
  });
});

it("a signature that comes while a recall is being raised waits for it, and applies nothing", async () => {
  const [name, line] = [fresh(), model()];
  await on.version(line, dataset(name));
  const open = await on.request(on.ann, `${line}@1`);
  let commit!: () => void;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let raised!: () => void;
  const isRaised = new Promise<void>((resolve) => (raised = resolve));
  const recalling = on.db.transaction(async (tx) => {
    await recallDataset(tx, on.ada.actor, { dataset: name, reason: "x" });
    raised();
    await held;
  });
  await isRaised;
  const signed = on.approve(on.ria, open);
  // It has come as far as the lock on the model.
  expect(await Promise.race([signed, new Promise((resolve) => setTimeout(resolve, 300, "waits"))])).toBe("waits");
  commit();
  await recalling;
  expect(await signed).toMatchObject({ state: "open", blockers: [{ kind: "recalled" }] });
  expect(await on.live(line)).toBeNull();
});

describe("a version", () => {
  it("is recalled by a maintainer of its model, once, and lifted by one", async () => {
    const reference = await on.version(model(), dataset(fresh()));
    const made = await on.version(model(), from(reference));
    expect(await reasonOf(on.ann.api.lineage.recallVersion({ reference, reason: "x" }))).toBe("forbidden");
    const { id } = await on.mia.api.lineage.recallVersion({ reference, reason: "it drifts" });
    expect(await reasonOf(on.rex.api.lineage.recallVersion({ reference, reason: "x" }))).toBe("already_recalled");
    expect(await recallsOf(made)).toEqual([{ reason: "it drifts", direct: false }]);
    expect(await reasonOf(on.ann.api.lineage.lift({ id, reason: "x" }))).toBe("forbidden");
    await on.rex.api.lineage.lift({ id, reason: "it does not" });
    expect(await reasonOf(on.mia.api.lineage.lift({ id, reason: "x" }))).toBe("recall_lifted");
    expect(await recallsOf(made)).toEqual([]);
  });

  it("that one may not see is not named to those whose versions were made from it", async () => {
    // Olga's private model, of which Ann may see one version's name no more than the rest.
    const hidden = await on.register(olga, "other/secret", "hidden");
    const partner = await on.person("Pia", "contributor");
    await on.ada.api.grants.set({ model: "other/secret", to: { kind: "user", email: "pia@example.com" }, role: "viewer" });
    const { draft } = await partner.api.versions.draft({ model: model(), metadata: { description: "x", framework: "x", task: "x", metrics: { auc: 1 }, parameters: {}, ...dataset(fresh()), ...from(hidden.reference) } });
    await on.receive(partner, draft, "model.bin", "tuned");
    const { reference } = await partner.api.versions.finalize({ draft, files: 1 });
    const { id } = await olga.api.lineage.recallVersion({ reference: hidden.reference, reason: "it leaks" });
    const told = await on.vic.api.lineage.recall({ id });
    expect([told.reference, told.subject, told.reason]).toEqual([null, null, "it leaks"]);
    const open = await on.request(on.ann, reference);
    expect(JSON.stringify([open.blockers, await on.vic.api.lineage.impact({ of: `recall:${id}` }), (await on.vic.api.audit.activity({ model: reference.split("@")[0]! })).items])).not.toContain("secret");
    expect(await reasonOf(on.mia.api.lineage.lift({ id, reason: "x" }))).toBe("forbidden");
    // And whoever sees neither learns of neither.
    const stranger = await on.person("Sven", null);
    expect(await reasonOf(stranger.api.lineage.recall({ id }))).toBe("not_found");
    expect((await stranger.api.lineage.recalls({})).items).toEqual([]);
  });
});

it("each model that is touched has it on record, and the record stays whole", async () => {
  const [name, one, other] = [fresh(), model(), model()];
  await on.version(one, dataset(name));
  await on.version(one, dataset(name));
  await on.promote(`${one}@2`);
  await on.version(other, from(`${one}@1`));
  await recall(name);
  const [entry] = (await on.vic.api.audit.activity({ model: one })).items;
  expect(entry).toMatchObject({ action: "recall.raised", target: one, details: { versions: 2, numbers: [2, 1], live: ["production"], open: 0, reason: `${name} is bad` } });
  expect((await on.vic.api.audit.activity({ model: other })).items[0]).toMatchObject({ action: "recall.raised", details: { numbers: [1] } });
  expect((await on.ada.api.audit.state()).brokenAt).toBeNull();
});
