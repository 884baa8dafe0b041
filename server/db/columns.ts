/** The columns that every table writes in the same way. */
import { timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "./uuid.ts";

/** The primary key `id`: a UUIDv7 made here rather than by Postgres, which has them only since version 18. */
export function id() {
  return uuid("id").primaryKey().$defaultFn(uuidv7);
}

/** A point in time with the precision of a JavaScript Date, so that what was read compares equal to what is stored. */
export function timestampMs(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
}

/** `created_at`: the start of the transaction that wrote the row, by the database's clock. */
export function createdAt() {
  return timestampMs("created_at").notNull().defaultNow();
}
