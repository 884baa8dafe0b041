import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { createdAt, timestampMs } from "../db/columns.ts";
import { actions, outcomes } from "./schema.ts";

/** Who did what: gapless, chained by hash, and never updated, deleted or truncated (triggers refuse it). */
export const auditEntries = pgTable(
  "audit_entries",
  {
    seq: bigint({ mode: "number" }).primaryKey(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    actorId: uuid("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    /** `session`, `token:<id>` or `system`. */
    credential: text().notNull(),
    /** The person who made the credential, where a service account acts by it. */
    onBehalfOf: text("on_behalf_of"),
    address: text().notNull(),
    userAgent: text("user_agent").notNull().default(""),
    requestId: text("request_id").notNull(),
    action: text({ enum: actions }).notNull(),
    /** The model it concerns; null where it concerns none. */
    modelId: uuid("model_id"),
    target: text().notNull(),
    /** Whether it was done, or refused. */
    outcome: text({ enum: outcomes }).notNull().default("done"),
    /** Why: what its author wrote, or why it was refused. */
    reason: text(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Which fields the hash covers: 1 for the first form, without the author's agent, outcome, reason and principal. */
    form: integer().notNull().default(1),
    previousHash: text("previous_hash").notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index("audit_entries_model").on(table.modelId, table.seq),
    index("audit_entries_target").on(table.target, table.seq),
    index("audit_entries_actor").on(table.actorId, table.seq),
    index("audit_entries_action").on(table.action, table.seq),
    index("audit_entries_at").on(table.at, table.seq),
  ],
);

/** One row: which registry the record is of, and how long it is kept. */
export const auditSettings = pgTable(
  "audit_settings",
  {
    one: boolean().primaryKey().default(true),
    /** Names the registry in its checkpoints. */
    registryId: uuid("registry_id").notNull().defaultRandom(),
    /** Older entries may be removed, behind a checkpoint; null: nothing is ever removed. */
    keepMonths: integer("keep_months"),
    /** The public key that checkpoints are signed for, as PEM; null before the first start of a worker. */
    publicKey: text("public_key"),
    /** The first entry that did not follow the one before when a checkpoint was due; null: all of them did. */
    brokenAt: bigint("broken_at", { mode: "number" }),
  },
  (table) => [check("audit_settings_keep", sql`${table.keepMonths} >= 1`)],
);

/** What is signed outside the database, as pages show it. What counts is the signed line outside. */
export const auditCheckpoints = pgTable("audit_checkpoints", {
  /** The last entry that it covers. */
  seq: bigint({ mode: "number" }).primaryKey(),
  hash: text().notNull(),
  at: timestampMs("at").notNull(),
  signature: text().notNull(),
});

/** What was removed of the record's beginning. A row is what lets its own transaction delete, and nothing else does. */
export const auditRetention = pgTable("audit_retention", {
  /** The last entry that was removed: a checkpoint's. */
  untilSeq: bigint("until_seq", { mode: "number" }).primaryKey(),
  /** What the export of the removed entries is called, beside the checkpoints. */
  exportName: text("export_name").notNull(),
  exportSha256: text("export_sha256").notNull(),
  /** The transaction that may delete; a trigger sets it. */
  transaction: text().notNull().default(""),
  createdAt: createdAt(),
});

/** How often something was refused that is not written down each time. */
export const auditTallies = pgTable("audit_tallies", {
  key: text().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: timestampMs("window_ends_at").notNull(),
});
