/** Keyset pagination: a cursor holds the last row's sort key, and the next page is the rows beyond it. */
import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

export type Direction = "ascending" | "descending";

/** What a cursor can hold, by the name it is asked for. */
type Kinds = { timestamp: Date; uuid: string; text: string; integer: number; number: number };
export type Kind = keyof Kinds;
/** The values of a sort key described by its kinds: `["timestamp", "uuid"]` is `[Date, string]`. */
export type KeyOf<Shape extends readonly Kind[]> = { -readonly [I in keyof Shape]: Kinds[Shape[I]] };

/** The cursor is not one that we gave, or it belongs to another list. The caller decides what that is on its wire. */
export class MalformedCursor extends Error {
  override name = "MalformedCursor";
}

/** The opaque cursor of a sort key: base64url, safe in a URL. */
export function encodeCursor(key: readonly (Date | string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/**
 * Reads a cursor back.
 * @param shape the kinds of the key's parts, in order
 * @throws MalformedCursor unless the cursor holds exactly that
 */
export function decodeCursor<const Shape extends readonly Kind[]>(cursor: string, shape: Shape): KeyOf<Shape> {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== shape.length) throw malformed();
  return shape.map((kind, i) => read[kind](parts[i])) as KeyOf<Shape>;
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const read: { [K in Kind]: (part: unknown) => Kinds[K] } = {
  timestamp: (part) => {
    const date = new Date(typeof part === "string" ? part : Number.NaN);
    // Only our own spelling: Date accepts much that Postgres does not.
    if (Number.isNaN(date.getTime()) || date.toISOString() !== part) throw malformed();
    return date;
  },
  uuid: (part) => {
    if (typeof part !== "string" || !uuidPattern.test(part)) throw malformed();
    return part;
  },
  text: (part) => {
    // Postgres text cannot hold a zero byte and would answer with an error of its own.
    if (typeof part !== "string" || part.includes("\0")) throw malformed();
    return part;
  },
  number: (part) => {
    if (typeof part !== "number" || !Number.isFinite(part)) throw malformed();
    return part;
  },
  integer: (part) => {
    if (typeof part !== "number" || !Number.isSafeInteger(part)) throw malformed();
    return part;
  },
};

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw malformed();
  }
}

function malformed(): MalformedCursor {
  return new MalformedCursor("This cursor does not belong to this list: start again from the first page.");
}

/**
 * The where clause of the next page, `(a, b) < ($1, $2)`: one comparison of rows, which one index over (a, b) answers.
 * @param columns the sort key; its last column must make it unique, and none may be null
 * @param key the values of the row after which to go on; undefined gives undefined, the first page
 */
export function after(columns: readonly PgColumn[], key: readonly unknown[] | undefined, direction: Direction): SQL | undefined {
  if (!key) return undefined;
  if (key.length !== columns.length) throw new Error("A keyset needs one value for each of its columns.");
  const values = columns.map((column, i) => sql.param(key[i], column));
  const than = sql.raw(direction === "ascending" ? ">" : "<");
  return sql`(${sql.join([...columns], sql`, `)}) ${than} (${sql.join(values, sql`, `)})`;
}

/** The order by that belongs to `after`: every column in the same direction, so that an ascending index serves both. */
export function inOrder(columns: readonly PgColumn[], direction: Direction): SQL[] {
  return columns.map((column) => (direction === "ascending" ? asc(column) : desc(column)));
}

/**
 * Cuts a page out of rows that were read with `limit + 1`.
 * @param keyOf the sort key of a row
 * @returns the rows of the page, and the cursor of the next one; null when this was the last
 */
export function page<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly (Date | string | number)[]): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last !== undefined && rows.length > limit ? encodeCursor(keyOf(last)) : null };
}
