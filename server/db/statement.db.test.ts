import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Connection } from "./client.ts";
import { planOnce, statement, together } from "./statement.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
let pool: Connection;
beforeAll(async () => {
  database = await testDatabase();
  pool = connect(database.url, { max: 4 });
  await pool.db.execute(sql`create table lines (n int primary key, text text, words text[])`);
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const write = statement<{ n: number }, { n: number; text: string; words: readonly string[] }>(
  sql`insert into lines (n, text, words) values (${sql.placeholder("n")}, ${sql.placeholder("text")}, ${sql.placeholder("words")}::text[]) returning n`,
);
const read = statement<{ text: string; words: string[] }, { n: number }>(sql`select text, words from lines where n = ${sql.placeholder("n")}`);
const explain = statement<{ "QUERY PLAN": string }, { n: number }>(sql`explain select text from lines where n = ${sql.placeholder("n")}`);

describe("a statement that is sent over and over", () => {
  it("takes each time's values, several times or once", async () => {
    for (let n = 1; n <= 4; n++) expect(await write(pool.db, { n, text: `it's ${n}`, words: ["a,b", '"']})).toEqual([{ n }]);
    for (let n = 1; n <= 4; n++) expect(await read(pool.db, { n })).toEqual([{ text: `it's ${n}`, words: ["a,b", '"'] }]);
  });

  it("comes after what was sent before it in the transaction, though nobody has waited for that", async () => {
    const [, seen] = await pool.db.transaction((tx) => together(write(tx, { n: 10, text: "first", words: ["one"] }), read(tx, { n: 10 })));
    expect(seen).toMatchObject([{ text: "first" }]);
  });

  it("that fails first is the one that is told of", async () => {
    const twice = pool.db.transaction((tx) => together(write(tx, { n: 11, text: "", words: [] }), write(tx, { n: 11, text: "", words: [] }), read(tx, { n: 11 })));
    await expect(twice).rejects.toMatchObject({ cause: { code: "23505" } });
    expect(await read(pool.db, { n: 11 })).toEqual([]);
  });

  it("is planned by keys while the table is small, for that transaction alone", async () => {
    const planIn = (once: boolean) =>
      pool.db.transaction(async (tx) => {
        if (once) await together(planOnce(tx), planOnce(tx));
        return (await explain(tx, { n: 1 })).map((row) => row["QUERY PLAN"]).join("\n");
      });
    await pool.db.execute(sql`analyze lines`);
    expect(await planIn(true)).toContain("Index Scan");
    expect(await planIn(false)).toContain("Seq Scan");
  });
});
