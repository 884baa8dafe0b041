import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { actions } from "./schema.ts";

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
    address: text().notNull(),
    requestId: text("request_id").notNull(),
    action: text({ enum: actions }).notNull(),
    /** The model it concerns; null where it concerns none. */
    modelId: uuid("model_id"),
    target: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text().notNull(),
  },
  (table) => [index("audit_entries_model").on(table.modelId, table.seq), index("audit_entries_target").on(table.target, table.seq)],
);
