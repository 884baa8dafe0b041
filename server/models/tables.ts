import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { teams } from "../teams/tables.ts";
import { visibilities } from "./schema.ts";

export const models = pgTable(
  "models",
  {
    id: id(),
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id),
    name: text().notNull(),
    description: text().notNull().default(""),
    /** Whether everybody who is signed in sees it, or its team and those with a grant. */
    visibility: text({ enum: visibilities }).notNull().default("private"),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    updatedAt: timestampMs("updated_at").notNull(),
    /** The newest number given, 0 before the first. Read and raised under a lock on this row. */
    lastNumber: integer("last_number").notNull().default(0),
    /** The newest version that was not deleted; null when there is none. */
    newestNumber: integer("newest_number"),
    /** False while it only waits for the first version that a push is bringing. Until then it is nowhere to be seen. */
    announced: boolean().notNull(),
    /** Of the newest version, kept here so that a list is one query. */
    task: text(),
    framework: text(),
  },
  (table) => [
    uniqueIndex("models_team_name").on(table.teamId, table.name),
    index("models_internal").on(table.id).where(sql`visibility = 'internal'`),
  ],
);
