import { integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { blobs } from "../blobs/tables.ts";
import { createdAt } from "../db/columns.ts";

/** What was found in the header of each blob. */
export const inspections = pgTable("inspections", {
  sha256: text()
    .primaryKey()
    .references(() => blobs.sha256),
  /** Raised when what is looked for changes: then it is looked at again. */
  edition: integer().notNull(),
  /** What a list shows: all but the tensors and other long parts. */
  summary: jsonb().$type<Record<string, unknown>>().notNull(),
  /** The long parts. */
  detail: jsonb().$type<Record<string, unknown>>().notNull(),
  createdAt: createdAt(),
});
