import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { users } from "../identity/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { members, teams } from "./tables.ts";

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
  expect((await admin.api.teams.members({ team: "growth" })).items).toMatchObject([{ name: "Root", role: "maintainer" }]);
  expect(await reasonOf(admin.api.teams.create({ slug: "growth", name: "Other" }))).toBe("already_exists");
  expect(await reasonOf(maintainer.api.teams.create({ slug: "mine", name: "Mine" }))).toBe("forbidden");
  await expect(admin.api.teams.create({ slug: "Not A Slug", name: "x" })).rejects.toThrow(/lower-case letters/);
});

it("members are set and removed by a maintainer, with an audit entry each", async () => {
  await maintainer.api.teams.setMember({ team: "risk", email: "olga@example.com", role: "reviewer" });
  await maintainer.api.teams.setMember({ team: "risk", email: "OLGA@example.com", role: "contributor" });
  const { items: inTeam } = await viewer.api.teams.members({ team: "risk" });
  expect(inTeam.find((member) => member.name === "Olga")?.role).toBe("contributor");
  await maintainer.api.teams.removeMember({ team: "risk", userId: outsider.id });
  const changes = await fixture.db
    .select({ action: auditEntries.action, details: auditEntries.details })
    .from(auditEntries)
    .where(and(eq(auditEntries.actorId, maintainer.id), eq(auditEntries.outcome, "done")))
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
  expect((await outsider.api.teams.list()).items).toEqual([]);
  expect(await reasonOf(maintainer.api.teams.setMember({ ...input, email: "nobody@example.com" }))).toBe("not_found");
});

it("models are seen by the team's members and administrators alone", async () => {
  await fixture.register(maintainer, "risk/hidden");
  const sees = async (person: Person) => (await person.api.search.find({ query: "hidden" })).items.length;
  expect(await Promise.all([maintainer, viewer, admin, outsider].map(sees))).toEqual([1, 1, 1, 0]);
  expect(await reasonOf(outsider.api.models.get({ model: "risk/hidden" }))).toBe("not_found");
  const [risk] = (await viewer.api.teams.list()).items;
  expect(risk).toMatchObject({ slug: "risk", members: 2, models: 1 });
  expect((await viewer.api.models.get({ model: "risk/hidden" })).can).toEqual(["account:manage", "model:read", "promotion:comment", "runtime:report"]);
});

it("members are listed page by page, found by name or address, and the deactivated are told", async () => {
  const [team] = await fixture.db.insert(teams).values({ slug: "crowd", name: "Crowd" }).returning({ id: teams.id });
  const added = await fixture.db
    .insert(users)
    .values(Array.from({ length: 7 }, (_, n) => ({ name: `Person ${n % 3}`, email: `crowd-${n}@example.com`, deactivatedAt: n === 6 ? new Date() : null })))
    .returning({ id: users.id });
  await fixture.db.insert(members).values(added.map(({ id: userId }) => ({ teamId: team!.id, userId, role: "viewer" as const })));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await admin.api.teams.members({ team: "crowd", limit: 3, ...(cursor ? { cursor } : {}) });
    expect(page.total).toBe(7);
    seen.push(...page.items.map(({ userId }) => userId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(seen)).toEqual(new Set(added.map(({ id }) => id)));
  expect(seen).toHaveLength(7);
  const { items: [gone] } = await admin.api.teams.members({ team: "crowd", search: "CROWD-6@" });
  expect(gone).toMatchObject({ kind: "person", deactivatedAt: expect.any(String) });
  expect((await admin.api.teams.members({ team: "crowd", search: "100%" })).items).toEqual([]);
  expect(await reasonOf(admin.api.teams.members({ team: "crowd", cursor: "nonsense" }))).toMatch(/cursor/);
});

it("teams are listed page by page and found by name or slug, and each tells what the actor may do there", async () => {
  await fixture.db.insert(teams).values(Array.from({ length: 5 }, (_, n) => ({ slug: `many-${n}`, name: `Of many, ${n}` })));
  const first = await admin.api.teams.list({ search: "many", limit: 3 });
  expect(first.items.map(({ slug }) => slug)).toEqual(["many-0", "many-1", "many-2"]);
  const rest = await admin.api.teams.list({ search: "OF MANY", limit: 3, cursor: first.nextCursor! });
  expect(rest).toMatchObject({ items: [{ slug: "many-3" }, { slug: "many-4" }], nextCursor: null });
  expect((await maintainer.api.teams.list({ search: "many" })).items).toEqual([]);
  expect(await maintainer.api.teams.get({ team: "risk" })).toMatchObject({ role: "maintainer", maintainers: 1, can: expect.arrayContaining(["team:manage", "service:manage"]) });
  expect((await viewer.api.teams.get({ team: "risk" })).can).not.toContain("team:manage");
  expect(await reasonOf(outsider.api.teams.get({ team: "risk" }))).toBe("not_found");
});

it("a team is renamed by its maintainers, and keeps its slug", async () => {
  expect(await maintainer.api.teams.rename({ team: "risk", name: "Risk and fraud" })).toEqual({ slug: "risk", name: "Risk and fraud" });
  expect(await viewer.api.teams.get({ team: "risk" })).toMatchObject({ slug: "risk", name: "Risk and fraud" });
  expect(await reasonOf(viewer.api.teams.rename({ team: "risk", name: "Mine" }))).toBe("forbidden");
});
