import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRegistry } from "../../sdk/index.ts";
import { createTeam } from "../teams/commands.ts";
import { startTestRegistry, type TestRegistry } from "../testing/registry.ts";
import { setRetention } from "./commands.ts";
import { auditRetention } from "./tables.ts";
import { takeCheckpoint, trimRecord } from "./upkeep.ts";

let test: TestRegistry;
beforeAll(async () => {
  test = await startTestRegistry();
});
afterAll(() => test.close());

const upkeep = (now: Date) => ({ db: test.registry.db, checkpoints: test.registry.checkpoints!, now, every: 1 });
const refused = { cause: { code: "23001" } };
const day = 24 * 60 * 60 * 1000;

/** Gives entries another time, as if they had been written then; what is hashed is the same. */
async function age(days: number): Promise<void> {
  await test.registry.db.execute(sql`alter table audit_entries disable trigger user`);
  await test.registry.db.execute(sql`update audit_entries set at = at - make_interval(days => ${days})`);
  await test.registry.db.execute(sql`alter table audit_entries enable trigger user`);
}

it("no entry is removed without a checkpoint of its own, before its time, or past what was written down", async () => {
  const { db } = test.registry;
  const remove = (seq: number) => db.transaction(async (tx) => {
    await tx.insert(auditRetention).values({ untilSeq: seq, exportName: "none", exportSha256: "none" });
    await tx.execute(sql`delete from audit_entries where seq <= ${seq + 1}`);
  });
  const signed = await takeCheckpoint(upkeep(new Date()));
  await expect(remove(signed!.seq)).rejects.toMatchObject(refused);
  await db.transaction((tx) => setRetention(tx, test.admin.actor, { keepMonths: 1 }));
  await expect(remove(signed!.seq)).rejects.toMatchObject(refused);
  await age(40);
  await expect(remove(1)).rejects.toMatchObject(refused);
  await expect(remove(signed!.seq)).rejects.toMatchObject(refused);
  await expect(Promise.resolve(db.execute(sql`delete from audit_entries where seq = 1`))).rejects.toMatchObject(refused);
  await expect(Promise.resolve(db.execute(sql`delete from audit_checkpoints`))).rejects.toMatchObject(refused);
  await age(-40);
});

it("what is older than administrators keep is exported, removed and told of; the rest verifies from there", async () => {
  const { db } = test.registry;
  await db.transaction((tx) => createTeam(tx, test.admin.actor, { slug: "old", name: "Old" }));
  const signed = (await takeCheckpoint(upkeep(new Date())))!;
  await db.transaction((tx) => createTeam(tx, test.admin.actor, { slug: "new", name: "New" }));
  expect(await trimRecord(upkeep(new Date()))).toBeNull();
  await db.execute(sql`alter table audit_entries disable trigger user`);
  await db.execute(sql`update audit_entries set at = at - interval '40 days' where seq <= ${signed.seq}`);
  await db.execute(sql`alter table audit_entries enable trigger user`);
  expect(await trimRecord(upkeep(new Date(Date.now() + day)))).toBe(signed.seq);
  expect(await trimRecord(upkeep(new Date(Date.now() + day)))).toBeNull();

  const lines = (await readFile(join(test.audit, `record-1-${signed.seq}.jsonl`), "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual(Array.from({ length: signed.seq }, (_, at) => at + 1));
  const sdk = createRegistry({ url: test.url, token: await test.addToken(test.admin, ["audit:read"]) });
  expect(await sdk.audit.verify()).toMatchObject({ ok: true, first: signed.seq + 1, checkpoints: 1, signedTo: signed.seq });
  expect(await sdk.api.audit.state.query()).toMatchObject({ first: { seq: signed.seq + 1 }, keepMonths: 1, removed: [{ until: signed.seq }] });
});
