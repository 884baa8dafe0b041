import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContext, openRegistry, type Registry } from "../context.ts";
import { openFixture, reasonOf, type Fixture, type Person } from "../testing/fixture.ts";
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
    expect((await present(`Bearer ${secret}`)).refusal?.reason).toBe("token_invalid");
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
    expect(await reasonOf(token.accounts.list({}))).toBe("forbidden");
  });

  it("is its owner's alone to revoke", async () => {
    const { id } = await create();
    const other = await fixture.person("Bob", "maintainer");
    expect(await reasonOf(other.api.tokens.revoke({ id }))).toBe("not_found");
    expect(await reasonOf(owner.api.tokens.revoke({ id }))).toBe("was not refused");
    expect(await reasonOf(owner.api.tokens.revoke({ id }))).toBe("not_found");
  });
});
