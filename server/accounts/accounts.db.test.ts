import { randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { createContext, openRegistry } from "../context.ts";
import { connect } from "../db/client.ts";
import { sessionAdapter } from "../identity/adapter.ts";
import { openSession } from "../identity/commands.ts";
import { sessions, users } from "../identity/tables.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { hashSecret } from "../tokens/secret.ts";
import { changeSiteRole, deactivateAccount } from "./commands.ts";

let fixture: Fixture;
let admin: Person;
beforeAll(async () => {
  fixture = await openFixture();
  admin = await fixture.person("Root", "admin");
});
afterAll(() => fixture.close());

const reason = "left the company";
const from = { id: "test", address: "10.0.0.9", userAgent: "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0" };

async function sessionOf(person: Person): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await openSession(fixture.db, from, { tokenHash: hashSecret(token), userId: person.id, expiresAt: new Date(Date.now() + 60_000), method: "password" });
  return token;
}

describe("deactivation", () => {
  it("ends sessions and tokens at once, keeps history and roles, and no token comes back", async () => {
    const person = await fixture.person("Dora", "contributor");
    const cookie = `next-auth.session-token=${await sessionOf(person)}`;
    const { secret } = await person.api.tokens.create({ name: "laptop", scopes: ["model:read"], expiresInDays: 1 });
    const registry = openRegistry(fixture.url, fixture.store, fixture.context.secret, 2);
    const bySession = () => createContext(registry, { cookie }, from);
    const byToken = () => createContext(registry, { authorization: `Bearer ${secret}` }, from);
    expect([(await bySession()).actor?.userId, (await byToken()).actor?.userId]).toEqual([person.id, person.id]);

    expect(await admin.api.accounts.deactivate({ id: person.id, reason })).toEqual({ sessions: 1, tokens: 1 });
    expect([(await bySession()).actor, (await byToken()).refusal?.reason]).toEqual([null, "token_invalid"]);
    expect(await admin.api.accounts.get({ id: person.id })).toMatchObject({ teams: [{ team: "risk", role: "contributor" }], tokens: [] });
    expect((await admin.api.audit.entries({ actor: person.id })).items.map(({ action }) => action)).toEqual(["token.used", "token.created"]);

    await admin.api.accounts.reactivate({ id: person.id, reason: "came back" });
    expect([(await bySession()).actor, (await byToken()).refusal?.reason]).toEqual([null, "token_invalid"]);
    await registry.close();
  });

  it("is for administrators in the browser, with a fresh sign-in and a reason, and not for oneself", async () => {
    const person = await fixture.person("Eve", "maintainer");
    const stale = fixture.callerOf({ ...admin.actor, credential: { kind: "session", tokenHash: "", confirmedAt: new Date(Date.now() - 11 * 60_000) } });
    expect(await reasonOf(person.api.accounts.deactivate({ id: admin.id, reason }))).toBe("forbidden");
    expect(await reasonOf(admin.withToken(["user:manage"]).accounts.deactivate({ id: person.id, reason }))).toBe("forbidden_by_token");
    expect(await reasonOf(stale.accounts.deactivate({ id: person.id, reason }))).toBe("sign_in_stale");
    expect(await reasonOf(stale.accounts.changeRole({ id: person.id, siteRole: "auditor" }))).toBe("sign_in_stale");
    expect(await reasonOf(admin.api.accounts.deactivate({ id: admin.id, reason }))).toBe("forbidden");
    await expect(admin.api.accounts.deactivate({ id: person.id, reason: " " })).rejects.toThrow(/must say why/);
  });
});

describe("the last administrator", () => {
  const active = () => fixture.db.$count(users, and(eq(users.siteRole, "admin"), isNull(users.deactivatedAt)));

  it("can't be demoted", async () => {
    expect(await active()).toBe(1);
    expect(await reasonOf(admin.api.accounts.changeRole({ id: admin.id, siteRole: "member" }))).toBe("last_administrator");
  });

  it("stays when two are demoted, or deactivated, at the same instant over two connections", async () => {
    const other = await fixture.person("Other", "admin");
    const [one, two] = [connect(fixture.url, { max: 2 }), connect(fixture.url, { max: 2 })];
    for (let round = 0; round < 8; round++) {
      await fixture.db.update(users).set({ siteRole: "admin", deactivatedAt: null }).where(sql`id in (${admin.id}, ${other.id})`);
      const outcomes = await Promise.allSettled([
        one.db.transaction((tx) => changeSiteRole(tx, admin.actor, { id: other.id, siteRole: "member" })),
        two.db.transaction((tx): Promise<unknown> =>
          round % 2 === 0 ? changeSiteRole(tx, other.actor, { id: admin.id, siteRole: "auditor" }) : deactivateAccount(tx, other.actor, { id: admin.id, reason }),
        ),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await active()).toBe(1);
    }
    await Promise.all([one.close(), two.close()]);
    await fixture.db.update(users).set({ siteRole: "admin", deactivatedAt: null }).where(eq(users.id, admin.id));
  });
});

describe("a session", () => {
  it("is listed with its agent in words and this one marked, ended one by one or all others", async () => {
    const person = await fixture.person("Sesse", "viewer");
    const [mine, second, third] = [await sessionOf(person), await sessionOf(person), await sessionOf(person)];
    const api = fixture.callerOf({ ...person.actor, credential: { kind: "session", tokenHash: hashSecret(mine), confirmedAt: new Date() } });
    const list = await api.sessions.list();
    expect(list.map(({ current, agent, address }) => [current, agent, address]).filter(([current]) => current)).toEqual([[true, "Firefox on Windows", "10.0.0.9"]]);
    const adapter = sessionAdapter(fixture.db, from);
    const [row] = await fixture.db.select().from(sessions).where(eq(sessions.tokenHash, hashSecret(second)));
    expect(await reasonOf(admin.api.sessions.end({ session: row!.id }))).toBe("not_found");
    await api.sessions.end({ session: row!.id });
    expect(await adapter.getSessionAndUser!(second)).toBeNull();
    expect(await adapter.getSessionAndUser!(third)).not.toBeNull();
    expect(await api.sessions.endOthers()).toEqual({ ended: 1 });
    expect((await api.sessions.list()).map(({ current }) => current)).toEqual([true]);
    expect(await admin.api.sessions.endAllOfUser({ user: person.id })).toEqual({ ended: 1 });
  });

  it("that is planted gains nothing: each sign-in opens a new one", async () => {
    const { authOptions } = await import("../identity/auth-options.ts");
    const person = await fixture.person("Fix", "viewer");
    const encode = (await authOptions(fixture.context, from, null)).jwt!.encode!;
    const planted = "planted-by-somebody-else";
    const [one, two] = [await encode({ token: { sub: person.id }, secret: "" }), await encode({ token: { sub: person.id }, secret: "" })];
    expect(new Set([planted, one, two]).size).toBe(3);
    expect(await sessionAdapter(fixture.db, from).getSessionAndUser!(planted)).toBeNull();
  });

  it("notes its last use at most once a minute", async () => {
    const person = await fixture.person("Touch", "viewer");
    const token = await sessionOf(person);
    const registry = openRegistry(fixture.url, fixture.store, fixture.context.secret, 2);
    const seen = async () => (await fixture.db.select().from(sessions).where(eq(sessions.tokenHash, hashSecret(token))))[0]!;
    const before = (await seen()).lastSeenAt;
    const ask = () => createContext(registry, { cookie: `next-auth.session-token=${token}` }, { ...from, address: "10.9.9.1" });
    await ask();
    expect((await seen()).lastSeenAt).toEqual(before);
    await fixture.db.update(sessions).set({ lastSeenAt: new Date(Date.now() - 90_000) }).where(eq(sessions.tokenHash, hashSecret(token)));
    await ask();
    await expect.poll(async () => (await seen()).address).toBe("10.9.9.1");
    await registry.close();
  });
});

describe("a list of 10,000 accounts", () => {
  it("is searched, filtered and paged through indexes that keep it fast", async () => {
    await fixture.db.execute(sql`insert into users (id, name, email, site_role, password_hash)
      select gen_random_uuid(), 'Person ' || n, 'many' || lpad(n::text, 5, '0') || '@example.com', case when n % 500 = 0 then 'auditor' else 'member' end, 'none'
      from generate_series(1, 10000) n`);
    await fixture.db.execute(sql`analyze users`);
    const first = await admin.api.accounts.list({ search: "many", limit: 100 });
    expect([first.items.length, first.total]).toEqual([100, 10_000]);
    const second = await admin.api.accounts.list({ search: "many", limit: 100, cursor: first.nextCursor! });
    expect(second.items[0]!.email).toBe("many00101@example.com");
    expect((await admin.api.accounts.list({ role: "auditor", search: "many" })).total).toBe(20);
    expect((await admin.api.accounts.list({ search: "PERSON 9999" })).items.map(({ email }) => email)).toEqual(["many09999@example.com"]);
    const plan = await fixture.db.execute<{ "QUERY PLAN": string }>(
      sql`explain select id from users where kind = 'person' and email > 'many05000' order by email limit 51`,
    );
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("users_email");
    const begun = performance.now();
    for (let n = 0; n < 10; n++) await admin.api.accounts.list({ search: `person 9${n}9` });
    // Far above what it takes, and far below what a person would wait for.
    expect((performance.now() - begun) / 10).toBeLessThan(500);
    console.log(`a search among 10,000 accounts: ${((performance.now() - begun) / 10).toFixed(1)} ms`);
  });
});

it("what is done to accounts is on record", async () => {
  const rows = await fixture.db.selectDistinct({ action: auditEntries.action }).from(auditEntries);
  expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(["user.deactivated", "user.reactivated", "user.role_changed", "session.ended"]));
});
