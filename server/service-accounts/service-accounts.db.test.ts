import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { createContext, openRegistry, type Registry } from "../context.ts";
import { rolePermissions } from "../identity/permissions.ts";
import { findCredentials } from "../identity/queries.ts";
import { createCaller } from "../router.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { members, teams } from "../teams/tables.ts";
import type { Scope } from "../tokens/schema.ts";
import { tokens } from "../tokens/tables.ts";

let fixture: Fixture;
let registry: Registry;
let max: Person;
let mia: Person;
let ria: Person;
let vic: Person;
let admin: Person;

beforeAll(async () => {
  fixture = await openFixture();
  registry = openRegistry(fixture.url, fixture.store, "secret", 2);
  max = await fixture.person("Max", "maintainer");
  mia = await fixture.person("Mia", "maintainer");
  ria = await fixture.person("Ria", "reviewer");
  vic = await fixture.person("Vic", "viewer");
  admin = await fixture.person("Root", "admin");
  await fixture.db.insert(teams).values({ slug: "growth", name: "Growth" });
});
afterAll(async () => {
  await registry.close();
  await fixture.close();
});

const present = (secret: string) => createContext(registry, { authorization: `Bearer ${secret}` }, { id: "1", address: "127.0.0.1", userAgent: "test" });

async function machine(name: string, by = max) {
  const { id } = await by.api.serviceAccounts.create({ team: "risk", name, description: "Trains at night." });
  const token = await by.api.tokens.create({ account: id, name: "ci", scopes: rolePermissions.contributor as Scope[], expiresInDays: 30 });
  return { id, token, as: await actingWith(token.secret) };
}

/** The machine as a caller, and as tests call people. */
async function actingWith(secret: string): Promise<Person> {
  const context = await present(secret);
  const actor = context.actor!;
  return { id: actor.userId, actor, api: createCaller(context), withToken: () => { throw new Error("It is one"); } };
}

describe("a service account", () => {
  it("is made by who keeps the team, and registers with its token: in its own name, with the person behind it on record", async () => {
    const { id, as, token } = await machine("trainer");
    expect(as.actor).toMatchObject({ name: "trainer", siteRole: "member", credential: { madeBy: "Max" } });
    await fixture.register(as, "risk/by-machine");
    expect((await vic.api.versions.get({ reference: "risk/by-machine@1" })).author).toEqual({ id, name: "trainer" });
    expect(await vic.api.serviceAccounts.list({ team: "risk" })).toMatchObject({ items: [{ name: "trainer", email: "trainer@risk.service", role: "contributor", createdBy: { name: "Max" }, liveTokens: 1, lastUsedAt: expect.any(String) }] });
    const { items } = await mia.api.tokens.list({ account: id });
    expect(items).toMatchObject([{ prefix: token.prefix, madeBy: "Max", owner: { kind: "service", team: "risk" } }]);
    expect(await as.api.identity.whoami()).toMatchObject({ kind: "service", team: "risk", token: { name: "ci", models: ["*"], expiresAt: expect.any(String) } });
    const { items: inTeam } = await vic.api.teams.members({ team: "risk", search: "trainer" });
    expect(inTeam).toMatchObject([{ kind: "service", role: "contributor" }]);
  });

  it("is kept by maintainers and administrators alone, and no token makes another", async () => {
    const { id, token } = await machine("kept");
    for (const person of [ria, vic]) {
      expect(await reasonOf(person.api.serviceAccounts.create({ team: "risk", name: "mine" }))).toBe("forbidden");
      expect(await reasonOf(person.api.tokens.create({ account: id, name: "x", scopes: ["model:read"], expiresInDays: 1 }))).toBe("forbidden");
      expect(await reasonOf(person.api.tokens.list({ account: id }))).toBe("forbidden");
      expect(await reasonOf(person.api.tokens.revoke({ id: token.id }))).toBe("not_found");
    }
    const stranger = await fixture.person("Sue", "maintainer", "growth");
    expect(await reasonOf(stranger.api.tokens.list({ account: id }))).toBe("not_found");
    expect(await reasonOf(stranger.api.serviceAccounts.retire({ account: id, reason: "x" }))).toBe("not_found");
    expect(await reasonOf(stranger.api.serviceAccounts.list({ team: "risk" }))).toBe("not_found");
    expect(await reasonOf(max.withToken(["team:manage", "service:manage"]).tokens.create({ account: id, name: "x", scopes: ["model:read"], expiresInDays: 1 }))).toBe("forbidden_by_token");
    await expect(max.withToken(["team:manage"]).serviceAccounts.create({ team: "risk", name: "y" })).rejects.toThrow(/which no token can have/);
    expect(await reasonOf(admin.api.tokens.rotate({ id: token.id }))).toBe("was not refused");
  });

  it("signs nothing: its token has no such scope, it has no such role, and it never signs in", async () => {
    const { id, as } = await machine("unsigned");
    for (const scope of ["promotion:review", "promotion:bypass", "promotion:moderate", "site:manage", "audit:read"] as const) {
      expect(await reasonOf(max.api.tokens.create({ account: id, name: "x", scopes: ["model:read", scope], expiresInDays: 1 }))).toBe("invalid_input");
    }
    await expect(max.api.teams.setMember({ team: "risk", email: "unsigned@risk.service", role: "reviewer" })).rejects.toThrow(/a machine signs nothing/);
    await expect(max.api.serviceAccounts.describe({ account: id, description: "", role: "maintainer" as never })).rejects.toThrow(/viewer or contributor/);
    await expect(admin.api.teams.setMember({ team: "growth", email: "unsigned@risk.service", role: "viewer" })).rejects.toThrow(/of another team/);
    await expect(max.api.teams.removeMember({ team: "risk", userId: id })).rejects.toThrow(/goes when it is retired/);
    expect(await findCredentials(fixture.db, "unsigned@risk.service")).toBeNull();
    await fixture.register(max, "risk/wanted");
    const { id: promotion, evidenceDigest } = await max.api.promotions.request({ reference: "risk/wanted@1", stage: "production", reason: "x" });
    expect(await reasonOf(as.api.reviews.review({ id: promotion, verdict: "approve", evidenceDigest }))).toBe("forbidden_by_token");
    await expect(max.api.reviews.ask({ id: promotion, people: ["unsigned@risk.service"] })).rejects.toThrow(/can't review/);
    await expect(fixture.db.update(members).set({ role: "reviewer" }).where(eq(members.userId, id))).rejects.toMatchObject({ cause: { message: expect.stringContaining("a service account is a viewer or a contributor") } });
  });

  it("signs nothing by a role that its team was given either, and no token that was made otherwise lets it", async () => {
    const { id, as, token } = await machine("invited");
    const gus = await fixture.person("Gus", "maintainer", "growth");
    await fixture.register(gus, "growth/lent");
    await expect(gus.api.grants.set({ model: "growth/lent", to: { kind: "user", email: "invited@risk.service" }, role: "reviewer", expiresAt: null })).rejects.toThrow(/a machine signs for nothing/);
    await gus.api.grants.set({ model: "growth/lent", to: { kind: "team", team: "risk" }, role: "reviewer", expiresAt: null });
    const { id: promotion, evidenceDigest } = await gus.api.promotions.request({ reference: "growth/lent@1", stage: "production", reason: "x" });
    await fixture.db.update(tokens).set({ scopes: ["model:read", "promotion:review", "promotion:comment", "version:delete"] }).where(eq(tokens.id, token.id));
    const widened = await actingWith(token.secret);
    expect(widened.actor.credential).toMatchObject({ scopes: ["model:read", "promotion:comment"] });
    for (const verdict of ["approve", "request_changes", "comment"] as const) {
      await expect(widened.api.reviews.review({ id: promotion, verdict, comment: "x", evidenceDigest })).rejects.toThrow("This needs the permission promotion:review (approve promotions or request changes), which no service account has: a machine signs nothing, and keeps nothing. A person has to do it.");
    }
    expect(await reasonOf(as.api.deletions.deleteVersion({ reference: "growth/lent@1", reason: "x" }))).toBe("forbidden_by_token");
    expect((await mia.api.tokens.list({ account: id })).items).toMatchObject([{ scopes: ["model:read", "promotion:comment"] }]);
  });

  it("does less as soon as its role is less", async () => {
    const { id, as } = await machine("demoted");
    await max.api.serviceAccounts.describe({ account: id, description: "Reads.", role: "viewer" });
    expect(await reasonOf(fixture.register(as, "risk/by-demoted"))).toBe("forbidden");
    expect((await as.api.search.find({ query: "by-machine" })).items).toHaveLength(1);
  });

  it("is retired for good: all its tokens end at once, and its name stays taken", async () => {
    const { id, token } = await machine("retired");
    const next = await max.api.tokens.rotate({ id: token.id });
    expect(await mia.api.serviceAccounts.retire({ account: id, reason: "Replaced." })).toEqual({ retired: true, tokens: 2 });
    for (const { secret } of [token, next]) {
      expect((await present(secret)).refusal).toMatchObject({ reason: "token_invalid", message: expect.stringContaining("was retired at") });
    }
    expect(await reasonOf(max.api.tokens.create({ account: id, name: "x", scopes: ["model:read"], expiresInDays: 1 }))).toBe("account_retired");
    expect(await reasonOf(max.api.tokens.rotate({ id: next.id }))).toBe("token_ended");
    expect(await reasonOf(max.api.serviceAccounts.retire({ account: id, reason: "x" }))).toBe("account_retired");
    expect(await reasonOf(max.api.serviceAccounts.create({ team: "risk", name: "retired" }))).toBe("already_exists");
    const { items } = await vic.api.serviceAccounts.list({ team: "risk" });
    expect(items.at(-1)).toMatchObject({ name: "retired", retiredAt: expect.any(String), liveTokens: 0 });
    const pages = await vic.api.serviceAccounts.list({ team: "risk", limit: items.length - 1 });
    expect((await vic.api.serviceAccounts.list({ team: "risk", cursor: pages.nextCursor! })).items.map(({ name }) => name)).toEqual(["retired"]);
    const actions = await fixture.db.select({ action: auditEntries.action }).from(auditEntries).where(eq(auditEntries.target, "retired@risk.service")).orderBy(auditEntries.seq);
    expect(actions.map(({ action }) => action)).toEqual(["service.created", "service.retired"]);
  });
});

describe("four eyes, where a machine made the version", () => {
  it("the person who made its token is not somebody else; another may sign", async () => {
    const { as } = await machine("pusher", max);
    await fixture.register(as, "risk/pushed");
    const { id, evidenceDigest } = await as.api.promotions.request({ reference: "risk/pushed@1", stage: "production", reason: "Nightly." });
    expect(await reasonOf(max.api.reviews.review({ id, verdict: "approve", evidenceDigest }))).toBe("self_approval");
    await expect(mia.api.reviews.ask({ id, people: ["max@example.com"] })).rejects.toThrow(/Max requested this promotion or made the version/);
    expect((await max.api.promotions.list({ filter: "waiting_for_me" })).items.map((each) => each.id)).not.toContain(id);
    expect((await mia.api.promotions.list({ filter: "waiting_for_me" })).items.map((each) => each.id)).toContain(id);
    expect(await mia.api.reviews.review({ id, verdict: "approve", evidenceDigest })).toMatchObject({ state: "applied" });
  });

  it("whoever rotated the token in between counts as behind it too, and whoever made one long ago does not", async () => {
    const { as, token } = await machine("rotated", max);
    const old = await max.api.tokens.rotate({ id: token.id, overlapHours: 0 });
    const next = await mia.api.tokens.rotate({ id: old.id, overlapHours: 0 });
    const later = await actingWith(next.secret);
    expect(as.id).toBe(later.id);
    await fixture.register(later, "risk/rotated");
    const { id, evidenceDigest } = await later.api.promotions.request({ reference: "risk/rotated@1", stage: "production", reason: "x" });
    expect(await reasonOf(mia.api.reviews.review({ id, verdict: "approve", evidenceDigest }))).toBe("self_approval");
    expect(await max.api.reviews.review({ id, verdict: "approve", evidenceDigest })).toMatchObject({ state: "applied" });
  });

  it("a bypass by them is refused too", async () => {
    const { as } = await machine("bypasser", admin);
    await fixture.register(as, "risk/bypassed");
    const { id } = await as.api.promotions.request({ reference: "risk/bypassed@1", stage: "production", reason: "x" });
    expect(await reasonOf(admin.api.promotions.bypass({ id, reason: "x" }))).toBe("self_approval");
  });
});

describe("a service account that reports checks", () => {
  /** A machine whose token is pinned to checks, as made by `by`. */
  async function checker(name: string, by: Person, { checks = ["bias"], role = "viewer" as const } = {}) {
    const { id } = await by.api.serviceAccounts.create({ team: "risk", name, role });
    const token = await by.api.tokens.create({ account: id, name: "checks", scopes: ["model:read", "check:report"], checks, expiresInDays: 30 });
    return { id, token, as: await actingWith(token.secret) };
  }
  const passed = (reference: string, check = "bias") => ({ reference, check, status: "passed" as const });

  beforeAll(async () => {
    for (const name of ["bias", "load"]) await admin.api.checks.define({ name });
    await fixture.register(await fixture.person("Con", "contributor"), "risk/examined");
  });

  it("reports those that its token is pinned to on the models of its team, whatever its role there, and is told what it may", async () => {
    const { as } = await checker("auditor", mia);
    expect(await as.api.checks.report(passed("risk/examined@1"))).toMatchObject({ status: "passed", counts: true });
    expect((await vic.api.checks.latest({ reference: "risk/examined@1" }))[0]).toMatchObject({ check: "bias", by: { name: "auditor" } });
    expect((await as.api.models.get({ model: "risk/examined" })).can).toContain("check:report");
    const { permissions } = await as.api.grants.explain({ model: "risk/examined" });
    expect(permissions.find(({ permission }) => permission === "check:report")).toMatchObject({ held: true, through: ["service account of risk with a token that is pinned to checks"] });
    expect(await reasonOf(as.api.checks.report(passed("risk/examined@1", "load")))).toBe("check_not_pinned");
  });

  it("gets such a token from who keeps the team alone, and never without the checks", async () => {
    const { id, token } = await checker("wanted", mia);
    const input = { account: id, name: "x", scopes: ["model:read" as const, "check:report" as const], expiresInDays: 1 };
    for (const person of [vic, ria]) expect(await reasonOf(person.api.tokens.create({ ...input, checks: ["bias"] }))).toBe("forbidden");
    const sub = await fixture.person("Cyd", "contributor");
    expect(await reasonOf(sub.api.tokens.create({ ...input, checks: ["bias"] }))).toBe("forbidden");
    expect(await reasonOf(sub.api.tokens.rotate({ id: token.id }))).toBe("not_found");
    expect(await reasonOf(mia.withToken(["model:read", "check:report"], ["bias"]).tokens.create({ ...input, checks: ["bias"] }))).toBe("forbidden_by_token");
    await expect(mia.api.tokens.create(input)).rejects.toThrow("A service account's token has the scope check:report for the checks that it is pinned to");
    await expect(mia.api.tokens.create({ ...input, scopes: ["model:read"], checks: ["bias"] })).rejects.toThrow("needs the scope check:report");
    await expect(mia.api.tokens.create({ ...input, checks: ["speed"] })).rejects.toThrow("There is no check speed");
  });

  it("reports nothing by a token that is pinned to nothing, also where one was made otherwise", async () => {
    const { as, token } = await machine("unpinned", mia);
    expect(await reasonOf(as.api.checks.report(passed("risk/examined@1")))).toBe("forbidden_by_token");
    await fixture.db.update(tokens).set({ scopes: ["model:read", "check:report"] }).where(eq(tokens.id, token.id));
    const widened = await actingWith(token.secret);
    expect(await reasonOf(widened.api.checks.report(passed("risk/examined@1")))).toBe("forbidden");
    expect((await widened.api.models.get({ model: "risk/examined" })).can).not.toContain("check:report");
  });

  it("reports nothing on models of other teams: neither those that everybody sees nor those on which it was given a role", async () => {
    const gail = await fixture.person("Gail", "maintainer", "growth");
    await fixture.register(gail, "growth/theirs");
    await gail.api.grants.setVisibility({ model: "growth/theirs", visibility: "internal" });
    const { as } = await checker("abroad", mia, { role: "viewer" });
    expect(await reasonOf(as.api.checks.report(passed("growth/theirs@1")))).toBe("forbidden");
    await gail.api.grants.set({ model: "growth/theirs", to: { kind: "user", email: "abroad@risk.service" }, role: "contributor", expiresAt: null });
    expect(await reasonOf(as.api.checks.report(passed("growth/theirs@1")))).toBe("forbidden");
  });

  it("is not somebody else than who made its tokens: neither for what they made themselves nor for what another machine of theirs did", async () => {
    const { as } = await checker("theirs", mia);
    await fixture.register(mia, "risk/by-mia");
    await expect(as.api.checks.report(passed("risk/by-mia@1"))).rejects.toThrow("Mia made a token of theirs, and is behind the version as well: their own word does not count.");
    const { as: pusher } = await machine("push-for-mia", mia);
    await fixture.register(pusher, "risk/by-machine-of-mia");
    expect(await reasonOf(as.api.checks.report(passed("risk/by-machine-of-mia@1")))).toBe("self_approval");
    const { as: other } = await checker("of-max", max);
    expect(await reasonOf(other.api.checks.report(passed("risk/by-machine-of-mia@1")))).toBe("was not refused");
  });

  it("does not report on what it made itself", async () => {
    const { id } = await max.api.serviceAccounts.create({ team: "risk", name: "both" });
    const pusher = await actingWith((await max.api.tokens.create({ account: id, name: "push", scopes: rolePermissions.contributor as Scope[], expiresInDays: 1 })).secret);
    await fixture.register(pusher, "risk/by-both");
    const reporter = await actingWith((await mia.api.tokens.create({ account: id, name: "checks", scopes: ["model:read", "check:report"], checks: ["bias"], expiresInDays: 1 })).secret);
    await expect(reporter.api.checks.report(passed("risk/by-both@1"))).rejects.toThrow("This token belongs to the author of the version");
  });

  it("counts everybody who made a token of it that is good, and who made the one that reports though it was revoked meanwhile", async () => {
    const { as: pusher } = await machine("push-for-max", max);
    await fixture.register(pusher, "risk/by-machine-of-max");
    const { id, as } = await checker("shared", mia);
    const report = () => as.api.checks.report(passed("risk/by-machine-of-max@1"));
    const second = await max.api.tokens.create({ account: id, name: "reads", scopes: ["model:read"], expiresInDays: 1 });
    await expect(report()).rejects.toThrow("Max made a token of shared");
    await max.api.tokens.revoke({ id: second.id });
    expect(await reasonOf(report())).toBe("was not refused");
    const third = await max.api.tokens.create({ account: id, name: "checks", scopes: ["model:read", "check:report"], checks: ["bias"], expiresInDays: 1 });
    const late = await actingWith(third.secret);
    await max.api.tokens.revoke({ id: third.id });
    expect(await reasonOf(late.api.checks.report(passed("risk/by-machine-of-max@1")))).toBe("self_approval");
  });
});
