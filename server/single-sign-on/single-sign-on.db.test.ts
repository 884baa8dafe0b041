import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { externalIdentities, sessions, users } from "../identity/tables.ts";
import { siteSettings } from "../settings/tables.ts";
import { members, teams } from "../teams/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import type { Groups, Identity } from "./claims.ts";
import { signInByProvider } from "./commands.ts";
import { groupMappings } from "./tables.ts";

const issuer = "https://login.example.com";
const request = { id: "test", address: "10.0.0.1", userAgent: "test" };
let subjects = 0;

let fixture: Fixture;
let admin: Person;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const none: Groups = { names: [], fault: null };
const somebody = (claims: Partial<Identity> = {}): Identity => {
  const subject = `subject-${++subjects}`;
  return { issuer, subject, name: "Ada", email: `${subject}@example.com`, emailVerified: true, groups: none, authenticatedAt: null, ...claims };
};
const arrive = (identity: Identity) => signInByProvider(fixture.db, request, identity);
const idOf = async (identity: Identity) => {
  const arrival = await arrive(identity);
  if ("refusal" in arrival) throw new Error(arrival.refusal);
  return arrival.account.id;
};
const userOf = async (id: string) => (await fixture.db.select().from(users).where(eq(users.id, id)))[0]!;
const actionsOn = async (...targets: string[]) => (await fixture.db.select().from(auditEntries).where(inArray(auditEntries.target, targets)).orderBy(auditEntries.seq)).map(({ action }) => action);
/** How many accounts, links and entries of the record there are. */
const traces = () => Promise.all([fixture.db.$count(users), fixture.db.$count(externalIdentities), fixture.db.$count(auditEntries)]);

it("nobody is made a member of a registry that has no administrator yet", async () => {
  expect(await arrive(somebody())).toEqual({ refusal: "not_set_up" });
  expect(await traces()).toEqual([0, 0, 0]);
  admin = await fixture.person("Root", "admin");
});

describe("somebody whom the registry does not know", () => {
  it("gets an account without a password by their verified address, and the same one the next time", async () => {
    const ada = somebody();
    const id = await idOf(ada);
    expect(await userOf(id)).toMatchObject({ name: "Ada", email: ada.email, siteRole: "member", passwordHash: null, kind: "person" });
    expect(await idOf({ ...ada, email: "other@example.com", emailVerified: false })).toBe(id);
    expect(await actionsOn(ada.email!)).toEqual(["user.created", "user.linked", "user.signed_in", "user.signed_in"]);
    const [entry] = await fixture.db.select().from(auditEntries).where(eq(auditEntries.action, "user.linked"));
    expect(entry).toMatchObject({ actorId: id, address: "10.0.0.1", details: { issuer, subject: ada.subject } });
  });

  it("gets one, however often they sign in at once", async () => {
    const ada = somebody();
    const arrivals = await Promise.all(Array.from({ length: 8 }, () => idOf(ada)));
    expect(new Set(arrivals).size).toBe(1);
    expect(await actionsOn(ada.email!)).toHaveLength(10);
  });

  it("is refused without an address that is verified, and leaves no trace", async () => {
    const before = await traces();
    expect(await arrive(somebody({ emailVerified: false }))).toEqual({ refusal: "unverified" });
    expect(await arrive(somebody({ email: null, emailVerified: false }))).toEqual({ refusal: "no_email" });
    expect(await traces()).toEqual(before);
  });

  it("needs an invitation where accounts are made by hand", async () => {
    await fixture.db.update(siteSettings).set({ makesAccounts: false });
    const before = await traces();
    const ada = somebody();
    expect(await arrive(ada)).toEqual({ refusal: "no_account" });
    expect(await traces()).toEqual(before);
    await fixture.person("Known");
    expect(await arrive({ ...ada, email: "known@example.com" })).toHaveProperty("account");
    await fixture.db.update(siteSettings).set({ makesAccounts: true });
  });
});

it("an invitation that waits for a verified address is used up by signing in, where accounts are made by hand too", async () => {
  await fixture.db.update(siteSettings).set({ makesAccounts: false });
  const invited = somebody();
  const { secret } = await admin.api.invitations.create({ email: invited.email!, siteRole: "auditor", teams: [{ team: "risk", role: "viewer" }], days: 1, mail: false });
  expect(await arrive({ ...invited, emailVerified: false })).toEqual({ refusal: "unverified" });
  const id = await idOf(invited);
  expect(await userOf(id)).toMatchObject({ siteRole: "auditor", siteRoleSource: "hand", passwordHash: null });
  expect(await fixture.db.select({ role: members.role, source: members.source }).from(members).where(eq(members.userId, id))).toEqual([{ role: "viewer", source: "hand" }]);
  expect(await actionsOn(invited.email!, `risk: ${invited.email}`)).toEqual(["user.invited", "user.joined", "member.set", "user.linked", "user.signed_in"]);
  expect(await reasonOf(fixture.anybody.invitations.accept({ secret, name: "Somebody else", password: "seals are made of wax" }))).toBe("not_found");
  await fixture.db.update(siteSettings).set({ makesAccounts: true });
});

describe("an account that is there", () => {
  it("is linked by its verified address, and by no other", async () => {
    const { id } = await fixture.person("Grace");
    const before = await traces();
    expect(await arrive(somebody({ email: "grace@example.com", emailVerified: false }))).toEqual({ refusal: "unverified" });
    expect(await traces()).toEqual(before);
    expect(await idOf(somebody({ email: "grace@example.com" }))).toBe(id);
    expect(await userOf(id)).toMatchObject({ passwordHash: "none" });
  });

  it("is not given to somebody else who has its address at the provider later, until it is unlinked", async () => {
    const { id } = await fixture.person("Joan");
    const [first, second] = [somebody({ email: "joan@example.com" }), somebody({ email: "joan@example.com" })];
    await idOf(first);
    await fixture.db.insert(sessions).values([
      { tokenHash: "joan there", userId: id, expiresAt: new Date(Date.now() + 60_000), method: "oidc" },
      { tokenHash: "joan here", userId: id, expiresAt: new Date(Date.now() + 60_000), method: "password" },
    ]);
    expect(await arrive(second)).toEqual({ refusal: "other_identity" });
    expect(await admin.api.singleSignOn.unlink({ userId: id })).toEqual({ unlinked: 1 });
    expect((await fixture.db.select().from(sessions).where(eq(sessions.userId, id))).map(({ method }) => method)).toEqual(["password"]);
    expect(await idOf(second)).toBe(id);
    expect(await arrive(first)).toEqual({ refusal: "other_identity" });
    expect(await reasonOf(admin.api.singleSignOn.unlink({ userId: admin.id }))).toBe("not_found");
  });

  it("is refused while it is deactivated, linked or not", async () => {
    const { id } = await fixture.person("Dorothy");
    const dorothy = somebody({ email: "dorothy@example.com" });
    await fixture.db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, id));
    expect(await arrive(dorothy)).toEqual({ refusal: "deactivated" });
    await fixture.db.update(users).set({ deactivatedAt: null }).where(eq(users.id, id));
    await idOf(dorothy);
    await fixture.db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, id));
    const before = await traces();
    expect(await arrive(dorothy)).toEqual({ refusal: "deactivated" });
    expect(await traces()).toEqual(before);
  });

  it("of a machine is nobody's", async () => {
    await fixture.db.insert(users).values({ name: "Robot", email: "robot@example.com", kind: "service" });
    expect(await arrive(somebody({ email: "robot@example.com" }))).toEqual({ refusal: "no_account" });
  });
});

describe("groups", () => {
  const rolesOf = async (userId: string) =>
    Object.fromEntries(
      (await fixture.db.select({ team: teams.slug, role: members.role, source: members.source }).from(members).innerJoin(teams, eq(teams.id, members.teamId)).where(eq(members.userId, userId))).map(
        ({ team, role, source }) => [team, `${role} by ${source}`],
      ),
    );
  const within = (...names: string[]): Groups => ({ names, fault: null });

  beforeAll(async () => {
    await fixture.person("Vera", "viewer", "vision");
  });
  beforeEach(async () => {
    await fixture.db.delete(groupMappings);
    const { addMapping } = admin.api.singleSignOn;
    await addMapping({ gives: "team", group: "risk-signers", team: "risk", role: "reviewer" });
    await addMapping({ gives: "team", group: "vision", team: "vision", role: "contributor" });
    await addMapping({ gives: "site", group: "ops", siteRole: "admin" });
  });

  it("give roles, change them and take them away at each sign-in, and all of it is recorded", async () => {
    const ada = somebody();
    const id = await idOf({ ...ada, groups: within("risk-signers", "ops") });
    expect(await rolesOf(id)).toEqual({ risk: "reviewer by group" });
    expect(await userOf(id)).toMatchObject({ siteRole: "admin", siteRoleSource: "group" });
    await idOf({ ...ada, groups: within("vision") });
    expect(await rolesOf(id)).toEqual({ vision: "contributor by group" });
    expect(await userOf(id)).toMatchObject({ siteRole: "member", siteRoleSource: "hand" });
    const entries = await fixture.db.select().from(auditEntries).where(inArray(auditEntries.target, [ada.email!, `risk: ${ada.email}`, `vision: ${ada.email}`])).orderBy(auditEntries.seq);
    expect(entries.map(({ action, target, details }) => [action, target.split(":")[0], details["from"], details["to"]])).toEqual([
      ["user.created", ada.email, undefined, undefined],
      ["user.linked", ada.email, undefined, undefined],
      ["user.signed_in", ada.email, undefined, undefined],
      ["member.set", "risk", null, "reviewer"],
      ["user.role_changed", ada.email, "member", "admin"],
      ["user.signed_in", ada.email, undefined, undefined],
      ["member.removed", "risk", "reviewer", undefined],
      ["member.set", "vision", null, "contributor"],
      ["user.role_changed", ada.email, "admin", "member"],
    ]);
  });

  it("leave alone what was given by hand, and a role given by hand replaces that of a group", async () => {
    const { id } = await fixture.person("Hedy", "maintainer");
    const hedy = somebody({ email: "hedy@example.com" });
    await idOf({ ...hedy, groups: within("risk-signers", "vision") });
    expect(await rolesOf(id)).toEqual({ risk: "maintainer by hand", vision: "contributor by group" });
    await admin.api.teams.setMember({ team: "vision", email: "hedy@example.com", role: "viewer" });
    await idOf({ ...hedy, groups: within() });
    expect(await rolesOf(id)).toEqual({ risk: "maintainer by hand", vision: "viewer by hand" });
  });

  it.each(["absent", "malformed", "too_many", "left_out"] as const)("that are %s are no groups, which the record says", async (fault) => {
    const ada = somebody();
    const id = await idOf({ ...ada, groups: within("risk-signers") });
    await idOf({ ...ada, groups: { names: [], fault } });
    expect(await rolesOf(id)).toEqual({});
    const [entry] = await fixture.db.select().from(auditEntries).where(eq(auditEntries.target, `risk: ${ada.email}`)).orderBy(auditEntries.seq).offset(1);
    expect(entry).toMatchObject({ action: "member.removed", actorName: "Countersign", details: { source: "group", groups: fault } });
  });

  it("never take the last administrator away, whoever signs in at once", async () => {
    const both = [somebody(), somebody()];
    const ids = await Promise.all(both.map((identity) => idOf({ ...identity, groups: within("ops") })));
    await fixture.db.update(users).set({ siteRole: "member" }).where(eq(users.id, admin.id));
    await Promise.all(both.map((identity) => idOf({ ...identity, groups: within() })));
    const left = await Promise.all(ids.map(userOf));
    expect(left.map(({ siteRole }) => siteRole).toSorted()).toEqual(["admin", "member"]);
    await fixture.db.update(users).set({ siteRole: "admin" }).where(eq(users.id, admin.id));
    await Promise.all(both.map((identity) => idOf(identity)));
    expect((await Promise.all(ids.map(userOf))).map(({ siteRole }) => siteRole)).toEqual(["member", "member"]);
  });

  it("have one mapping for a team and one for the site; a stale sign-in and a token change none", async () => {
    const { addMapping, removeMapping, mappings } = admin.api.singleSignOn;
    expect(await reasonOf(addMapping({ gives: "team", group: "vision", team: "vision", role: "maintainer" }))).toBe("already_exists");
    expect(await reasonOf(addMapping({ gives: "site", group: "ops", siteRole: "auditor" }))).toBe("already_exists");
    expect(await reasonOf(addMapping({ gives: "team", group: "x", team: "nothing", role: "viewer" }))).toBe("not_found");
    const all = await mappings();
    expect(all.map(({ group, team, role, siteRole }) => [group, team, role, siteRole])).toEqual([["ops", null, null, "admin"], ["risk-signers", "risk", "reviewer", null], ["vision", "vision", "contributor", null]]);
    const token = admin.withToken(["user:manage"]);
    expect(await reasonOf(token.singleSignOn.addMapping({ gives: "site", group: "me", siteRole: "admin" }))).toBe("forbidden_by_token");
    expect(await reasonOf(token.singleSignOn.removeMapping({ id: all[0]!.id }))).toBe("forbidden_by_token");
    await removeMapping({ id: all[0]!.id });
    expect(await reasonOf(removeMapping({ id: all[0]!.id }))).toBe("not_found");
    expect(await mappings()).toHaveLength(2);
  });
});

it("where no provider is configured, its status says so", async () => {
  expect(await admin.api.singleSignOn.status({ origin: "http://127.0.0.1" })).toBeNull();
});
