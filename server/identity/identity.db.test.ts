import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { openFixture, reasonOf, type Fixture } from "../testing/fixture.ts";
import { quickHash } from "../testing/quick-hash.ts";
import { openLimits } from "../traffic/limits.ts";
import { sessionAdapter } from "./adapter.ts";
import { authOptions } from "./auth-options.ts";
import { signIn } from "./commands.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { sessions, signInFailures, users } from "./tables.ts";

let fixture: Fixture;
let place: { db: Fixture["db"]; secret: string };
beforeAll(async () => {
  fixture = await openFixture();
  place = fixture.context;
});
afterAll(() => fixture.close());

const account = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
const from = (address: string) => ({ id: "test", address, userAgent: "test" });

describe("the first visit", () => {
  it("makes one administrator, however many come at once, and then nobody can again", async () => {
    expect(await fixture.anybody.identity.status()).toEqual({ empty: true });
    const visits = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => fixture.anybody.identity.setUp({ ...account, email: `ada${n === 1 ? "" : n}@example.com` })),
    );
    expect(visits.filter((visit) => visit.status === "fulfilled")).toHaveLength(1);
    const all = await fixture.db.select().from(users);
    expect(all.map((user) => user.siteRole)).toEqual(["admin"]);
    expect(await fixture.anybody.identity.status()).toEqual({ empty: false });
    expect(await reasonOf(fixture.anybody.identity.setUp(account))).toBe("already_set_up");
    await fixture.db.update(users).set({ email: account.email });
  });
});

describe("a password", () => {
  it("is kept as a salted scrypt hash, and checked", async () => {
    const one = await hashPassword("secret sentence");
    expect(one).toMatch(/^scrypt\$16384\$8\$5\$/);
    expect(one).not.toBe(await hashPassword("secret sentence"));
    expect(await verifyPassword("secret sentence", one)).toBe(true);
    expect(await verifyPassword("secret sentencE", one)).toBe(false);
    expect(await verifyPassword("anything", "none")).toBe(false);
  });
});

describe("signing in", () => {
  it("works with the right password, and is in the audit", async () => {
    expect(await signIn(place, from("10.0.0.1"), account)).toMatchObject({ email: account.email });
    const entries = await fixture.db.select().from(auditEntries).where(eq(auditEntries.action, "user.signed_in"));
    expect(entries).toMatchObject([{ actorName: "Ada", address: "10.0.0.1" }]);
  });

  it("fails alike for a wrong password and an account that is not there", async () => {
    expect(await signIn(place, from("10.0.0.2"), { ...account, password: "wrong" })).toBeNull();
    expect(await signIn(place, from("10.0.0.2"), { email: "nobody@example.com", password: "wrong" })).toBeNull();
  });

  it("is throttled per account, even with the right password, until the window ends", async () => {
    await fixture.db.delete(signInFailures);
    // Many tries from here on.
    await fixture.db.update(users).set({ passwordHash: quickHash(account.password) });
    for (let n = 0; n < 10; n++) await signIn(place, from(`10.0.1.${n}`), { ...account, password: "guess" });
    await expect(signIn(place, from("10.0.2.1"), account)).rejects.toThrow(/Too many failed sign-ins\. Try again in 15 minutes/);
    // As a browser signs in, where the answer is next-auth's.
    const limits = openLimits();
    const [byPassword] = (await authOptions({ ...place, provider: null, limits }, from("10.0.2.1"), null)).providers;
    const { authorize } = byPassword!.options as { authorize: (this: void, given: object) => Promise<unknown> };
    await expect(authorize(account)).rejects.toThrow(/Too many failed sign-ins/);
    expect(limits.of("sign_ins")).toBe(1);
    await fixture.db.update(signInFailures).set({ windowEndsAt: new Date(Date.now() - 1000) });
    expect(await signIn(place, from("10.0.2.1"), account)).not.toBeNull();
  });

  it("gains nothing from many guesses at the same instant", async () => {
    await fixture.db.delete(signInFailures);
    const guesses = await Promise.allSettled(
      Array.from({ length: 30 }, () => signIn(place, from("10.0.3.1"), { ...account, password: "guess" })),
    );
    expect(guesses.filter((guess) => guess.status === "fulfilled")).toHaveLength(10);
    await fixture.db.delete(signInFailures);
  });

  it("is throttled per address, whatever account is tried", async () => {
    await fixture.db.insert(signInFailures).values({ key: "address:10.9.9.9", count: 100, windowEndsAt: new Date(Date.now() + 60_000) });
    expect(await reasonOf(signIn(place, from("10.9.9.9"), account))).toBe("too_many_attempts");
    expect(await signIn(place, from("10.9.9.8"), account)).not.toBeNull();
  });
});

describe("a session", () => {
  it("is kept under the hash of its token, read back, and gone when closed or over", async () => {
    const adapter = sessionAdapter(fixture.db, from("10.0.0.1"));
    const user = (await signIn(place, from("10.0.0.1"), account))!;
    const encode = (await authOptions({ ...place, provider: null, limits: openLimits() }, from("10.0.0.1"), null)).jwt!.encode!;
    const token = await encode({ token: { sub: user.id }, secret: "secret" });
    const [row] = await fixture.db.select().from(sessions);
    expect(row!.tokenHash).not.toContain(token);
    expect(row).toMatchObject({ method: "password", address: "10.0.0.1", userAgent: "test" });
    expect(await adapter.getSessionAndUser!(token)).toMatchObject({ user: { email: account.email } });
    await fixture.db.update(sessions).set({ expiresAt: new Date(Date.now() - 1000) });
    expect(await adapter.getSessionAndUser!(token)).toBeNull();
    await adapter.deleteSession!(token);
    expect(await fixture.db.select().from(sessions)).toEqual([]);
  });
});

describe("a password given once more", () => {
  it("makes the session fresh, counts wrong tries, and is nothing for a token", async () => {
    const person = await fixture.person("Fay", "maintainer");
    await fixture.db.update(users).set({ passwordHash: quickHash(account.password) }).where(eq(users.id, person.id));
    const long = new Date(Date.now() - 60 * 60 * 1000);
    await fixture.db.insert(sessions).values({ tokenHash: "none", userId: person.id, expiresAt: new Date(Date.now() + 60_000), confirmedAt: long });
    const confirmed = async () => (await fixture.db.select().from(sessions).where(eq(sessions.userId, person.id)))[0]!.confirmedAt;
    expect(await reasonOf(person.api.identity.confirmPassword({ password: "wrong" }))).toBe("forbidden");
    expect(await confirmed()).toEqual(long);
    const { confirmedAt } = await person.api.identity.confirmPassword({ password: account.password });
    expect((await confirmed()).toISOString()).toBe(confirmedAt);
    expect(await reasonOf(person.withToken(["model:read"]).identity.confirmPassword({ password: account.password }))).toBe("forbidden_by_token");
    for (let n = 0; n < 10; n++) await reasonOf(person.api.identity.confirmPassword({ password: "guess" }));
    expect(await reasonOf(person.api.identity.confirmPassword({ password: account.password }))).toBe("too_many_attempts");
    await fixture.db.delete(sessions);
    await fixture.db.delete(signInFailures);
  });
});

describe("users", () => {
  it("are made and listed by administrators only, in pages, and found by a part of their name", async () => {
    const admin = await fixture.person("Root", "admin");
    const member = await fixture.person("Mel", "maintainer");
    for (const n of [1, 2, 3]) {
      await admin.api.identity.createUser({ name: `Person ${n}`, email: `p${n}@example.com`, password: "long enough pw" });
    }
    expect(await reasonOf(member.api.accounts.list({}))).toBe("forbidden");
    expect(await reasonOf(member.api.identity.createUser({ ...account, email: "x@example.com" }))).toBe("forbidden");
    expect(await reasonOf(admin.api.identity.createUser(account))).toBe("already_exists");
    const token = admin.withToken(["user:manage"]);
    expect(await reasonOf(token.identity.createUser({ ...account, email: "y@example.com" }))).toBe("forbidden_by_token");
    const first = await admin.api.accounts.list({ search: "person", limit: 2 });
    expect([first.items.map((user) => user.email), first.total]).toEqual([["p1@example.com", "p2@example.com"], 3]);
    const rest = await admin.api.accounts.list({ search: "person", limit: 2, cursor: first.nextCursor! });
    expect([rest.items.map((user) => user.email), rest.nextCursor]).toEqual([["p3@example.com"], null]);
    expect((await admin.api.accounts.list({ search: "100%" })).total).toBe(0);
  });
});
