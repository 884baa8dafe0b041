import { bigint, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
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
