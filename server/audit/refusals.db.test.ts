import { desc, eq, ne, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "../identity/commands.ts";
import { events } from "../outbox/tables.ts";
import { reasonOf } from "../testing/fixture.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { recordRefusedSignIn } from "./commands.ts";
import { auditEntries } from "./tables.ts";

let test: TestRegistry;
let viewer: TestPerson;
beforeAll(async () => {
  test = await startTestRegistry();
  await test.addTeam("risk");
  viewer = await test.addPerson("Vic", { risk: "viewer" });
});
afterAll(() => test.close());

const refusals = (action: "write.refused" | "user.sign_in_refused") =>
  test.registry.db.select().from(auditEntries).where(eq(auditEntries.action, action)).orderBy(desc(auditEntries.seq));

async function mutate(procedure: string, input: object): Promise<number> {
  const headers = { authorization: `Bearer ${viewer.token}`, "content-type": "application/json", "user-agent": "curl/8" };
  return (await fetch(`${test.url}/api/trpc/${procedure}`, { method: "POST", headers, body: JSON.stringify(input) })).status;
}

describe("a write that is refused", () => {
  it("is on record with who, by what, what and why, and tells nobody by an event", async () => {
    const tellings = () => test.registry.db.$count(events, ne(events.type, "token.used"));
    const told = await tellings();
    expect(await mutate("models.create", { model: "risk/mine" })).toBe(403);
    const [entry] = await refusals("write.refused");
    expect(entry).toMatchObject({
      actorId: viewer.actor.userId, actorName: "Vic", credential: expect.stringMatching(/^token:/), userAgent: "curl/8", outcome: "refused", modelId: null,
      target: "models.create risk/mine", reason: expect.stringMatching(/^forbidden: This needs the permission model:create/), details: { what: "models.create", refusal: "forbidden", named: { model: "risk/mine" } },
    });
    expect(await tellings()).toBe(told);
  });

  it("keeps what it named, and nothing else that was sent", async () => {
    expect(await mutate("identity.createUser", { name: "New", email: "new@example.com", password: "a secret of some length" })).toBe(403);
    const [entry] = await refusals("write.refused");
    expect(JSON.stringify(entry)).not.toContain("a secret");
    expect(entry?.details).toMatchObject({ named: { name: "New", email: "new@example.com" } });
  });

  it("is none where the words were wrong, or nobody asked", async () => {
    const before = (await refusals("write.refused")).length;
    expect(await mutate("models.create", { model: "no slash" })).toBe(400);
    expect((await fetch(`${test.url}/api/trpc/models.create`, { method: "POST", body: "{}" })).status).toBeGreaterThanOrEqual(400);
    expect((await refusals("write.refused")).length).toBe(before);
  });

  it("is on record for bytes too", async () => {
    const draft = "0198a7f0-0000-7000-8000-000000000000";
    const answer = await fetch(`${test.url}/api/drafts/${draft}/files/model.bin`, { method: "PUT", headers: { authorization: `Bearer ${viewer.token}` }, body: "bytes" });
    expect(answer.status).toBe(404);
    expect((await refusals("write.refused"))[0]).toMatchObject({ target: `PUT /api/drafts/${draft}/files/model.bin`, reason: expect.stringMatching(/^not_found: /) });
  });

  it("is answered as it was, even where that can't be recorded", async () => {
    await test.registry.db.execute(sql`alter table audit_entries add constraint full_up check (outcome = 'done') not valid`);
    expect(await mutate("models.create", { model: "risk/mine" })).toBe(403);
    await test.registry.db.execute(sql`alter table audit_entries drop constraint full_up`);
  });
});

it("a write that can't be recorded fails, and changes nothing", async () => {
  const teams = () => test.registry.db.execute<{ n: number }>(sql`select count(*)::int as n from teams`);
  const before = await teams();
  await test.registry.db.execute(sql`alter table audit_entries add constraint full_up check (action <> 'team.created') not valid`);
  await expect(test.addTeam("unrecorded")).rejects.toMatchObject({ cause: { code: "23514" } });
  await test.registry.db.execute(sql`alter table audit_entries drop constraint full_up`);
  expect(await teams()).toEqual(before);
});

describe("a sign-in that is refused", () => {
  const attempt = (email: string, password = "not the password", address = "203.0.113.7") => reasonOf(signIn(test.registry, { id: "x", address, userAgent: "browser" }, { email, password }));

  it("is on record with the account and never the password, for accounts that exist and for others", async () => {
    await attempt(viewer.email);
    await attempt("nobody@example.com");
    const [second, first] = await refusals("user.sign_in_refused");
    expect([first?.target, second?.target]).toEqual([viewer.email, "nobody@example.com"]);
    expect(first).toMatchObject({ actorName: "Somebody", credential: "none", address: "203.0.113.7", outcome: "refused", details: { tries: 1 } });
    expect(JSON.stringify([first, second])).not.toContain("not the password");
  });

  it("fills the record neither for one account nor for many", async () => {
    const before = (await refusals("user.sign_in_refused")).length;
    const refuse = (account: string, address: string) => recordRefusedSignIn(test.registry.db, { id: "x", address, userAgent: "browser" }, account, "wrong");
    for (let n = 0; n < 120; n++) await refuse("sprayed@example.com", `198.51.100.${n}`);
    const [last] = await refusals("user.sign_in_refused");
    expect([(await refusals("user.sign_in_refused")).length - before, last?.details["tries"]]).toEqual([5, 100]);
    for (let n = 0; n < 150; n++) await refuse(`many-${n}@example.com`, "192.0.2.1");
    expect((await refusals("user.sign_in_refused")).length - before).toBe(5 + 100);
  });
});
