import { sql } from "drizzle-orm";
import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { versions } from "../versions/tables.ts";

/**
 * Versions and drafts that were deleted. They can be restored until `purgeAfter`; then their files are given up, of a
 * version for ever (it stays in the record, and so does its number), of a draft with all that it was.
 */
export const versionDeletions = pgTable(
  "version_deletions",
  {
    versionId: uuid("version_id")
      .primaryKey()
      .references(() => versions.id),
    deletedBy: uuid("deleted_by")
      .notNull()
      .references(() => users.id),
    deletedAt: timestampMs("deleted_at").notNull(),
    reason: text().notNull(),
    purgeAfter: timestampMs("purge_after").notNull(),
    purgedAt: timestampMs("purged_at"),
  },
  (table) => [index("version_deletions_due").on(table.purgeAfter).where(sql`purged_at is null`)],
);
