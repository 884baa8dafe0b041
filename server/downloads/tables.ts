import { bigint, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { users } from "../identity/tables.ts";
import { versions } from "../versions/tables.ts";

/** How much each credential fetched of a version on a day (UTC). */
export const downloads = pgTable(
  "downloads",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    /** `session`, or `token:` and its id. */
    credential: text().notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    day: date().notNull(),
    files: integer().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.day, table.userId, table.credential] }),
    index("downloads_user").on(table.userId),
  ],
);
