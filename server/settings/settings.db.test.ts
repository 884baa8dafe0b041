import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../audit/tables.ts";
import { createContext, openRegistry, type Registry } from "../context.ts";
import { externalIdentities, sessions, users } from "../identity/tables.ts";
import { createCaller } from "../router.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { createToken } from "../tokens/commands.ts";
import { hashSecret } from "../tokens/secret.ts";
import { changeSiteSettings } from "./commands.ts";
import { demandPasswords, readSignInWays } from "./queries.ts";
import type { SiteSettings } from "./schema.ts";

let fixture: Fixture;
let admin: Person;
beforeAll(async () => {
  fixture = await openFixture();
  admin = await fixture.person("Root", "admin");
});
afterAll(() => fixture.close());

const standard: SiteSettings = { name: "Countersign", defaultVisibility: "private", freeTags: true, passwordSignIn: true, makesAccounts: true, sessionHours: 168, adminsNeedSecondFactor: false };
const hour = 60 * 60 * 1000;
/** Changes them as in a registry with a provider. */
const change = (settings: Partial<SiteSettings>, tokenHash: string, provider: string | null = "Keyring") => {
  const actor = { ...admin.actor, credential: { kind: "session" as const, tokenHash, confirmedAt: new Date() } };
  return fixture.db.transaction((tx) => changeSiteSettings(tx, actor, { ...standard, ...settings }, provider));
};

describe("site settings", () => {
  it("are what the registry starts with, can be changed by administrators, and each change is recorded with what was before", async () => {
    expect(await admin.api.settings.site()).toEqual(standard);
    await admin.api.settings.change({ ...standard, name: "Models of ACME", defaultVisibility: "internal" });
    expect(await fixture.anybody.settings.signInWays()).toEqual({ name: "Models of ACME", passwords: true, provider: null });
    const [entry] = await fixture.db.select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
    expect(entry).toMatchObject({
      action: "settings.changed",
      details: { from: { name: "Countersign", defaultVisibility: "private" }, to: { name: "Models of ACME", defaultVisibility: "internal" } },
    });
    await admin.api.settings.change(standard);
  });

  it("are refused where they can't be, with what was expected", async () => {
    for (const wrong of [{ name: " " }, { name: "x".repeat(41) }, { sessionHours: 0 }, { sessionHours: 2161 }, { sessionHours: 1.5 }]) {
      expect(await reasonOf(admin.api.settings.change({ ...standard, ...wrong }))).toContain("must");
    }
    expect(await reasonOf(admin.withToken(["site:manage"]).settings.change(standard))).toBe("forbidden_by_token");
  });

  it("that make sessions shorter end those that are open sooner", async () => {
    const session = { tokenHash: "long", userId: admin.id, expiresAt: new Date(Date.now() + 100 * hour) };
    await fixture.db.insert(sessions).values([session, { ...session, tokenHash: "short", expiresAt: new Date(Date.now() + hour) }]);
    await admin.api.settings.change({ ...standard, sessionHours: 2 });
    const left = await fixture.db.select().from(sessions).orderBy(sessions.expiresAt);
    expect(left.map(({ expiresAt }) => Math.round((expiresAt.getTime() - Date.now()) / hour))).toEqual([1, 2]);
    await fixture.db.delete(sessions);
    await admin.api.settings.change(standard);
  });
});

describe("passwords", () => {
  beforeAll(async () => {
    const session = { userId: admin.id, expiresAt: new Date(Date.now() + hour) };
    await fixture.db.insert(sessions).values([{ ...session, tokenHash: "by password", method: "password" }, { ...session, tokenHash: "by provider", method: "oidc" }]);
  });

  it("are switched off only where there is a provider, and by who has signed in with it", async () => {
    expect(await reasonOf(change({ passwordSignIn: false }, "by provider", null))).toBe("invalid_input");
    expect(await reasonOf(change({ passwordSignIn: false }, "by password"))).toBe("forbidden");
    expect(await reasonOf(change({ passwordSignIn: false }, "no session"))).toBe("forbidden");
    await demandPasswords(fixture.db, "Keyring");
    await change({ passwordSignIn: false }, "by provider");
    expect(await reasonOf(demandPasswords(fixture.db, "Keyring"))).toBe("passwords_off");
    expect(await readSignInWays(fixture.db, "Keyring")).toMatchObject({ passwords: false, provider: "Keyring" });
  });

  it("that are off are neither made nor reset, by link or by mail", async () => {
    const caller = (actor: Person["actor"] | null) => createCaller({ ...fixture.context, provider: { name: "Keyring" } as never, actor });
    const [mine, anybody] = [caller(admin.actor), caller(null)];
    const password = "seals are made of wax";
    const acts = [
      mine.passwords.makeLink({ user: admin.id }),
      mine.passwords.change({ current: password, password }),
      anybody.passwords.askForLink({ email: "root@example.com" }),
      anybody.passwords.reset({ secret: "x".repeat(43), password }),
    ];
    expect(await Promise.all(acts.map(reasonOf))).toEqual(Array(4).fill("passwords_off"));
  });

  it("that are off count again once no provider is configured any more, and are kept off by who came by password", async () => {
    await demandPasswords(fixture.db, null);
    expect(await readSignInWays(fixture.db, null)).toMatchObject({ passwords: true, provider: null });
    await change({ passwordSignIn: false, name: "Other" }, "by password");
    await change({}, "by password");
    await demandPasswords(fixture.db, "Keyring");
    await fixture.db.delete(sessions).where(eq(sessions.userId, admin.id));
  });
});

describe("an administrator without a second factor, where administrators need one", () => {
  let registry: Registry;
  const facts = { id: "1", address: "127.0.0.1", userAgent: "test" };
  beforeAll(async () => {
    registry = openRegistry(fixture.url, fixture.store, "secret", 2);
    const session = { userId: admin.id, expiresAt: new Date(Date.now() + hour) };
    await fixture.db.insert(sessions).values([
      { ...session, tokenHash: hashSecret("by-password"), method: "password" },
      { ...session, tokenHash: hashSecret("by-provider"), method: "oidc" },
    ]);
    await admin.api.settings.change({ ...standard, adminsNeedSecondFactor: true });
  });
  afterAll(() => registry.close());

  const roleBy = async (headers: { cookie?: string; authorization?: string }) => {
    const { actor } = await createContext(registry, headers, facts);
    return [actor?.siteRole, actor?.withheldRole];
  };
  const byPassword = { cookie: "next-auth.session-token=by-password" };
  const byProvider = { cookie: "next-auth.session-token=by-provider" };

  it("acts as a member, by session and by token, until they have one or have come by the provider", async () => {
    const secret = (await fixture.db.transaction((tx) => createToken(tx, admin.actor, { name: "x", scopes: ["site:manage"], checks: [], models: ["*"], expiresInDays: 1 }))).secret;
    const byToken = { authorization: `Bearer ${secret}` };
    expect([await roleBy(byPassword), await roleBy(byToken), await roleBy(byProvider)]).toEqual([["member", "admin"], ["member", "admin"], ["admin", undefined]]);
    await fixture.db.update(users).set({ totpEnabledAt: new Date() }).where(eq(users.id, admin.id));
    expect([await roleBy(byPassword), await roleBy(byToken)]).toEqual([["admin", undefined], ["admin", undefined]]);
    await fixture.db.update(users).set({ totpEnabledAt: null }).where(eq(users.id, admin.id));
    await fixture.db.insert(externalIdentities).values({ issuer: "https://login.example.com", subject: "1", userId: admin.id });
    expect([await roleBy(byPassword), await roleBy(byToken)]).toEqual([["member", "admin"], ["admin", undefined]]);
    await admin.api.settings.change(standard);
    expect(await roleBy(byPassword)).toEqual(["admin", undefined]);
  });
});
