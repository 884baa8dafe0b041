import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { connect, type Connection, type Transaction } from "./client.ts";
import { atEnd, inGroup } from "./groups.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
let pool: Connection;
beforeAll(async () => {
  database = await testDatabase();
  pool = connect(database.url, { max: 12 });
  await pool.db.execute(sql`create table lines (key text primary key, n int, tx bigint default txid_current())`);
});
beforeEach(async () => {
  await pool.db.execute(sql`truncate lines`);
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const insert = (tx: Transaction, key: string) => tx.execute(sql`insert into lines (key, n) values (${key}, 0)`);
const keys = Array.from({ length: 20 }, (_, n) => `k${String(n).padStart(2, "0")}`);
const kept = async () => (await pool.db.execute<{ key: string; tx: string }>(sql`select key, tx from lines order by key`)) as { key: string; tx: string }[];

it("does what is asked for at once in a few transactions, and gives everybody their own answer", async () => {
  const answers = await Promise.all(
    keys.map((key) =>
      inGroup(pool.db, key, async (tx) => {
        await insert(tx, key);
        return key.toUpperCase();
      }),
    ),
  );
  expect(answers).toEqual(keys.map((key) => key.toUpperCase()));
  const lines = await kept();
  expect(lines.map(({ key }) => key)).toEqual(keys);
  expect(new Set(lines.map(({ tx }) => tx)).size).toBe(2);
});

it("leaves to the end what is done once for all, in its order, whoever asked for it first", async () => {
  const done: string[] = [];
  const record = atEnd<string>("record", async (_, items) => void done.push(`record ${items.length}`));
  const derive = atEnd<string>("derive", async (tx, items) => {
    done.push(`derive ${items.length}`);
    await tx.execute(sql`update lines set n = n + 1 where key = any(${sql.param([...items])})`);
  });
  const work = (key: string) => async (tx: Transaction) => {
    await insert(tx, key);
    await record(tx, [key]);
    await derive(tx, [key]);
  };
  await pool.db.transaction(work("alone"));
  expect(done).toEqual(["record 1", "derive 1"]);
  done.length = 0;
  await Promise.all(keys.map((key) => inGroup(pool.db, key, work(key))));
  expect(done.toSorted()).toEqual(["derive 16", "derive 4", "record 16", "record 4"]);
  for (const n of [4, 16]) expect(done.indexOf(`derive ${n}`)).toBeLessThan(done.indexOf(`record ${n}`));
  const [row] = await pool.db.execute<{ ones: number }>(sql`select count(*)::int as ones from lines where n = 1`);
  expect(row!.ones).toBe(21);
});

it("does at the end all that is left to one step, of whatever kind", async () => {
  const done: string[] = [];
  const [odd, even] = ["odd", "even"].map((kind) => atEnd<string>("derive", async (_, items) => void done.push(`${kind} ${items.length}`)));
  await Promise.all(keys.slice(0, 4).map((key, n) => inGroup(pool.db, key, async (tx) => await (n % 2 ? odd! : even!)(tx, [key]))));
  const counted = (kind: string) => done.filter((each) => each.startsWith(kind)).reduce((sum, each) => sum + Number(each.split(" ")[1]), 0);
  expect([counted("odd"), counted("even")]).toEqual([2, 2]);
});

it("fails nobody for what another has done wrong", async () => {
  const bad = new Set(["k05", "k11"]);
  await insert(pool.db as unknown as Transaction, "taken");
  const results = await Promise.allSettled(
    keys.map((key) =>
      inGroup(pool.db, key, async (tx) => {
        await insert(tx, key);
        if (key === "k05") throw new Error("k05 is refused");
        if (key === "k11") await insert(tx, "taken");
      }),
    ),
  );
  expect(results.flatMap(({ status }, n) => (status === "rejected" ? [keys[n]] : []))).toEqual([...bad]);
  expect(results[5]).toMatchObject({ reason: { message: "k05 is refused" } });
  expect(results[11]).toMatchObject({ reason: { cause: { code: "23505" } } });
  expect((await kept()).map(({ key }) => key)).toEqual([...keys.filter((key) => !bad.has(key)), "taken"]);
});

it("does nothing at the same time that has one key", async () => {
  await insert(pool.db as unknown as Transaction, "counter");
  await Promise.all(
    keys.map((_, n) =>
      inGroup(pool.db, n % 2 === 0 ? "even" : "odd", async (tx) => {
        const key = n % 2 === 0 ? "even" : "odd";
        const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from lines where key like ${`${key}%`}`);
        await insert(tx, `${key} ${row!.n}`);
      }),
    ),
  );
  expect((await kept()).length).toBe(21);
});

it("has nobody wait for a lock that another of the group waits for", async () => {
  await insert(pool.db as unknown as Transaction, "held");
  const letGo = Promise.withResolvers<void>();
  const isHeld = Promise.withResolvers<void>();
  const holder = pool.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from lines where key = 'held' for update`);
    isHeld.resolve();
    await letGo.promise;
  });
  await isHeld.promise;
  let waited = false;
  const touch = (key: string) => inGroup(pool.db, key, (tx) => tx.execute(sql`update lines set n = 7 where key = ${key}`));
  const stuck = touch("held").then(() => (waited = true));
  await Promise.all(keys.slice(0, 8).map((key) => inGroup(pool.db, key, (tx) => insert(tx, key))));
  expect(waited).toBe(false);
  letGo.resolve();
  await Promise.all([stuck, holder]);
  expect((await kept()).length).toBe(9);
});

it("takes in who asks while it is being opened, and lets others wait who would hold it up", async () => {
  const many = Promise.all(keys.slice(0, 3).map((key) => inGroup(pool.db, key, (tx) => insert(tx, key))));
  await Promise.resolve();
  const late = inGroup(pool.db, "late", (tx) => insert(tx, "late"));
  const again = inGroup(pool.db, "k00", (tx) => insert(tx, "again"));
  await Promise.all([many, late, again]);
  const lines = await kept();
  const of = (key: string) => lines.find((line) => line.key === key)?.tx;
  expect(of("late")).toBe(of("k01"));
  expect(of("again")).not.toBe(of("k00"));
});

it("does nothing twice of which it is not known whether it was committed", async () => {
  await pool.db.execute(sql`create or replace function hang_up() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
  await pool.db.execute(sql`create table cut (key text)`);
  await pool.db.execute(sql`create constraint trigger cut after insert on cut deferrable initially deferred for each row execute function hang_up()`);
  const begun: string[] = [];
  const cut = (key: string) =>
    inGroup(pool.db, key, async (tx) => {
      begun.push(key);
      await tx.execute(sql`insert into cut values (${key})`);
    });
  const results = await Promise.allSettled(keys.slice(0, 6).map(cut));
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => "rejected"));
  expect(begun).toEqual([...new Set(begun)]);
});

it("tells everybody when no transaction can be had", async () => {
  const nowhere = connect("postgres://nobody:none@127.0.0.1:1/none", { max: 2 });
  const asked = await Promise.allSettled(keys.map((key) => inGroup(nowhere.db, key, (tx) => insert(tx, key))));
  expect(asked.map((each) => (each.status === "rejected" ? String(each.reason) : "done"))).toEqual(keys.map(() => expect.stringContaining("ECONNREFUSED")));
  await nowhere.close();
});
