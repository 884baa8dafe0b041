import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { models } from "../models/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { grants } from "./tables.ts";

let fixture: Fixture;
let maintainer: Person;
let author: Person;
let outsider: Person;
const model = "risk/churn";

beforeAll(async () => {
  fixture = await openFixture();
  maintainer = await fixture.person("Mia", "maintainer");
  author = await fixture.person("Ann", "contributor");
  outsider = await fixture.person("Otto", "reviewer", "growth");
  await fixture.register(author, model);
});
afterAll(() => fixture.close());

const toOtto = { model, to: { kind: "user" as const, email: "otto@example.com" } };

async function clear() {
  await fixture.db.delete(grants);
  await fixture.db.update(models).set({ visibility: "private" });
}

describe("a role on one model", () => {
  it("lets somebody of another team see that model, and no other", async () => {
    await clear();
    await fixture.register(author, "risk/other");
    expect(await reasonOf(outsider.api.models.get({ model }))).toBe("not_found");
    await maintainer.api.grants.set({ ...toOtto, role: "viewer" });
    expect((await outsider.api.models.get({ model })).can).toEqual(["account:manage", "model:read", "promotion:comment", "runtime:report"]);
    expect((await outsider.api.search.find({})).items.map(({ reference }) => reference)).toEqual([model]);
    expect(await reasonOf(outsider.api.models.get({ model: "risk/other" }))).toBe("not_found");
    expect(await reasonOf(outsider.api.teams.members({ team: "risk" }))).toBe("not_found");
  });

  it("ends when it was said to end", async () => {
    await clear();
    await maintainer.api.grants.set({ ...toOtto, role: "contributor", expiresAt: new Date(Date.now() + 60_000).toISOString() });
    await outsider.api.models.describe({ model, description: "by Otto" });
    await fixture.db.update(grants).set({ expiresAt: sql`now()` });
    expect(await reasonOf(outsider.api.models.get({ model }))).toBe("not_found");
    expect(await reasonOf(outsider.api.models.describe({ model, description: "again" }))).toBe("not_found");
    expect((await maintainer.api.grants.list({ model }))[0]).toMatchObject({ ended: true, role: "contributor" });
  });

  it("reaches every member of a team, as long as they are in it", async () => {
    await clear();
    await maintainer.api.grants.set({ model, to: { kind: "team", team: "growth" }, role: "reviewer" });
    const { id, evidenceDigest } = await author.api.promotions.request({ reference: `${model}@1`, stage: "staging", reason: "x" });
    expect((await outsider.api.promotions.get({ id })).you.cannotReview).toBeNull();
    expect((await author.api.promotions.get({ id })).suggested.map(({ name }) => name)).toContain("Otto");
    await outsider.api.reviews.review({ id, verdict: "approve", evidenceDigest });
    expect((await author.api.promotions.get({ id })).state).toBe("applied");
  });

  it("counts for an approval only while it lasts", async () => {
    await clear();
    await maintainer.api.grants.set({ ...toOtto, role: "reviewer" });
    const draft = { reference: `${model}@1`, stage: "production", reason: "x" };
    const { id, evidenceDigest } = await author.api.promotions.request({ ...draft, notBefore: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await outsider.api.reviews.review({ id, verdict: "approve", evidenceDigest })).reviews.at(-1)).toMatchObject({ lapsed: null });
    const [grant] = await maintainer.api.grants.list({ model });
    await maintainer.api.grants.remove({ model, grant: grant!.id });
    const after = await author.api.promotions.get({ id });
    expect(after.reviews.at(-1)).toMatchObject({ lapsed: "not_entitled" });
    expect(after.blockers.map(({ kind }) => kind)).toContain("approvals_missing");
    await author.api.promotions.withdraw({ id });
  });

  it("gives nothing that concerns the whole team", async () => {
    await clear();
    await maintainer.api.grants.set({ ...toOtto, role: "maintainer" });
    expect((await outsider.api.models.get({ model })).can).toContain("model:share");
    expect(await reasonOf(outsider.api.models.create({ model: "risk/new" }))).toBe("not_found");
    expect(await reasonOf(outsider.api.teams.setMember({ team: "risk", email: "otto@example.com", role: "viewer" }))).toBe("not_found");
    await outsider.api.grants.set({ model, to: { kind: "team", team: "growth" }, role: "viewer" });
  });

  it("is changed, not doubled, by giving another", async () => {
    await clear();
    await maintainer.api.grants.set({ ...toOtto, role: "viewer" });
    await maintainer.api.grants.set({ ...toOtto, role: "reviewer" });
    expect((await maintainer.api.grants.list({ model })).map(({ role }) => role)).toEqual(["reviewer"]);
  });

  it("is refused with an end that has passed, to nobody, and by who may not share", async () => {
    await clear();
    await expect(maintainer.api.grants.set({ ...toOtto, role: "viewer", expiresAt: "2020-01-01T00:00:00Z" })).rejects.toThrow(/has passed\. Give an end that is still to come/);
    expect(await reasonOf(maintainer.api.grants.set({ model, to: { kind: "user", email: "no@example.com" }, role: "viewer" }))).toBe("not_found");
    expect(await reasonOf(maintainer.api.grants.set({ model, to: { kind: "team", team: "nowhere" }, role: "viewer" }))).toBe("not_found");
    expect(await reasonOf(author.api.grants.set({ ...toOtto, role: "viewer" }))).toBe("forbidden");
    expect(await reasonOf(author.api.grants.list({ model }))).toBe("forbidden");
    expect(await reasonOf(outsider.api.grants.list({ model }))).toBe("not_found");
  });
});

describe("an internal model", () => {
  it("is seen by everybody who is signed in, as a viewer sees it", async () => {
    await clear();
    await maintainer.api.grants.setVisibility({ model, visibility: "internal" });
    const seen = await outsider.api.models.get({ model });
    expect(seen).toMatchObject({ visibility: "internal", can: ["account:manage", "model:read", "promotion:comment", "runtime:report"] });
    expect(await reasonOf(outsider.api.models.describe({ model, description: "no" }))).toBe("forbidden");
    await maintainer.api.grants.setVisibility({ model, visibility: "private" });
    expect(await reasonOf(outsider.api.models.get({ model }))).toBe("not_found");
  });
});

describe("a new model", () => {
  it("is seen as the settings have it, or as whoever makes it says; everybody sees it only by who may share", async () => {
    await author.api.models.create({ model: "risk/by-default" });
    await author.api.models.create({ model: "risk/own", visibility: "private" });
    expect(await author.api.models.get({ model: "risk/by-default" })).toMatchObject({ visibility: "private" });
    expect(await reasonOf(author.api.models.create({ model: "risk/opened", visibility: "internal" }))).toBe("forbidden");
    await maintainer.api.models.create({ model: "risk/opened", visibility: "internal" });
    expect(await outsider.api.models.get({ model: "risk/opened" })).toMatchObject({ visibility: "internal" });
  });

  it("that begins with a version takes what its draft says, and one that is there is not changed by a draft", async () => {
    await author.api.versions.draft({ model: "risk/begun" });
    await maintainer.api.versions.draft({ model: "risk/begun", visibility: "internal" });
    expect(await reasonOf(outsider.api.models.get({ model: "risk/begun" }))).toBe("not_found");
    await fixture.register(maintainer, "risk/begun");
    expect(await outsider.api.models.get({ model: "risk/begun" })).toMatchObject({ visibility: "internal" });
    expect(await reasonOf(maintainer.api.versions.draft({ model: "risk/begun", visibility: "private" }))).toBe("already_exists");
  });
});

describe("the teams of the models that somebody sees", () => {
  it("are theirs and those of whoever shares with them, and no others", async () => {
    const teamsSeen = async () => (await outsider.api.search.facets({})).facets.filter(({ field }) => field === "team").flatMap(({ values }) => values.map(({ value }) => value));
    await clear();
    expect(await teamsSeen()).toEqual([]);
    await maintainer.api.grants.set({ ...toOtto, role: "viewer" });
    expect(await teamsSeen()).toEqual(["risk"]);
    await fixture.db.update(grants).set({ expiresAt: sql`now()` });
    expect(await teamsSeen()).toEqual([]);
  });
});

describe("why somebody can't", () => {
  it("is told for what they see: what is missing, which roles have it, and who gives them", async () => {
    await clear();
    await maintainer.api.grants.setVisibility({ model, visibility: "internal" });
    const { permissions, askers } = await outsider.api.grants.explain({ model });
    const of = (name: string) => permissions.find(({ permission }) => permission === name);
    expect(of("model:read")).toMatchObject({ held: true, through: ["everybody sees this model"] });
    expect(of("promotion:review")).toMatchObject({ held: false, through: [], roles: ["reviewer", "maintainer"] });
    expect(of("promotion:bypass")).toMatchObject({ held: false, roles: [] });
    expect(askers.map(({ name }) => name)).toEqual(["Mia"]);
  });

  it("says what a token withholds", async () => {
    const { permissions } = await author.withToken(["model:read"]).grants.explain({ model });
    expect(permissions.find(({ permission }) => permission === "version:create")).toMatchObject({
      held: false,
      through: ["contributor of risk"],
      withheld: "Your token lacks the scope version:create.",
    });
  });

  it("is not told of a model that they don't see", async () => {
    await clear();
    expect(await reasonOf(outsider.api.grants.explain({ model }))).toBe("not_found");
  });
});

describe("a token that reaches some models", () => {
  it("sees and touches those alone, in every list", async () => {
    await clear();
    const narrow = author.withToken(["model:read", "model:create", "version:create"], [], ["risk/ch*"]);
    expect((await narrow.search.find({})).items.map(({ reference }) => reference)).toEqual([model]);
    expect(await reasonOf(narrow.models.get({ model: "risk/other" }))).toBe("not_found");
    expect(await reasonOf(narrow.versions.get({ reference: "risk/other@1" }))).toBe("not_found");
    await narrow.versions.get({ reference: `${model}@1` });
    await narrow.models.create({ model: "risk/chosen" });
    expect(await reasonOf(narrow.models.create({ model: "risk/unreached" }))).toBe("forbidden_by_token");
  });

  it("does nothing to the team as a whole", async () => {
    const narrow = maintainer.withToken(["model:read", "team:manage"], [], ["risk/ch*"]);
    expect(await reasonOf(narrow.teams.setMember({ team: "risk", email: "otto@example.com", role: "viewer" }))).toBe("forbidden_by_token");
    const whole = maintainer.withToken(["model:read", "team:manage"], [], ["risk/*"]);
    await whole.teams.setMember({ team: "risk", email: "otto@example.com", role: "viewer" });
    const [otto] = (await maintainer.api.teams.members({ team: "risk" })).items.filter(({ name }) => name === "Otto");
    await maintainer.api.teams.removeMember({ team: "risk", userId: otto!.userId });
  });
});

it("an auditor sees every model and changes none", async () => {
  await clear();
  const auditor = await fixture.person("Audrey", null);
  await fixture.db.execute(sql`update users set site_role = 'auditor' where id = ${auditor.id}`);
  const api = fixture.as({ ...auditor.actor, siteRole: "auditor" });
  expect((await api.models.get({ model })).can).toEqual(["account:manage", "audit:read", "model:read"]);
  expect(await reasonOf(api.models.describe({ model, description: "no" }))).toBe("forbidden");
  expect(await reasonOf(api.stages.create({ name: "edge" }))).toBe("forbidden");
  expect(await fixture.db.$count(models, eq(models.description, "no"))).toBe(0);
});
