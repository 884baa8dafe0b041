import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { blobs } from "../blobs/tables.ts";
import { id, timestampMs } from "../db/columns.ts";
import { teams } from "../teams/tables.ts";

/** Which bytes a team's models and drafts hold, once each: what its quota counts. */
export const teamBlobs = pgTable(
  "team_blobs",
  {
    teamId: uuid("team_id")
      .notNull()
      .references(() => teams.id),
    sha256: text()
      .notNull()
      .references(() => blobs.sha256),
    size: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.sha256] }), index("team_blobs_sha256").on(table.sha256)],
);

/** The sum over a team's `team_blobs`, and what it may be. */
export const teamStorage = pgTable("team_storage", {
  teamId: uuid("team_id")
    .primaryKey()
    .references(() => teams.id),
  bytes: bigint({ mode: "number" }).notNull().default(0),
  /** Null: as much as the site's settings say. */
  quotaBytes: bigint("quota_bytes", { mode: "number" }),
});

/** What administrators have set; one row. */
export const storageSettings = pgTable(
  "storage_settings",
  {
    one: boolean().primaryKey().default(true),
    /** How long a deleted version or draft can be restored. */
    restoreDays: integer("restore_days").notNull().default(30),
    /** A draft in which nothing has happened for so long is deleted. */
    draftDays: integer("draft_days").notNull().default(30),
    /** How long bytes that nothing needs are kept. */
    graceHours: integer("grace_hours").notNull().default(24),
    /** What each team may store, unless it has a quota of its own; null: any amount. */
    quotaBytes: bigint("quota_bytes", { mode: "number" }),
  },
  () => [check("storage_settings_one", sql`one`)],
);

/** Each time that what nothing needs was collected. */
export const collections = pgTable(
  "collections",
  {
    id: id(),
    startedAt: timestampMs("started_at").notNull(),
    finishedAt: timestampMs("finished_at"),
    dryRun: boolean("dry_run").notNull(),
    /** The administrator's name, or `schedule`. */
    startedBy: text("started_by").notNull(),
    blobs: integer().notNull().default(0),
    bytes: bigint({ mode: "number" }).notNull().default(0),
    versions: integer().notNull().default(0),
    drafts: integer().notNull().default(0),
    /** Half-arrived bytes that no upload knew any more. */
    arrivals: integer().notNull().default(0),
    failure: text(),
  },
  (table) => [index("collections_started").on(table.startedAt)],
);
