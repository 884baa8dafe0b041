/** What somebody with the database's owner's rights can do to the record, and what verifying it says. */
import { asc, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyRecord } from "../../sdk/verify-record.ts";
import type { RecordEntry } from "../../sdk/record.ts";
import { startTestRegistry, type TestRegistry } from "../testing/registry.ts";
import { createTeam } from "../teams/commands.ts";
import { entryHash, genesisHash } from "./chain.ts";
import type { Checkpoint } from "./checkpoints.ts";
import { readEntries } from "./queries.ts";
import { auditEntries } from "./tables.ts";
import { takeCheckpoint } from "./upkeep.ts";

let test: TestRegistry;
let entries: (typeof auditEntries.$inferSelect)[];
beforeAll(async () => {
  test = await startTestRegistry();
  for (let n = 0; n < 30; n++) {
    await test.registry.db.transaction((tx) => createTeam(tx, test.admin.actor, { slug: `team-${n}`, name: `Team ${n}` }));
    if (n % 10 === 9) await checkpoint();
  }
  entries = await test.registry.db.select().from(auditEntries).orderBy(asc(auditEntries.seq));
});
afterAll(() => test.close());

const checkpoint = (every = 1) => takeCheckpoint({ db: test.registry.db, checkpoints: test.registry.checkpoints!, now: new Date(), every });

/** Does something to the record with every trigger off, verifies it, and puts it back. */
async function after(tamper: (run: (statement: ReturnType<typeof sql>) => Promise<unknown>) => Promise<unknown>) {
  const { db } = test.registry;
  await db.execute(sql`alter table audit_entries disable trigger user`);
  try {
    await tamper((statement) => db.execute(statement));
    const { fault } = await verifyDatabase();
    return fault && [fault.kind, fault.seq];
  } finally {
    await db.delete(auditEntries);
    await db.insert(auditEntries).values(entries);
    await db.execute(sql`alter table audit_entries enable trigger user`);
  }
}

async function verifyDatabase() {
  const { db, checkpoints } = test.registry;
  const signed: Checkpoint[] = [];
  for await (const each of checkpoints!.read()) signed.push(each);
  return await verifyRecord(readEntries(db, {}) as AsyncIterable<RecordEntry[]>, { checkpoints: signed, publicKey: checkpoints!.publicKey });
}

it("an untouched record is whole, and its checkpoints agree", async () => {
  expect(await verifyDatabase()).toMatchObject({ ok: true, first: 1, last: entries.length, checkpoints: 3 });
});

it("an entry that was edited is named", async () => {
  expect(await after((run) => run(sql`update audit_entries set actor_name = 'Nobody' where seq = 14`))).toEqual(["changed", 14]);
  expect(await after((run) => run(sql`update audit_entries set details = details || '{"more": 1}' where seq = 3`))).toEqual(["changed", 3]);
  expect(await after((run) => run(sql`update audit_entries set at = at + interval '1 millisecond' where seq = 20`))).toEqual(["changed", 20]);
});

it("an entry that was deleted, or moved to another place, is named", async () => {
  expect(await after((run) => run(sql`delete from audit_entries where seq = 9`))).toEqual(["missing", 9]);
  const swapped = await after(async (run) => {
    await run(sql`update audit_entries set seq = -1 where seq = 9`);
    await run(sql`update audit_entries set seq = 9 where seq = 10`);
    await run(sql`update audit_entries set seq = 10 where seq = -1`);
  });
  expect(swapped).toEqual(["unlinked", 9]);
  expect(await after((run) => run(sql`delete from audit_entries where seq <= 4`))).toEqual(["missing", 1]);
});

it("a record whose end was cut off, or that is empty, is short of what was signed", async () => {
  expect(await after((run) => run(sql`delete from audit_entries where seq > 25`))).toEqual(["truncated", 26]);
  expect(await after((run) => run(sql`truncate audit_entries`))).toEqual(["truncated", 1]);
});

it("a record that was written anew from some entry on, every hash of it right, is caught by a checkpoint", async () => {
  const rewritten = await after(async () => {
    let previousHash = genesisHash;
    const forged = entries.map(({ at, ...entry }) => {
      const changed = { ...entry, at: at.toISOString(), previousHash, ...(entry.seq === 18 ? { actorName: "Nobody" } : {}) };
      const hash = entryHash(previousHash, changed);
      previousHash = hash;
      return { ...changed, at, hash };
    });
    await test.registry.db.delete(auditEntries);
    await test.registry.db.insert(auditEntries).values(forged);
  });
  const [kind, seq] = rewritten as [string, number];
  expect([kind, seq <= 18]).toEqual(["rewritten", true]);
});

it("a record that is broken is not signed, and the page is told where", async () => {
  const { db } = test.registry;
  await db.transaction((tx) => createTeam(tx, test.admin.actor, { slug: "later", name: "Later" }));
  const [last] = (await db.execute<{ seq: number }>(sql`select max(seq)::int as seq from audit_entries`)) as unknown as [{ seq: number }];
  const name = (to: string) => db.execute(sql`alter table audit_entries disable trigger user; `).then(async () => {
    await db.execute(sql`update audit_entries set actor_name = ${to} where seq = ${last.seq}`);
    await db.execute(sql`alter table audit_entries enable trigger user`);
  });
  await name("Nobody");
  await expect(checkpoint()).rejects.toThrow(`broken at entry ${last.seq}`);
  await name("Root");
  expect(await checkpoint()).toMatchObject({ seq: last.seq });
});

it("what was signed for an earlier state is asked for only when it is due", async () => {
  expect(await checkpoint()).toBeNull();
  await test.registry.db.transaction((tx) => createTeam(tx, test.admin.actor, { slug: "one-more", name: "One more" }));
  expect(await checkpoint(1000)).toBeNull();
  const tomorrow = new Date(Date.now() + 25 * 60 * 60 * 1000);
  expect(await takeCheckpoint({ db: test.registry.db, checkpoints: test.registry.checkpoints!, now: tomorrow, every: 1000 })).not.toBeNull();
});
