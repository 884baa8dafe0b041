import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";

let fixture: Fixture;
let admin: Person;
let maintainer: Person;
let viewer: Person;
let outsider: Person;

beforeAll(async () => {
  fixture = await openFixture();
  admin = await fixture.person("Root", "admin");
  maintainer = await fixture.person("Max", "maintainer");
  viewer = await fixture.person("Vic", "viewer");
  outsider = await fixture.person("Olga");
});
afterAll(() => fixture.close());

it("a team is made by an administrator, who becomes its maintainer, and its name is taken then", async () => {
  await admin.api.teams.create({ slug: "growth", name: "Growth" });
  expect(await admin.api.teams.members({ team: "growth" })).toMatchObject([{ name: "Root", role: "maintainer" }]);
  expect(await reasonOf(admin.api.teams.create({ slug: "growth", name: "Other" }))).toBe("already_exists");
  expect(await reasonOf(maintainer.api.teams.create({ slug: "mine", name: "Mine" }))).toBe("forbidden");
  await expect(admin.api.teams.create({ slug: "Not A Slug", name: "x" })).rejects.toThrow(/lower-case letters/);
});

it("members are set and removed by a maintainer, with an audit entry each", async () => {
  await maintainer.api.teams.setMember({ team: "risk", email: "olga@example.com", role: "reviewer" });
  await maintainer.api.teams.setMember({ team: "risk", email: "OLGA@example.com", role: "contributor" });
  const members = await viewer.api.teams.members({ team: "risk" });
  expect(members.find((member) => member.name === "Olga")?.role).toBe("contributor");
  await maintainer.api.teams.removeMember({ team: "risk", userId: outsider.id });
  const changes = await fixture.db
    .select({ action: auditEntries.action, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.actorId, maintainer.id))
    .orderBy(auditEntries.seq);
  expect(changes).toEqual([
    { action: "member.set", details: { from: null, to: "reviewer" } },
    { action: "member.set", details: { from: "reviewer", to: "contributor" } },
    { action: "member.removed", details: { from: "contributor" } },
  ]);
});

it("a viewer can't change members, and a stranger can't see that there is a team", async () => {
  const input = { team: "risk", email: "olga@example.com", role: "maintainer" as const };
  expect(await reasonOf(viewer.api.teams.setMember(input))).toBe("forbidden");
  expect(await reasonOf(outsider.api.teams.setMember(input))).toBe("not_found");
  expect(await reasonOf(outsider.api.teams.members({ team: "risk" }))).toBe("not_found");
  expect(await outsider.api.teams.list()).toEqual([]);
  expect(await reasonOf(maintainer.api.teams.setMember({ ...input, email: "nobody@example.com" }))).toBe("not_found");
});

it("models are seen by the team's members and administrators alone", async () => {
  await fixture.register(maintainer, "risk/hidden");
  const sees = async (person: Person) => (await person.api.models.list({ search: "hidden" })).items.length;
  expect(await Promise.all([maintainer, viewer, admin, outsider].map(sees))).toEqual([1, 1, 1, 0]);
  expect(await reasonOf(outsider.api.models.get({ model: "risk/hidden" }))).toBe("not_found");
  const [risk] = await viewer.api.teams.list();
  expect(risk).toMatchObject({ slug: "risk", members: 2, models: 1 });
  expect((await viewer.api.models.get({ model: "risk/hidden" })).can).toEqual(["account:manage", "model:read", "promotion:comment"]);
});
