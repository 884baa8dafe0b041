import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, shareOf, type Connection, type Transaction } from "./client.ts";
import { gathered, planOnce, statement, together } from "./statement.ts";
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

describe("a gathered statement", () => {
  type Told = { text: string; at: string };
  const add = gathered<Told, { text: string; words: string[] }>({ text: "text", words: "text[]" }, (asked) => sql`
    with asked as (select * from ${asked}),
    added as (insert into told (text, words) select text, words from asked returning text, id)
    select a.n, a.text, statement_timestamp()::text as at from asked a join added using (text)`);
  const count = gathered<{ texts: string[]; at: string }, { like: string }>({ like: "text" }, (asked) => sql`
    select asked.n, to_json(array(select text from told where text like asked."like" order by id)) as texts, statement_timestamp()::text as at from ${asked}`);
  const countAlone = statement<{ many: number }, Record<string, never>>(sql`select count(*)::int as many from told`);

  beforeAll(async () => {
    await pool.db.execute(sql`create table told (id serial primary key, text text unique, words text[])`);
  });

  /** What two do who share a transaction that leaves nothing. */
  async function shared<Result>(work: (one: Transaction, other: Transaction) => Promise<Result>): Promise<Result> {
    let result: Result | undefined;
    class Undone extends Error {}
    const done = pool.db.transaction(async (tx) => {
      result = await work(shareOf(tx), shareOf(tx));
      throw new Undone();
    });
    await expect(done).rejects.toThrow(Undone);
    return result as Result;
  }

  it("is sent once for all who ask at the same time, and each is told of their own", async () => {
    const [one, other] = await shared((first, second) => together(add(first, { text: "a", words: ["it's", '"'] }), add(second, { text: "b", words: [] })));
    expect([one, other]).toMatchObject([[{ text: "a" }], [{ text: "b" }]]);
    expect(one[0]?.at).toBe(other[0]?.at);
    expect(Object.keys(one[0]!)).toEqual(["text", "at"]);
  });

  it("comes after what the same one asked for before, whatever others ask for", async () => {
    const [, , seen, early] = await shared((first, second) =>
      together(add(first, { text: "a", words: [] }), add(second, { text: "b", words: [] }), count(first, { like: "a" }), count(second, { like: "_" }), add(second, { text: "c", words: [] })),
    );
    expect(seen[0]?.texts).toEqual(["a"]);
    expect(early[0]?.texts).toEqual(["a", "b"]);
    expect(early[0]?.at).toBe(seen[0]?.at);
  });

  it("comes before a statement that is sent alone after it", async () => {
    const [, alone] = await shared((first) => together(add(first, { text: "a", words: [] }), countAlone(first, {})));
    expect(alone).toEqual([{ many: 1 }]);
  });

  it("that fails for one fails for all who asked", async () => {
    let told: string[] = [];
    const both = pool.db.transaction(async (tx) => {
      const asked = await Promise.allSettled(["a", "b", "a"].map((text) => add(shareOf(tx), { text, words: [] })));
      told = asked.map((each) => (each.status === "rejected" ? String((each.reason as Error).cause) : "told"));
    });
    await expect(both).rejects.toThrow("told_text_key");
    expect(told).toEqual(Array.from({ length: 3 }, () => expect.stringContaining("told_text_key")));
  });

  it("is sent at once where nobody shares the transaction, or there is none", async () => {
    expect(await add(pool.db, { text: "kept", words: [] })).toMatchObject([{ text: "kept" }]);
    expect(await pool.db.transaction((tx) => count(tx, { like: "kept" }))).toMatchObject([{ texts: ["kept"] }]);
  });
});
