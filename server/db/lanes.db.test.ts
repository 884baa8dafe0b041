import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Connection } from "./client.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
let pool: Connection;
beforeAll(async () => {
  database = await testDatabase();
  pool = connect(database.url, { max: 4 });
  await pool.db.execute(sql`create table notes (id int primary key, at timestamptz(3), tags text[])`);
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

describe("the lanes to Postgres", () => {
  it("take far more statements at once than they are, and lose none", async () => {
    const rows = await Promise.all(
      Array.from({ length: 500 }, (_, n) => pool.db.execute<{ n: number }>(sql`select ${n}::int as n`)),
    );
    expect(rows.map(([row]) => row!.n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
  });

  it("use no more connections than were allowed", async () => {
    await Promise.all(Array.from({ length: 50 }, () => pool.db.transaction((tx) => tx.execute(sql`select pg_sleep(0.005)`))));
    const [row] = await pool.db.execute<{ n: number }>(
      sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    expect(row!.n).toBeLessThanOrEqual(4 + 5);
  });

  it("give a transaction one to itself, undone as a whole when it fails", async () => {
    const failing = pool.db.transaction(async (tx) => {
      await tx.execute(sql`insert into notes values (1, now(), '{a}')`);
      await tx.transaction((inner) => inner.execute(sql`insert into notes values (2, now(), '{b}')`));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await pool.db.execute(sql`select 1 from notes`)).toHaveLength(0);
  });

  it("can't be locked up by statements that go around the transactions they are in", async () => {
    const around = Array.from({ length: 40 }, (_, n) =>
      pool.db.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        return (await pool.db.execute<{ n: number }>(sql`select ${n}::int as n`))[0]!.n;
      }),
    );
    expect(await Promise.all(around)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  });

  it("go on after a statement that fails, and after their connections were cut", async () => {
    await expect(Promise.resolve(pool.db.execute(sql`select nonsense`))).rejects.toMatchObject({ cause: { code: "42703" } });
    await database.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await expect
      .poll(() => pool.db.execute(sql`select 1 as one`).then(([row]) => row, () => null))
      .toEqual({ one: 1 });
  });
});
