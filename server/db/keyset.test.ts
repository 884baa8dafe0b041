import { integer, pgTable, PgDialect, timestamp, uuid } from "drizzle-orm/pg-core";
import { describe, expect, expectTypeOf, test } from "vitest";
import { after, decodeCursor, encodeCursor, inOrder, MalformedCursor, page } from "./keyset.ts";

const rows = pgTable("rows", {
  id: uuid("id").notNull(),
  at: timestamp("at", { withTimezone: true, precision: 3, mode: "date" }).notNull(),
  number: integer("number").notNull(),
});
const write = new PgDialect();
const at = new Date("2026-03-01T10:00:00.123Z");
const id = "0190b3a0-0000-7000-8000-000000000001";

describe("a cursor", () => {
  test("gives back what it was made of, to the millisecond", () => {
    const key = decodeCursor(encodeCursor([at, id]), ["timestamp", "uuid"]);
    expect(key).toEqual([at, id]);
    expectTypeOf(key).toEqualTypeOf<[Date, string]>();
    expect(decodeCursor(encodeCursor([7, "ä/b"]), ["integer", "text"])).toEqual([7, "ä/b"]);
  });

  test("is safe in a URL", () => {
    expect(encodeCursor(["???>>>~~~ÿ"])).toMatch(/^[\w-]+$/);
  });

  test.each([
    ["nothing", ""],
    ["noise", "%%%"],
    ["text that is no JSON", Buffer.from("hello").toString("base64url")],
    ["JSON that is no list", Buffer.from('{"0":1}').toString("base64url")],
    ["a key of another length", encodeCursor([at])],
    ["another list's key", encodeCursor([id, at])],
    ["a date in another spelling", encodeCursor(["2026-03-01", id])],
    ["an injected value", encodeCursor([at, "x') or true --"])],
  ])("is refused when it is %s", (_, cursor) => {
    expect(() => decodeCursor(cursor, ["timestamp", "uuid"])).toThrow(MalformedCursor);
  });

  test.each([1.5, 2 ** 60, "1", null])("is refused where an integer is expected and %s stands", (value) => {
    expect(() => decodeCursor(encodeCursor([value as number]), ["integer"])).toThrow(MalformedCursor);
  });

  test("is refused when its text holds a zero byte", () => {
    expect(() => decodeCursor(encodeCursor(["a\0b"]), ["text"])).toThrow(MalformedCursor);
  });
});

describe("the next page", () => {
  test("is one comparison of rows, with the values as the columns write them", () => {
    expect(write.sqlToQuery(after([rows.at, rows.id], [at, id], "descending")!)).toMatchObject({
      sql: '("rows"."at", "rows"."id") < ($1, $2)',
      params: ["2026-03-01T10:00:00.123Z", id],
    });
    expect(write.sqlToQuery(after([rows.number], [7], "ascending")!)).toMatchObject({ sql: '("rows"."number") > ($1)', params: [7] });
  });

  test("is the first one without a key", () => {
    expect(after([rows.at, rows.id], undefined, "descending")).toBeUndefined();
  });

  test("is ordered in one direction by every column", () => {
    const [first, second] = inOrder([rows.at, rows.id], "descending").map((part) => write.sqlToQuery(part).sql);
    expect([first, second]).toEqual(['"rows"."at" desc', '"rows"."id" desc']);
  });

  test("exists only when a row beyond the page was read", () => {
    const keyOf = (row: number) => [row];
    expect(page([1, 2, 3], 2, keyOf)).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
    expect(page([1, 2], 2, keyOf)).toEqual({ items: [1, 2], nextCursor: null });
    expect(page([], 2, keyOf)).toEqual({ items: [], nextCursor: null });
  });
});
