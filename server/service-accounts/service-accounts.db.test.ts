import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { createContext, openRegistry, type Registry } from "../context.ts";
import { findCredentials } from "../identity/queries.ts";
import { createCaller } from "../router.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { members, teams } from "../teams/tables.ts";
import { serviceScopeSchema } from "../tokens/schema.ts";

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
  const token = await by.api.tokens.create({ account: id, name: "ci", scopes: serviceScopeSchema.options, expiresInDays: 30 });
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
