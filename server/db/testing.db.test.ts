import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, id } from "./columns.ts";
import { after, decodeCursor, inOrder, page } from "./keyset.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

const notes = pgTable("notes", { id: id(), body: text("body").notNull(), createdAt: createdAt() });

let mine: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [mine, other] = await Promise.all([testDatabase(), testDatabase()]);
  await mine.db.execute(sql`create table notes (id uuid primary key, body text not null, created_at timestamptz(3) not null default now())`);
});
afterAll(() => Promise.all([mine.drop(), other.drop()]));

test("two databases of one run do not see each other's tables", async () => {
  const [there] = await other.db.execute(sql`select to_regclass('notes') as found`);
  expect(there?.found).toBeNull();
});

test("pages by row comparison give every row once, in order, though all share one timestamp", async () => {
  await mine.db.transaction((tx) => tx.insert(notes).values(Array.from({ length: 25 }, (_, i) => ({ body: `note ${i}` }))));
  const key = [notes.createdAt, notes.id] as const;
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const from = cursor ? decodeCursor(cursor, ["timestamp", "uuid"]) : undefined;
    const rows = await mine.db.select().from(notes).where(after(key, from, "descending")).orderBy(...inOrder(key, "descending")).limit(11);
    const { items, nextCursor } = page(rows, 10, (row) => [row.createdAt, row.id]);
    seen.push(...items.map((row) => row.body));
    cursor = nextCursor;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `note ${24 - i}`));
});

test("text is ordered by its bytes, whatever the machine's locale", async () => {
  const words = await mine.db.execute(sql`select word from unnest(array['b', 'ä', 'B', 'a', 'Z']) as word order by word`);
  expect(words.map((row) => row.word)).toEqual(["B", "Z", "a", "b", "ä"]);
});
