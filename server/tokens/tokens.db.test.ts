import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContext, openRegistry, type Registry } from "../context.ts";
import { rolePermissions } from "../identity/permissions.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
import { scopePresets, scopeSchema, serviceScopeSchema } from "./schema.ts";
import { tokens } from "./tables.ts";

let fixture: Fixture;
let registry: Registry;
let owner: Person;

beforeAll(async () => {
  fixture = await openFixture();
  registry = openRegistry(fixture.url, fixture.store, "secret", 2);
  owner = await fixture.person("Ann", "contributor");
});
afterAll(async () => {
  await registry.close();
  await fixture.close();
});

const create = () => owner.api.tokens.create({ name: "ci", scopes: ["model:read"], expiresInDays: 30 });
const present = (authorization: string) => createContext(registry, { authorization }, { id: "1", address: "127.0.0.1", userAgent: "test" });

describe("a token", () => {
  it("is shown once, kept as a hash, and stands for its owner with its scopes", async () => {
    const { secret, id } = await create();
    expect(secret).toMatch(/^cs_[\w-]{43}$/);
    const [row] = await fixture.db.select().from(tokens).where(eq(tokens.id, id));
    expect(JSON.stringify(row)).not.toContain(secret.slice(9));
    const { actor } = await present(`Bearer ${secret}`);
    expect(actor).toMatchObject({ userId: owner.id, credential: { kind: "token", scopes: ["model:read"] } });
    expect(JSON.stringify(await owner.api.tokens.list())).not.toContain(secret.slice(9));
    const [used] = await fixture.db.select().from(tokens).where(eq(tokens.id, id));
    expect(used!.lastUsedAt).not.toBeNull();
  });

  it("is refused once it is revoked or over, and when it is unknown or malformed", async () => {
    const { secret, id } = await create();
    await fixture.db.update(tokens).set({ expiresAt: new Date(Date.now() - 1) }).where(eq(tokens.id, id));
    expect((await present(`Bearer ${secret}`)).refusal?.reason).toBe("token_expired");
    await owner.api.tokens.revoke({ id });
    expect((await present(`Bearer ${secret}`)).refusal).toMatchObject({ reason: "token_invalid", message: expect.stringContaining("was revoked at") });
    for (const other of ["Bearer cs_unknown", "Bearer x", "Basic abc", secret]) {
      const { actor, refusal } = await present(other);
      expect([actor, refusal?.reason]).toEqual([null, "token_invalid"]);
    }
  });

  it("can't make or list tokens, so that it can't widen itself", async () => {
    const everything = owner.withToken(["model:read", "site:manage", "promotion:review"]);
    const input = { name: "wider", scopes: ["promotion:review" as const], expiresInDays: 1 };
    expect(await reasonOf(everything.tokens.create(input))).toBe("forbidden_by_token");
    await expect(
      owner.api.tokens.create({ ...input, scopes: ["account:manage" as never] }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("never does more than its owner may", async () => {
    const token = owner.withToken(["site:manage", "model:read", "promotion:review"]);
    expect(await reasonOf(token.storage.overview())).toBe("forbidden");
  });

  it("has no scope that keeps accounts or tokens, and none of the sets holds what decides", () => {
    for (const scope of ["account:manage", "user:manage", "service:manage"]) expect(scopeSchema.safeParse(scope).success).toBe(false);
    for (const scopes of Object.values(scopePresets)) {
      expect(scopes).not.toContain("promotion:review");
      expect(scopes).not.toContain("promotion:bypass");
    }
    expect(new Set(serviceScopeSchema.options)).toEqual(new Set([...rolePermissions.contributor, "check:report"]));
    // Who keeps a team's service accounts may pin their tokens, and nobody else makes any.
    for (const held of Object.values(rolePermissions)) expect(held.includes("service:manage")).toBe(held.includes("check:report"));
  });

  it("of a scope that was given once, and no token may have any more, has nothing of it", async () => {
    const { secret, id } = await create();
    await fixture.db.update(tokens).set({ scopes: ["model:read", "user:manage", "account:manage"] }).where(eq(tokens.id, id));
    expect((await present(`Bearer ${secret}`)).actor?.credential).toMatchObject({ scopes: ["model:read"] });
  });

  it.each([
    [{ models: ["Risk/*"] }, /such as risk\/\*/],
    [{ models: ["risk"] }, /such as risk\/\*/],
    [{ models: [] }, /at least one pattern/],
    [{ models: Array.from({ length: 51 }, () => "*") }, /at most 50/],
    [{ models: ["risk/*"], scopes: ["model:read" as const, "site:manage" as const] }, /must be \* beside the scopes site:manage/],
    [{ expiresInDays: 400 }, /at most 366/],
    [{ scopes: [] }, /at least one permission/],
  ])("that is described by %j is refused in words", async (part, words) => {
    await expect(owner.api.tokens.create({ name: "ci", scopes: ["model:read"], expiresInDays: 30, ...part })).rejects.toThrow(words);
  });

  it("is told beforehand what it would reach, and which scopes its owner holds nowhere", async () => {
    await fixture.register(owner, "risk/fraud-a");
    await fixture.register(owner, "risk/churn");
    expect(await owner.api.tokens.preview({ models: ["risk/fraud-*"] })).toMatchObject({ models: 1 });
    expect(await owner.api.tokens.preview({ models: ["*/fraud-*", "risk/churn"] })).toMatchObject({ models: 2 });
    const { models, holds } = await owner.api.tokens.preview({ models: ["*"] });
    expect(models).toBe(2);
    expect(holds).toContain("version:create");
    expect(holds).not.toContain("promotion:review");
    const stranger = await fixture.person("Sue");
    expect(await stranger.api.tokens.preview({ models: ["*"] })).toEqual({ models: 0, holds: [] });
  });

  it("is its owner's alone to revoke", async () => {
    const { id } = await create();
    const other = await fixture.person("Bob", "maintainer");
    expect(await reasonOf(other.api.tokens.revoke({ id }))).toBe("not_found");
    expect(await reasonOf(owner.api.tokens.revoke({ id }))).toBe("was not refused");
    expect(await reasonOf(owner.api.tokens.revoke({ id }))).toBe("not_found");
  });

  it("of somebody else can't be guessed, rotated, or listed; who keeps accounts can only end it", async () => {
    const { id } = await create();
    const admin = await fixture.person("Root", "admin");
    const other = await fixture.person("Max", "maintainer");
    for (const stranger of [other, admin]) expect(await reasonOf(stranger.api.tokens.rotate({ id }))).toBe("not_found");
    expect(await reasonOf(other.api.tokens.listAll({}))).toBe("forbidden");
    expect(await reasonOf(admin.withToken(["site:manage"]).tokens.listAll({}))).toBe("forbidden_by_token");
    expect(await reasonOf(other.api.tokens.list({ account: owner.id }))).toBe("not_found");
    const { items } = await admin.api.tokens.listAll({ search: "ann@", state: "live" });
    expect(items.find((each) => each.id === id)).toMatchObject({ owner: { name: "Ann", kind: "person", team: null } });
    await admin.api.tokens.revoke({ id });
    expect((await admin.api.tokens.listAll({ search: "ann@", state: "live" })).items.map((each) => each.id)).not.toContain(id);
    expect((await admin.api.tokens.listAll({ state: "ended", limit: 200 })).items.map((each) => each.id)).toContain(id);
  });

  it("is listed page by page, the newest first", async () => {
    const many = await fixture.person("Mary", "viewer");
    for (let n = 0; n < 5; n++) await many.api.tokens.create({ name: `t${n}`, scopes: ["model:read"], expiresInDays: 1 });
    const first = await many.api.tokens.list({ limit: 3 });
    const rest = await many.api.tokens.list({ limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(["t4", "t3", "t2", "t1", "t0"]);
    expect(rest.nextCursor).toBeNull();
  });
});

describe("rotating a token", () => {
  const ends = async (id: string, at: string) => fixture.db.execute(sql`update tokens set expires_at = ${sql.raw(at)} where id = ${id}`);

  it("gives one of the same kind, and both are good until the overlap is over", async () => {
    const made = await owner.api.tokens.create({ name: "ci", scopes: ["model:read", "version:create"], models: ["risk/*"], expiresInDays: 30 });
    const next = await owner.api.tokens.rotate({ id: made.id, overlapHours: 48 });
    const { actor } = await present(`Bearer ${next.secret}`);
    expect(actor!.credential).toMatchObject({ scopes: ["model:read", "version:create"], models: ["risk/*"] });
    expect((await present(`Bearer ${made.secret}`)).actor).not.toBeNull();
    expect(Date.parse(next.overlapEndsAt) - Date.now()).toBeGreaterThan(47.9 * 3_600_000);
    expect(Date.parse(next.expiresAt) - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
    const { items } = await owner.api.tokens.list({ limit: 200 });
    expect(items.find(({ id }) => id === next.id)).toMatchObject({ name: "ci", replaces: made.prefix, replacedBy: null });
    expect(items.find(({ id }) => id === made.id)).toMatchObject({ replacedBy: next.prefix });
    await ends(made.id, "now() - interval '1 millisecond'");
    expect((await present(`Bearer ${made.secret}`)).refusal?.reason).toBe("token_expired");
    expect((await present(`Bearer ${next.secret}`)).actor).not.toBeNull();
  });

  it("never lets the old one live longer than it would have, and ends it at once without an overlap", async () => {
    const made = await create();
    await ends(made.id, "now() + interval '1 hour'");
    const next = await owner.api.tokens.rotate({ id: made.id, overlapHours: 168 });
    expect(Date.parse(next.overlapEndsAt) - Date.now()).toBeLessThanOrEqual(3_600_000);
    await owner.api.tokens.rotate({ id: next.id, overlapHours: 0 });
    expect((await present(`Bearer ${next.secret}`)).refusal?.reason).toBe("token_expired");
    await expect(owner.api.tokens.rotate({ id: made.id, overlapHours: 169 })).rejects.toThrow(/at most 168/);
  });

  it("is refused when it was revoked, has ended, or was rotated already; a revoked successor makes room", async () => {
    const [revoked, ended, rotated] = [await create(), await create(), await create()];
    await owner.api.tokens.revoke({ id: revoked.id });
    await ends(ended.id, "now()");
    for (const { id } of [revoked, ended]) expect(await reasonOf(owner.api.tokens.rotate({ id }))).toBe("token_ended");
    const next = await owner.api.tokens.rotate({ id: rotated.id });
    expect(await reasonOf(owner.api.tokens.rotate({ id: rotated.id }))).toBe("token_rotated");
    await owner.api.tokens.revoke({ id: next.id });
    expect(await reasonOf(owner.api.tokens.rotate({ id: rotated.id }))).toBe("was not refused");
  });

  it("by two at once is done by one", async () => {
    const { id } = await create();
    const outcomes = await Promise.all([1, 2, 3].map(() => reasonOf(owner.api.tokens.rotate({ id }))));
    expect(outcomes.toSorted()).toEqual(["token_rotated", "token_rotated", "was not refused"]);
    const rows = await fixture.db.select({ id: tokens.id }).from(tokens).where(eq(tokens.replaces, id));
    expect(rows).toHaveLength(1);
  });
});
