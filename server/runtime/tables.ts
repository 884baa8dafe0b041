import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { versions } from "../versions/tables.ts";

/** What an instance of a service said last that it has loaded. */
export const checkIns = pgTable(
  "check_ins",
  {
    modelId: uuid("model_id")
      .notNull()
      .references(() => models.id),
    service: text().notNull(),
    instance: text().notNull(),
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    /** The stage that it follows; null where it follows none. */
    stage: text(),
    environment: text().notNull(),
    /** Since when it has this version. */
    since: timestampMs("since").notNull(),
    seenAt: timestampMs("seen_at").notNull(),
    reportedBy: uuid("reported_by")
      .notNull()
      .references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.modelId, table.service, table.instance] }), index("check_ins_seen").on(table.seenAt)],
);
