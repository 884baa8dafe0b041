import { sql, type SQL } from "drizzle-orm";

/** An instant as JSON has it on the wire, `2026-05-03T10:00:00.000Z`, for columns that Postgres puts together as JSON. */
export function iso(instant: SQL): SQL<string> {
  return sql<string>`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
