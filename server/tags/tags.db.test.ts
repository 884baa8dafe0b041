import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { metadataExample } from "../versions/schema.ts";
import { siteSettings } from "../settings/tables.ts";

let fixture: Fixture;
let root: Person;
let ann: Person;
let max: Person;
let eve: Person;

beforeAll(async () => {
  fixture = await openFixture();
  root = await fixture.person("Root", "admin");
  ann = await fixture.person("Ann", "contributor");
  max = await fixture.person("Max", "maintainer");
  eve = await fixture.person("Eve", "contributor", "away");
  for (const model of ["risk/one", "risk/two", "risk/three"]) await fixture.register(ann, model);
  await root.api.tags.saveGroup({ name: "risk", exclusive: true });
  await root.api.tags.saveGroup({ name: "domain" });
  for (const name of ["nlp", "risk:high", "risk:low", "domain:money"]) await root.api.tags.create({ name, color: "red" });
  await root.api.tags.create({ name: "reviewed", appliers: "maintainers" });
  await root.api.tags.create({ name: "approved", appliers: "administrators" });
});
afterAll(() => fixture.close());

const freeTags = (allowed: boolean) => fixture.db.update(siteSettings).set({ freeTags: allowed });
const tagsOf = async (model: string) => (await ann.api.models.get({ model })).tags;
const tagsOfVersion = async (reference: string) => (await ann.api.versions.get({ reference })).tags;
/** What a search by this term finds. */
async function foundBy(term: string): Promise<string[]> {
  const rows = await fixture.db.execute<{ name: string }>(sql`
    select reference as name from model_entries where terms @> array[${term}]
    union all select m.reference || '@' || v.number from version_entries v join model_entries m using (model_id) where v.terms @> array[${term}] order by 1`);
  return rows.map(({ name }) => name);
}
const lastEntry = async () => (await root.api.audit.entries({})).items[0]!;

/** What a draft of these tags is refused for. */
async function refusalOf(by: Person, tags: string[]) {
  try {
    await by.api.versions.draft({ model: "risk/one", metadata: { ...metadataExample, tags } });
    return null;
  } catch (error) {
    const { message, cause } = error as Error & { cause: { reason: string; details: { issues: unknown } } };
    return { message, reason: cause.reason, issues: cause.details.issues };
  }
}

describe("applying", () => {
  test("models and versions at once, of each what was done or why not", async () => {
    const { done, refused } = await ann.api.tags.assign({ models: ["risk/one", "risk/none"], versions: ["risk/two@1", "risk/two@9"], add: ["nlp", "risk:high"] });
    expect(done).toEqual([
      { reference: "risk/one", added: ["nlp", "risk:high"], removed: [], tags: ["nlp", "risk:high"] },
      { reference: "risk/two@1", added: ["nlp", "risk:high"], removed: [], tags: ["nlp", "risk:high"] },
    ]);
    expect(refused.map(({ reference, reason }) => [reference, reason])).toEqual([["risk/none", "not_found"], ["risk/two@9", "not_found"]]);
    expect(await tagsOf("risk/one")).toEqual(["nlp", "risk:high"]);
    expect(await tagsOfVersion("risk/two@1")).toEqual(["nlp", "risk:high"]);
    expect(await lastEntry()).toMatchObject({ action: "version.tagged", target: "risk/two@1", details: { added: ["nlp", "risk:high"], removed: [] } });
  });

  test("the other one of an exclusive group stands in the way, until it is replaced", async () => {
    await expect(ann.api.tags.assign({ models: ["risk/one"], add: ["risk:low"] })).rejects.toThrow("risk:low can't be added beside risk:high: risk is exclusive. Remove that first");
    const { done } = await ann.api.tags.assign({ models: ["risk/one"], add: ["risk:low"], replace: true });
    expect(done[0]).toMatchObject({ added: ["risk:low"], removed: ["risk:high"], tags: ["nlp", "risk:low"] });
  });

  test("who may apply a tag", async () => {
    expect(await reasonOf(ann.api.tags.assign({ models: ["risk/two"], add: ["reviewed"] }))).toBe("tag_reserved");
    expect(await reasonOf(max.api.tags.assign({ models: ["risk/two"], add: ["approved"] }))).toBe("tag_reserved");
    await max.api.tags.assign({ models: ["risk/two"], add: ["reviewed"] });
    await root.api.tags.assign({ models: ["risk/two"], add: ["approved"] });
    expect(await reasonOf(ann.api.tags.assign({ models: ["risk/two"], remove: ["approved"] }))).toBe("tag_reserved");
    // Of another team, the model does not exist.
    expect(await reasonOf(eve.api.tags.assign({ models: ["risk/two"], add: ["nlp"] }))).toBe("not_found");
    expect(await reasonOf(ann.withToken(["model:read"]).tags.assign({ models: ["risk/two"], add: ["nlp"] }))).toBe("forbidden_by_token");
  });

  test("nothing is done to a thing of which a part is refused, and all refusals are told when none was tagged", async () => {
    expect(await reasonOf(ann.api.tags.assign({ models: ["risk/three"], add: ["nlp", "reviewed"] }))).toBe("tag_reserved");
    expect(await tagsOf("risk/three")).toEqual([]);
    await expect(eve.api.tags.assign({ models: ["risk/one", "risk/two"], add: ["nlp"] })).rejects.toThrow("None of the 2 was tagged. The model risk/one does not exist");
  });

  test("limits", async () => {
    const many = Array.from({ length: 101 }, (_, at) => `risk/m${at}`);
    expect(await reasonOf(ann.api.tags.assign({ models: many, add: ["nlp"] }))).toContain("at most 100 things");
    expect(await reasonOf(ann.api.tags.assign({ models: ["risk/one"] }))).toContain("at least one tag");
    expect(await reasonOf(ann.api.tags.assign({ versions: ["risk/one@production"], add: ["nlp"] }))).toContain("exact version");
  });

  test("of two who add two tags of an exclusive group at once, one is told", async () => {
    const outcomes = await Promise.all(["risk:high", "risk:low"].map((tag) => reasonOf(ann.api.tags.assign({ models: ["risk/three"], add: [tag] }))));
    expect(outcomes.toSorted()).toEqual(["tag_conflict", "was not refused"]);
    expect(await tagsOf("risk/three")).toHaveLength(1);
  });

  test("renaming while others apply loses nothing", async () => {
    await freeTags(false);
    await root.api.tags.create({ name: "old-name" });
    const models = ["risk/one", "risk/two", "risk/three"];
    const outcomes = await Promise.all([...models.map((model) => reasonOf(ann.api.tags.assign({ models: [model], add: ["old-name"] }))), root.api.tags.rename({ name: "old-name", to: "new-name" })]);
    for (const [at, model] of models.entries()) {
      const held = await tagsOf(model);
      expect(held).not.toContain("old-name");
      expect(held.includes("new-name")).toBe(outcomes[at] === "was not refused");
    }
    await root.api.tags.remove({ name: "new-name" });
    await freeTags(true);
  });
});

describe("registering", () => {
  test("refuses what is not in the vocabulary, by path and with the nearest names, where free tags are off", async () => {
    expect(await refusalOf(ann, ["nlp", "mine"])).toBeNull();
    await freeTags(false);
    expect(await refusalOf(ann, ["nlp", "domain:mony"])).toEqual({
      reason: "tag_unknown",
      message: "metadata.tags.1: domain:mony is not in the vocabulary, and administrators keep the tags of domain. Did you mean domain:money?",
      issues: [{ path: "metadata.tags.1", message: "domain:mony is not in the vocabulary, and administrators keep the tags of domain. Did you mean domain:money?" }],
    });
    expect((await refusalOf(ann, ["money"]))?.message).toContain("Did you mean domain:money?");
    await freeTags(true);
  });

  test("refuses two of an exclusive group, and those that the author may not apply", async () => {
    expect(await refusalOf(ann, ["risk:low", "risk:high"])).toMatchObject({ reason: "tag_conflict", issues: [{ path: "metadata.tags.1" }] });
    expect(await refusalOf(ann, ["reviewed"])).toMatchObject({ reason: "tag_reserved", issues: [{ path: "metadata.tags.0" }] });
    expect(await refusalOf(max, ["reviewed"])).toBeNull();
  });

  test("a draft whose tag went meanwhile says so, and is not registered", async () => {
    const { draft } = await ann.api.versions.draft({ model: "risk/one", metadata: { ...metadataExample, tags: ["fleeting"] } });
    await fixture.receive(ann, draft, "model.bin", "fleeting");
    await freeTags(false);
    expect((await ann.api.drafts.get({ draft })).faults).toEqual([{ path: "tags.0", message: expect.stringContaining("fleeting is not in the vocabulary") as string }]);
    expect(await reasonOf(ann.api.versions.finalize({ draft, files: 1 }))).toBe("tag_unknown");
    expect(await reasonOf(ann.api.drafts.describe({ draft, metadata: { tags: ["fleeting"] } }))).toBe("tag_unknown");
    await freeTags(true);
    const { reference } = await ann.api.versions.finalize({ draft, files: 1 });
    expect(await tagsOfVersion(reference)).toEqual(["fleeting"]);
  });
});

describe("the vocabulary", () => {
  test("lists tags by name, with how often they are used for whoever sees every model", async () => {
    const first = await root.api.tags.list({ limit: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(["approved", "domain:money"]);
    expect(first.total).toBe(6);
    const next = await root.api.tags.list({ limit: 2, cursor: first.nextCursor! });
    expect(next.items[0]).toMatchObject({ name: "nlp", group: null, color: "red", uses: { models: { count: 1, more: false }, versions: { count: 1, more: false } } });
    expect((await ann.api.tags.list({ limit: 10, group: "risk" })).items).toMatchObject([{ name: "risk:high", uses: null }, { name: "risk:low", uses: null }]);
    expect(await root.withToken(["model:read"], [], ["risk/one"]).tags.list({ limit: 10, search: "nlp" })).toMatchObject({ items: [{ uses: null }] });
  });

  test("suggests what one may apply", async () => {
    const names = async (by: Person, text: string, model?: string) => (await by.api.tags.suggest({ text, ...(model ? { model } : {}) })).items.map(({ name }) => name);
    expect(await names(ann, "re", "risk/one")).toEqual([]);
    expect(await names(max, "re", "risk/one")).toEqual(["reviewed"]);
    expect(await names(max, "e")).toEqual(["reviewed", "domain:money"].toSorted());
    expect(await names(ann, "risk")).toEqual(["risk:high", "risk:low"]);
    expect((await ann.api.tags.suggest({ text: "risk" })).items[0]).toMatchObject({ exclusive: true, group: "risk" });
    expect(await reasonOf(ann.api.tags.suggest({ text: "", model: "away/none" }))).toBe("not_found");
  });

  test("says of tags that are typed what stands against them, before anything is tagged", async () => {
    const told = async (by: Person, tags: string[], model?: string) => (await by.api.tags.check({ tags, ...(model ? { model } : {}) })).faults.map(({ tag, reason }) => [tag, reason]);
    expect(await told(ann, ["nlp", "own-word", "risk:high"], "risk/one")).toEqual([]);
    expect(await told(ann, ["reviewed", "approved", "risk:medium"], "risk/one")).toEqual([["reviewed", "tag_reserved"], ["approved", "tag_reserved"], ["risk:medium", "tag_unknown"]]);
    expect(await told(max, ["reviewed", "approved"])).toEqual([["approved", "tag_reserved"]]);
    expect(await told(ann, ["risk:high", "risk:low"])).toEqual([["risk:low", "tag_conflict"]]);
    await freeTags(false);
    expect((await ann.api.tags.check({ tags: ["nlpp"] })).faults).toEqual([{ tag: "nlpp", reason: "tag_unknown", message: "is not in the vocabulary. Did you mean nlp?" }]);
    await freeTags(true);
    expect(await reasonOf(eve.api.tags.check({ tags: ["nlp"], model: "risk/one" }))).toBe("not_found");
  });

  test("a tag is named after a group that is there", async () => {
    expect(await reasonOf(root.api.tags.create({ name: "size:large" }))).toBe("invalid_input");
    expect(await reasonOf(root.api.tags.create({ name: "nlp" }))).toBe("already_exists");
    expect(await reasonOf(root.api.tags.change({ name: "none", color: "blue" }))).toBe("not_found");
    await root.api.tags.change({ name: "nlp", color: "blue", description: "Language" });
    expect((await ann.api.tags.marks()).find(({ name }) => name === "nlp")).toEqual({ name: "nlp", color: "blue", description: "Language" });
    expect(await lastEntry()).toMatchObject({ action: "tag.changed", details: { color: { from: "red", to: "blue" } } });
    expect(await reasonOf(root.api.tags.removeGroup({ name: "risk" }))).toBe("tag_group_in_use");
    await root.api.tags.saveGroup({ name: "spare" });
    await root.api.tags.removeGroup({ name: "spare" });
    expect((await ann.api.tags.groups()).map(({ name, exclusive, tags }) => [name, exclusive, tags])).toEqual([["domain", false, 1], ["risk", true, 2]]);
  });

  test("free tags in use can be taken into it", async () => {
    await ann.api.tags.assign({ models: ["risk/one", "risk/two"], add: ["alpha", "beta"] });
    const first = await root.api.tags.free({ limit: 1 });
    expect(first.items).toEqual([{ name: "alpha", uses: { models: { count: 2, more: false }, versions: { count: 0, more: false } } }]);
    const names = (await root.api.tags.free({ limit: 10, cursor: first.nextCursor! })).items.map(({ name }) => name);
    expect(names).toContain("beta");
    await root.api.tags.create({ name: "beta" });
    expect((await root.api.tags.free({})).items.map(({ name }) => name)).not.toContain("beta");
    expect(await tagsOf("risk/one")).toContain("beta");
  });

  test("a group becomes exclusive when nothing has two of its tags", async () => {
    await root.api.tags.create({ name: "domain:law" });
    await ann.api.tags.assign({ models: ["risk/one"], add: ["domain:law", "domain:money"] });
    await expect(root.api.tags.saveGroup({ name: "domain", exclusive: true })).rejects.toThrow("domain can't be exclusive yet: risk/one would have two tags of domain");
    await ann.api.tags.assign({ models: ["risk/one"], remove: ["domain:law"] });
    await root.api.tags.saveGroup({ name: "domain", exclusive: true });
    await root.api.tags.saveGroup({ name: "domain", exclusive: false });
  });

  test("renaming keeps everything attached, of models, versions and drafts", async () => {
    await root.api.tags.create({ name: "gpu" });
    await ann.api.tags.assign({ models: ["risk/one"], versions: ["risk/one@1"], add: ["gpu"] });
    const { draft } = await ann.api.versions.draft({ model: "risk/one", metadata: { ...metadataExample, tags: ["gpu"] } });
    expect(await root.api.tags.rename({ name: "gpu", to: "needs-gpu" })).toEqual({ name: "needs-gpu", models: 1, versions: 2 });
    expect(await foundBy("tag:needs-gpu")).toEqual(["risk/one", "risk/one@1"]);
    expect(await foundBy("tag:gpu")).toEqual([]);
    expect(await tagsOf("risk/one")).toContain("needs-gpu");
    expect(await tagsOfVersion("risk/one@1")).toContain("needs-gpu");
    expect((await ann.api.drafts.get({ draft })).metadata["tags"]).toEqual(["needs-gpu"]);
    expect(await reasonOf(root.api.tags.rename({ name: "needs-gpu", to: "nlp" }))).toBe("already_exists");
    expect(await reasonOf(root.api.tags.rename({ name: "needs-gpu", to: "size:gpu" }))).toBe("invalid_input");
    // Into an exclusive group, only where nothing has another one of it.
    expect(await tagsOf("risk/one")).toContain("risk:low");
    expect(await reasonOf(root.api.tags.rename({ name: "needs-gpu", to: "risk:gpu" }))).toBe("tag_conflict");
    expect(await tagsOf("risk/one")).toContain("needs-gpu");
  });

  test("a group is renamed with its tags, on everything that bears them", async () => {
    await root.api.tags.saveGroup({ name: "size", description: "How large", exclusive: true });
    for (const name of ["size:large", "size:small"]) await root.api.tags.create({ name, color: "teal", appliers: "maintainers" });
    await max.api.tags.assign({ models: ["risk/two"], versions: ["risk/one@1", "risk/two@1"], add: ["size:large"] });
    await max.api.tags.assign({ models: ["risk/three"], add: ["size:small"] });
    const { draft } = await max.api.versions.draft({ model: "risk/one", metadata: { ...metadataExample, tags: ["size:small"] } });
    // Before there is such a group, its words may be given freely.
    await ann.api.tags.assign({ models: ["risk/two"], add: ["extent:large"] });
    await ann.api.tags.assign({ models: ["risk/three"], add: ["extent:odd"] });
    expect(await reasonOf(root.api.tags.renameGroup({ name: "size", to: "extent" }))).toBe("tag_conflict");
    expect(await tagsOf("risk/two")).toContain("size:large");
    await ann.api.tags.assign({ models: ["risk/three"], remove: ["extent:odd"] });

    expect(await root.api.tags.renameGroup({ name: "size", to: "extent" })).toEqual({ name: "extent", tags: 2, models: 2, versions: 3 });
    expect(await lastEntry()).toMatchObject({ action: "tag_group.renamed", target: "size", details: { to: "extent", tags: 2, models: 2, versions: 3 } });
    expect((await root.api.tags.list({ limit: 10, group: "extent" })).items).toMatchObject([{ name: "extent:large", color: "teal", appliers: "maintainers" }, { name: "extent:small" }]);
    expect((await ann.api.tags.groups()).find(({ name }) => name === "extent")).toEqual({ name: "extent", description: "How large", exclusive: true, tags: 2 });
    expect((await ann.api.tags.groups()).map(({ name }) => name)).not.toContain("size");
    expect((await tagsOf("risk/two")).filter((tag) => tag.endsWith(":large"))).toEqual(["extent:large"]);
    expect(await foundBy("tag:extent:large")).toEqual(["risk/one@1", "risk/two", "risk/two@1"]);
    expect(await foundBy("tag:size:large")).toEqual([]);
    expect((await max.api.drafts.get({ draft })).metadata["tags"]).toEqual(["extent:small"]);
    expect(await reasonOf(max.api.tags.assign({ models: ["risk/two"], add: ["extent:small"] }))).toBe("tag_conflict");

    expect(await reasonOf(root.api.tags.renameGroup({ name: "size", to: "other" }))).toBe("not_found");
    expect(await reasonOf(root.api.tags.renameGroup({ name: "extent", to: "extent" }))).toBe("already_exists");
    expect(await reasonOf(root.api.tags.renameGroup({ name: "extent", to: "risk" }))).toBe("already_exists");
    const long = `extent:${"x".repeat(93)}`;
    await root.api.tags.create({ name: long });
    expect(await reasonOf(root.api.tags.renameGroup({ name: "extent", to: "extents" }))).toBe("invalid_input");
    for (const name of ["extent:large", "extent:small", long]) await root.api.tags.remove({ name });
    await root.api.tags.removeGroup({ name: "extent" });
  });

  test("merging keeps everything attached, and the rule of exclusive groups", async () => {
    await ann.api.tags.assign({ models: ["risk/one", "risk/two"], add: ["language"] });
    await ann.api.tags.assign({ models: ["risk/two"], add: ["nlp"] });
    expect(await root.api.tags.merge({ name: "language", into: "nlp" })).toEqual({ name: "nlp", models: 2, versions: 0 });
    expect(await foundBy("tag:nlp")).toContain("risk/one");
    expect((await tagsOf("risk/two")).filter((tag) => tag === "nlp" || tag === "language")).toEqual(["nlp"]);
    await ann.api.tags.assign({ models: ["risk/one"], add: ["urgent"] });
    await expect(root.api.tags.merge({ name: "urgent", into: "risk:high" })).rejects.toThrow("risk/one would have two tags of risk, which is exclusive");
    await root.api.tags.merge({ name: "urgent", into: "risk:high", replace: true });
    const held = await tagsOf("risk/one");
    expect(held).toContain("risk:high");
    expect(held).not.toContain("risk:low");
    expect(await reasonOf(root.api.tags.merge({ name: "nothing", into: "nlp" }))).toBe("not_found");
    expect(await reasonOf(root.api.tags.merge({ name: "nlp", into: "nothing" }))).toBe("not_found");
    expect(await reasonOf(root.api.tags.merge({ name: "nlp", into: "nlp" }))).toBe("invalid_input");
  });

  test("deleting shows what it touches, and then takes it off", async () => {
    await root.api.tags.create({ name: "doomed" });
    await ann.api.tags.assign({ models: ["risk/two", "risk/one"], versions: ["risk/one@1"], add: ["doomed"] });
    expect(await root.api.tags.touched({ name: "doomed" })).toEqual({
      name: "doomed",
      models: { count: 2, first: ["risk/one", "risk/two"] },
      versions: { count: 1, first: ["risk/one@1"] },
      drafts: 0,
    });
    expect(await foundBy("tag:doomed")).toEqual(["risk/one", "risk/one@1", "risk/two"]);
    expect(await root.api.tags.remove({ name: "doomed" })).toEqual({ name: "doomed", models: 2, versions: 1 });
    expect(await foundBy("tag:doomed")).toEqual([]);
    expect(await tagsOf("risk/one")).not.toContain("doomed");
    expect(await lastEntry()).toMatchObject({ action: "tag.removed", target: "doomed", details: { models: 2, versions: 1 } });
    expect(await reasonOf(root.api.tags.remove({ name: "doomed" }))).toBe("not_found");
  });

  test("tags change after the version was registered, and its digest does not", async () => {
    const before = await ann.api.versions.get({ reference: "risk/three@1" });
    await ann.api.tags.assign({ versions: ["risk/three@1"], add: ["late"] });
    const after = await ann.api.versions.get({ reference: "risk/three@1" });
    expect([after.digest, after.tags]).toEqual([before.digest, ["late"]]);
  });

  test("only administrators keep it", async () => {
    const { tags } = max.api;
    const calls = [() => tags.create({ name: "x" }), () => tags.free({}), () => tags.touched({ name: "nlp" }), () => tags.remove({ name: "nlp" })];
    for (const call of calls) expect(await reasonOf(call())).toBe("forbidden");
    expect(await fixture.db.$count(siteSettings, eq(siteSettings.freeTags, sql`true`))).toBe(1);
  });
});
