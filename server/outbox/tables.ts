import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { actions } from "../audit/schema.ts";
import { createdAt } from "../db/columns.ts";

/** What happened, written in the transaction in which it happened, for those who have to be told. */
export const events = pgTable(
  "events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    type: text({ enum: actions }).notNull(),
    modelId: uuid("model_id"),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("events_model").on(table.modelId, table.id)],
);
