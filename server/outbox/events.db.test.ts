import { afterAll, beforeAll, expect, test } from "vitest";
import { asc } from "drizzle-orm";
import { takeEvent } from "../lineage/events.ts";
import { eventSchema, isOfRun } from "../lineage/openlineage.ts";
import { collect } from "../storage/collect.ts";
import { reasonOf } from "../testing/fixture.ts";
import { openPromotions, type Promotions } from "../testing/promotions.ts";
import { catalogue, isPublic, publicTypes, type PublicType, type RegistryEvent } from "./catalogue.ts";
import { envelopesFor, envelopesOf } from "./envelope.ts";
import { events } from "./tables.ts";

let on: Promotions;
beforeAll(async () => {
  on = await openPromotions();
});
afterAll(() => on.close());

const day = 24 * 60 * 60 * 1000;

/** Told by time that goes by. */
const elsewhere: readonly PublicType[] = ["promotion.expired", "promotion.scheduled"];

/** A busy life of a registry: nearly everything that can happen happens once. */
async function live(): Promise<void> {
  const { ada, ann, rex, mia, ria, sam, vic } = on;
  await ada.api.teams.create({ slug: "growth", name: "Growth" });
  await ada.api.teams.rename({ team: "growth", name: "Growing" });
  await ada.api.teams.setMember({ team: "growth", email: vic.actor.email, role: "viewer" });
  await ada.api.teams.setMember({ team: "growth", email: vic.actor.email, role: "reviewer" });
  await ada.api.teams.removeMember({ team: "growth", userId: vic.id });

  await ada.api.tags.saveGroup({ name: "risk", description: "How bad it may get", exclusive: true });
  await ada.api.tags.saveGroup({ name: "risk", description: "How bad it may get", exclusive: false });
  for (const name of ["risk:high", "risk:low", "nlp", "language"]) await ada.api.tags.create({ name, color: "red" });
  await ada.api.tags.change({ name: "nlp", description: "About language", color: "blue" });

  await ann.api.models.create({ model: "risk/lived", description: "" });
  await ann.api.models.describe({ model: "risk/lived", description: "It lived" });
  const first = await on.version("risk/lived");
  const second = await on.version("risk/lived");
  const third = await on.version("risk/lived");
  await ann.api.tags.assign({ models: ["risk/lived"], versions: [first], add: ["risk:high", "language"] });
  await ann.api.tags.assign({ models: ["risk/lived"], remove: ["risk:high"] });
  await ada.api.tags.merge({ name: "language", into: "nlp" });
  await ada.api.tags.rename({ name: "nlp", to: "text" });
  await ada.api.tags.renameGroup({ name: "risk", to: "level" });
  for (const name of ["text", "level:high", "level:low"]) await ada.api.tags.remove({ name });
  await ada.api.tags.removeGroup({ name: "level" });
  for (const body of ["# {{model}}", null]) await ada.api.cards.saveTemplate({ body });

  await rex.api.grants.setVisibility({ model: "risk/lived", visibility: "internal" });
  await rex.api.grants.setVisibility({ model: "risk/lived", visibility: "private" });
  await rex.api.grants.set({ model: "risk/lived", to: { kind: "user", email: sam.actor.email }, role: "viewer" });
  await rex.api.grants.set({ model: "risk/lived", to: { kind: "team", team: "growth" }, role: "viewer", expiresAt: new Date(Date.now() + day).toISOString() });
  for (const { id } of await rex.api.grants.list({ model: "risk/lived" })) await rex.api.grants.remove({ model: "risk/lived", grant: id });

  await ann.api.pointers.setAlias({ model: "risk/lived", alias: "champion", version: 1 });
  await ann.api.pointers.setAlias({ model: "risk/lived", alias: "champion", version: 2 });
  await ann.api.pointers.removeAlias({ model: "risk/lived", alias: "champion" });

  await ada.api.checks.define({ name: "bias", description: "How unlike groups are treated" });
  await ada.api.checks.describe({ name: "bias", description: "How unlike groups are" });
  const pinned = mia.withToken(["check:report", "model:read"], ["bias"]);
  await pinned.checks.report({ reference: second, check: "bias", status: "running", run: "1" });
  await pinned.checks.report({ reference: second, check: "bias", status: "passed", run: "1", summary: "Fair", url: "https://ci.example.com/1", numbers: { gap: 0.01 } });
  await pinned.checks.report({ reference: second, check: "bias", status: "running", run: "1" });
  await ada.api.checks.retire({ name: "bias" });

  await on.promote(first);
  await on.policy("risk/lived", { approvals: 2, apply: "manual" });
  await on.policy({ kind: "team", team: "growth" }, { approvals: 1 }, { mode: "evaluate" });
  const draft = await on.request(ann, second, { draft: true });
  await ann.api.promotions.describe({ id: draft.id, reason: "it is far better", notBefore: new Date(Date.now() + day).toISOString() });
  await ann.api.promotions.describe({ id: draft.id, notBefore: null });
  await ann.api.promotions.submit({ id: draft.id });
  await ann.api.reviews.ask({ id: draft.id, people: [ria.actor.email], teams: ["growth"] });
  await on.object(sam, await on.get(draft.id));
  const [review] = (await on.get(draft.id)).reviews;
  await rex.api.reviews.dismiss({ id: draft.id, review: review!.id, reason: "it was about another one" });
  const { threads } = await vic.api.reviews.comment({ id: draft.id, body: `Is that so, @${ria.actor.email}?` });
  const thread = threads[0]!.id;
  await ria.api.reviews.comment({ id: draft.id, body: "It is", thread });
  await vic.api.reviews.edit({ comment: thread, body: "Is that really so?" });
  await vic.api.reviews.resolve({ thread });
  await vic.api.reviews.resolve({ thread, resolved: false });
  await on.approve(ria, await on.get(draft.id));
  await ann.api.cards.revise({ reference: second, body: "# By hand", expected: 0, note: "for the audit" });
  await on.approve(ria, await on.get(draft.id));
  await on.approve(sam, await on.get(draft.id));
  await on.object(ria, await on.get(draft.id));
  await on.approve(ria, await on.get(draft.id));
  await ann.api.promotions.applyNow({ id: draft.id });
  await ann.api.promotions.rollback({ model: "risk/lived", stage: "production", reason: "it is slow" });
  await ann.api.promotions.withdraw({ id: (await on.request(ann, third)).id });
  await rex.api.promotions.reject({ id: (await on.request(ann, third)).id, reason: "not this year" });
  const older = await on.request(ann, second);
  const newer = await on.request(ann, third);
  await ada.api.promotions.bypass({ id: newer.id, reason: "the old one burns" });
  expect((await on.get(older.id)).state).toBe("superseded");
  const removal = await ann.api.promotions.requestRemoval({ model: "risk/lived", stage: "production", reason: "out of use" });
  await ada.api.promotions.bypass({ id: removal.id, reason: "at once" });

  await ada.api.stages.create({ name: "canary", description: "A few see it", color: "amber", tells: [] });
  await ada.api.stages.change({ name: "canary", description: "Some see it" });
  await ada.api.stages.reorder({ names: ["staging", "canary", "production"] });
  await on.request(ann, second, { stage: "canary" });
  await ada.api.stages.retire({ name: "canary", reason: "nobody looked" });

  await ada.api.metadataSchemas.save({ scope: { kind: "team", team: "growth" }, schema: { type: "object" }, note: "a beginning", expected: 0 });
  const recall = await rex.api.lineage.recallVersion({ reference: first, reason: "its labels were swapped" });
  await rex.api.lineage.lift({ id: recall.id, reason: "they were not" });
  const data = await ada.api.lineage.recallDataset({ dataset: "nowhere", reason: "it is bad" }).catch(() => null);
  if (data) await ada.api.lineage.lift({ id: data.id, reason: "it was another one" });
  await reportRun(third);

  await rex.api.versions.archive({ reference: first, reason: "of no use any more" });
  await rex.api.versions.unarchive({ reference: first });
  const gone = await on.version("risk/lived");
  await rex.api.deletions.deleteVersion({ reference: gone, reason: "a mistake" });
  await rex.api.deletions.restoreVersion({ model: "risk/lived", version: 4 });
  await rex.api.deletions.deleteVersion({ reference: gone, reason: "a mistake after all" });
  await collect({ db: on.db, store: on.store, startedBy: "schedule", dryRun: false, now: new Date(Date.now() + 60 * day) });
}

/** What pipelines and services tell of what stages name. */
async function deploy(): Promise<void> {
  const { ann } = on;
  const model = await on.model(3);
  const machine = ann.withToken(["model:read", "deployment:report", "runtime:report"]);
  const report = (state: "in_progress" | "succeeded" | "failed" | "rolled_back", more: object = {}) => machine.deployments.report({ model, stage: "production", state, ...more });
  await on.promote(`${model}@1`);
  await report("in_progress", { summary: "Rolling out", url: "https://ci.example.com/1", logUrl: "https://ci.example.com/1/log", environment: "eu" });
  await report("succeeded", { environment: "eu" });
  await machine.runtime.checkIn({ model, version: 1, service: "scorer", instance: "a", stage: "production" });
  await on.policy(model, { approvals: 1, deployment: { wait: false, onFailure: "roll_back", minutes: 30 } });
  await on.promote(`${model}@2`);
  await report("failed", { summary: "It does not start" });
  await on.promote(`${model}@3`);
  await report("rolled_back");
  await on.promote(`${model}@2`);
  await on.promote(`${model}@3`);
}

/** What a pipeline tells by OpenLineage of the run that has made a version. */
async function reportRun(reference: string): Promise<void> {
  const event = {
    eventType: "COMPLETE",
    eventTime: new Date().toISOString(),
    producer: "https://example.com",
    run: { runId: "0197f0aa-0000-7000-8000-000000000001" },
    job: { namespace: "jobs", name: "train" },
    inputs: [{ namespace: "s3://data", name: "fresh" }],
    outputs: [{ namespace: "countersign", name: reference }],
  };
  const understood = eventSchema.parse(event);
  if (!isOfRun(understood)) throw new Error("no event of a run");
  await on.db.transaction((tx) => takeEvent(tx, on.ann.actor, { event: understood, payload: event, isHere: (namespace) => namespace === "countersign" }));
}

let all: RegistryEvent[];
test("every event that is written is as the catalogue says, and nearly every type of them was written", async () => {
  await live();
  await deploy();
  const stored = await on.db.select().from(events).orderBy(asc(events.id));
  const faults = stored.flatMap(({ type, payload }) => {
    if (!isPublic(type)) return [];
    const { error } = catalogue[type].data.safeParse(payload);
    return error ? [`${type}: ${error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")} in ${JSON.stringify(payload)}`] : [];
  });
  expect(faults).toEqual([]);
  const written = new Set<string>(stored.map(({ type }) => type));
  expect(publicTypes.filter((type) => !written.has(type) && !elsewhere.includes(type))).toEqual([]);
  all = await envelopesOf(on.db, stored);
  expect(all.map(({ id }) => id)).toEqual(stored.flatMap(({ type, id }) => (isPublic(type) ? [id] : [])));
});

test("an envelope says of which model, by whom and when; no address of anybody's, and nothing of what a schema does not name", () => {
  const moved = all.filter((event) => event.type === "stage.moved" && event.model === "risk/lived");
  expect(moved.map(({ data }) => data)).toMatchObject([
    { stage: "production", from: null, to: { version: 1 }, kind: "promote", bypassed: false },
    { from: { version: 1 }, to: { version: 2 }, kind: "promote" },
    { from: { version: 2 }, to: { version: 1 }, kind: "rollback" },
    { from: { version: 1 }, to: { version: 3 }, kind: "promote", bypassed: true },
    { from: { version: 3 }, to: null, kind: "remove", bypassed: true },
  ]);
  expect(moved[0]).toMatchObject({ version: 1, subject: "risk/lived@production", actor: { id: on.ria.id, name: "Ria" }, at: expect.stringMatching(/^\d{4}-.*Z$/) });
  const told = JSON.stringify(all);
  expect(told).not.toContain("@example.com");
  expect(told).not.toContain("Is that really so?");
  const purged = all.find(({ type }) => type === "version.purged");
  expect(purged).toMatchObject({ model: "risk/lived", actor: null, data: { version: 4 } });
});

test("a stage's move is told after the promotion that moved it, in the same transaction", async () => {
  const applied = all.findIndex(({ type }) => type === "promotion.applied");
  expect(all[applied + 1]).toMatchObject({ type: "stage.moved", data: { promotion: (all[applied]!.data as { promotion: string }).promotion } });
});

test("an event that was written by an earlier version is told without what it lacks", async () => {
  const [row] = await on.db.insert(events).values({ type: "alias.set", modelId: null, payload: { target: "risk/lived@old", version: 3, alias: "old" } }).returning();
  expect(await envelopesOf(on.db, [row!])).toMatchObject([{ subject: "risk/lived@old", actor: null, data: { alias: "old" } }]);
});

test("who may not see a model hears nothing of it, and of what hangs on none only those who keep the registry or the team", async () => {
  const otto = await on.person("Otto");
  const gil = await on.person("Gil", "maintainer", "growth");
  const stored = await on.db.select().from(events).orderBy(asc(events.id));
  const heard = async (actor: typeof otto.actor) => await envelopesFor(on.db, actor, stored);
  expect(await heard(otto.actor)).toEqual([]);
  const members = await heard(gil.actor);
  expect(new Set(members.map(({ type }) => type))).toEqual(new Set(["team.created", "team.renamed", "member.set", "member.removed", "policy.saved", "metadata_schema.saved"]));
  for (const event of members) expect(JSON.stringify(event)).toContain("growth");
  const viewer = await heard(on.vic.actor);
  expect(viewer).toEqual(all.filter(({ model }) => model !== null));
  expect((await heard(on.ada.actor)).length).toBeGreaterThan(viewer.length);
});

test("the feed's filters, and what is no filter", async () => {
  const read = on.vic.api.events.list;
  const moves = await read({ types: ["stage.moved", "alias.*"], model: "risk/lived" });
  expect(new Set(moves.items.map(({ type }) => type))).toEqual(new Set(["stage.moved", "alias.set", "alias.removed"]));
  const { next } = await read({ after: "latest" });
  expect(await read({ after: next })).toEqual({ items: [], next, more: false });
  expect(await reasonOf(read({ after: next + 1 }))).toBe("cursor_ahead");
  await expect(read({ types: ["user.signed_in"] })).rejects.toThrow("must be *, a type of event such as stage.moved, or one of model.*");
  expect(await reasonOf(read({ model: "risk/nowhere" }))).toBe("not_found");
  expect(await reasonOf((await on.person("Olga")).api.events.list({ model: "risk/lived" }))).toBe("not_found");
  const narrow = on.ada.withToken(["model:read", "audit:read", "team:manage"], [], ["other/*"]);
  expect((await narrow.events.list({})).items).toEqual([]);
  expect(await reasonOf(on.ada.withToken(["audit:read"]).events.list({}))).toBe("forbidden_by_token");
});

test("a model that is seen later has its old events", async () => {
  const late = await on.person("Lana");
  expect((await late.api.events.list({})).items).toEqual([]);
  await on.rex.api.grants.setVisibility({ model: "risk/lived", visibility: "internal" });
  expect((await late.api.events.list({ limit: 500 })).items.map(({ id }) => id)).toEqual(expect.arrayContaining(all.filter(({ model }) => model === "risk/lived").map(({ id }) => id)));
});

test("read page by page while eight write, the feed is whole, in order, and holds nothing twice", async () => {
  const { next: start } = await on.ada.api.events.list({ after: "latest" });
  let writing = true;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    const model = `risk/busy-${writer}`;
    await on.ann.api.models.create({ model, description: "" });
    for (let n = 0; n < 12; n++) await on.ann.api.models.describe({ model, description: `${n}` });
  });
  const seen: number[] = [];
  const reader = async (limit: number) => {
    for (let after = start; ; ) {
      const isLast = !writing;
      const page = await on.ada.api.events.list({ after, limit });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
      if (isLast && !page.more) return;
    }
  };
  const reading = reader(7);
  await Promise.all(writers);
  writing = false;
  await reading;
  const written = (await on.ada.api.events.list({ after: start, limit: 500 })).items;
  expect(written).toHaveLength(8 * 13);
  expect(seen).toEqual(written.map(({ id }) => id));
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
});
