import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, timestampMs } from "../db/columns.ts";
import { users } from "../identity/tables.ts";
import { versions } from "../versions/tables.ts";
import { reportStatuses } from "./schema.ts";

/** The checks that pipelines report, by the names that policies and tokens know them by. */
export const externalChecks = pgTable("external_checks", {
  name: text().primaryKey(),
  description: text().notNull(),
  createdBy: uuid("created_by")
    .notNull()
    .references(() => users.id),
  createdAt: createdAt(),
  retiredAt: timestampMs("retired_at"),
});

/** Every report, as it came; the last one of a check on a version counts. */
export const checkReports = pgTable(
  "check_reports",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    name: text()
      .notNull()
      .references(() => externalChecks.name),
    status: text({ enum: reportStatuses }).notNull(),
    summary: text().notNull(),
    url: text(),
    numbers: jsonb().$type<Record<string, number>>().notNull(),
    run: text(),
    tokenId: uuid("token_id").notNull(),
    reportedBy: uuid("reported_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [index("check_reports_version").on(table.versionId, table.name, table.id), index("check_reports_name").on(table.name, table.id)],
);
