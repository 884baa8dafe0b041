import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signIn } from "../identity/commands.ts";
import { accountLinks, users } from "../identity/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";

const password = "correct horse battery";
const from = { id: "test", address: "10.2.0.1", userAgent: "test" };

let fixture: Fixture;
let admin: Person;
let rex: Person;
beforeAll(async () => {
  fixture = await openFixture();
  admin = await fixture.person("Root", "admin");
  rex = await fixture.person("Rex", "maintainer");
  await admin.api.teams.create({ slug: "other", name: "Other" });
});
afterAll(() => fixture.close());

const into = (team: string, role: "viewer" | "reviewer" = "reviewer") => [{ team, role }];

it("gives an account with its role and its teams, once", async () => {
  const { secret } = await admin.api.invitations.create({ email: "Grace@Example.com", siteRole: "auditor", teams: [...into("risk"), ...into("other", "viewer")] });
  expect((await fixture.db.select().from(accountLinks)).some((link) => JSON.stringify(link).includes(secret))).toBe(false);
  expect(await fixture.anybody.invitations.read({ secret })).toMatchObject({ email: "grace@example.com", by: "Root", siteRole: "auditor", taken: false });
  const { id } = await fixture.anybody.invitations.accept({ secret, name: "Grace", password });
  expect(await signIn(fixture.context, from, { email: "grace@example.com", password })).toMatchObject({ id });
  expect(await admin.api.accounts.get({ id })).toMatchObject({ siteRole: "auditor", teams: [{ team: "other", role: "viewer" }, { team: "risk", role: "reviewer" }] });
  expect(await reasonOf(fixture.anybody.invitations.read({ secret }))).toBe("not_found");
  expect(await reasonOf(fixture.anybody.invitations.accept({ secret, name: "Mallory", password }))).toBe("not_found");
});

it("is used by one of two who use it at once", async () => {
  const { secret } = await admin.api.invitations.create({ email: "twice@example.com" });
  const both = await Promise.allSettled(["One", "Two"].map((name) => fixture.anybody.invitations.accept({ secret, name, password })));
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await fixture.db.$count(users, eq(users.email, "twice@example.com"))).toBe(1);
});

it("of who keeps a team leads into that team alone, as a member", async () => {
  const vic = await fixture.person("Vic", "viewer");
  expect(await reasonOf(vic.api.invitations.create({ email: "a@example.com", teams: into("risk") }))).toBe("forbidden");
  expect(await reasonOf(rex.api.invitations.create({ email: "a@example.com", teams: into("other") }))).toBe("not_found");
  expect(await reasonOf(rex.api.invitations.create({ email: "a@example.com", teams: [] }))).toBe("forbidden");
  expect(await reasonOf(rex.api.invitations.create({ email: "a@example.com", siteRole: "admin", teams: into("risk") }))).toBe("forbidden");
  expect(await reasonOf(rex.withToken(["team:manage", "model:read"]).invitations.create({ email: "a@example.com", teams: into("risk") }))).toBe("forbidden_by_token");
  const { secret } = await rex.api.invitations.create({ email: "a@example.com", teams: into("risk") });
  expect((await rex.api.invitations.list({ team: "risk" })).items.map(({ email }) => email)).toEqual(["a@example.com"]);
  expect(await reasonOf(rex.api.invitations.list({}))).toBe("forbidden");
  expect(await reasonOf(vic.api.invitations.list({ team: "risk" }))).toBe("forbidden");
  // What its maker can't give any more, it does not give.
  await fixture.db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, rex.id));
  expect(await reasonOf(fixture.anybody.invitations.accept({ secret, name: "A", password }))).toBe("not_found");
  await fixture.db.update(users).set({ deactivatedAt: null }).where(eq(users.id, rex.id));
  await fixture.anybody.invitations.accept({ secret, name: "A", password });
});

it("can be revoked by those who could make it, and ends by itself", async () => {
  const mine = await rex.api.invitations.create({ email: "b@example.com", teams: into("risk") });
  const theirs = await admin.api.invitations.create({ email: "c@example.com", teams: into("other") });
  expect(await reasonOf(rex.api.invitations.revoke({ id: theirs.id }))).toBe("not_found");
  await rex.api.invitations.revoke({ id: mine.id });
  expect(await reasonOf(fixture.anybody.invitations.accept({ secret: mine.secret, name: "B", password }))).toBe("not_found");
  await fixture.db.update(accountLinks).set({ expiresAt: new Date(Date.now() - 1000) }).where(eq(accountLinks.id, theirs.id));
  expect(await reasonOf(fixture.anybody.invitations.accept({ secret: theirs.secret, name: "C", password }))).toBe("not_found");
});

it("is refused for who has an account already, with what to do instead", async () => {
  await expect(rex.api.invitations.create({ email: "root@example.com", teams: into("risk") })).rejects.toThrow(/has an account with root@example.com already. Add them to the team/);
  const { secret } = await admin.api.invitations.create({ email: "late@example.com" });
  await admin.api.identity.createUser({ name: "Late", email: "late@example.com", password });
  expect(await fixture.anybody.invitations.read({ secret })).toMatchObject({ taken: true });
  expect(await reasonOf(fixture.anybody.invitations.accept({ secret, name: "Late", password }))).toBe("already_exists");
});

it("can't be mailed where no mail is sent", async () => {
  expect(await reasonOf(admin.api.invitations.create({ email: "m@example.com", mail: true }))).toBe("invalid_input");
});
