import { asc, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { events } from "../outbox/tables.ts";
import { openFixture, type Fixture, type Person } from "../testing/fixture.ts";
import { entryHash, genesisHash } from "./chain.ts";
import { record } from "./commands.ts";
import { auditEntries } from "./tables.ts";

let fixture: Fixture;
let author: Person;
beforeAll(async () => {
  fixture = await openFixture();
  author = await fixture.person("Ann", "maintainer");
});
afterAll(() => fixture.close());

describe("the audit", () => {
  it("has no gap and one chain after 50 racing writers, and an event for each entry", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => author.api.models.create({ model: `risk/racing-${n}` })));
    const entries = await fixture.db.select().from(auditEntries).orderBy(asc(auditEntries.seq));
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
    let previous = genesisHash;
    for (const { previousHash, hash, at, ...entry } of entries) {
      expect(previousHash).toBe(previous);
      expect(entryHash(previous, { ...entry, at: at.toISOString() })).toBe(hash);
      previous = hash;
    }
    const told = await fixture.db.select({ type: events.type }).from(events).orderBy(asc(events.id));
    expect(told.map((event) => event.type)).toEqual(entries.map((entry) => entry.action));
  });

  it("is never updated, deleted or truncated", async () => {
    const statements = ["update audit_entries set target = 'x'", "delete from audit_entries", "truncate audit_entries"];
    for (const statement of statements) {
      await expect(Promise.resolve(fixture.db.execute(sql.raw(statement)))).rejects.toMatchObject({ cause: { code: "23001" } });
    }
  });

  it("keeps nothing of a transaction that is rolled back", async () => {
    const count = async () => (await fixture.db.select().from(auditEntries)).length;
    const before = await count();
    const attempt = fixture.db.transaction(async (tx) => {
      await record(tx, author.actor, { action: "model.created", target: "risk/ghost" });
      throw new Error("changed my mind");
    });
    await expect(attempt).rejects.toThrow("changed my mind");
    expect(await count()).toBe(before);
  });

  it("tells a model's story to those who may see the model, in pages", async () => {
    const { items, nextCursor } = await author.api.audit.activity({ model: "risk/racing-7", limit: 1 });
    expect([items[0]!.action, items[0]!.actor.name, nextCursor]).toEqual(["model.created", "Ann", null]);
    const stranger = await fixture.person("Olga", "viewer", "growth");
    await expect(stranger.api.audit.activity({ model: "risk/racing-7" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
