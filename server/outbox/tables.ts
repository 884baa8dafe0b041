import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "../db/columns.ts";
import { eventTypes, readers } from "./schema.ts";

/**
 * What happened, written in the transaction in which it happened, for those who have to be told. Whoever writes one holds
 * the lock of the record until the end, so that ids are committed in their order: who has seen one will see none below it.
 */
export const events = pgTable(
  "events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    type: text({ enum: eventTypes }).notNull(),
    modelId: uuid("model_id"),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index("events_model").on(table.modelId, table.id)],
);

/** How far each reader has read the events. */
export const eventReaders = pgTable("event_readers", {
  name: text({ enum: readers }).primaryKey(),
  /** The last event that it has dealt with. */
  position: bigint({ mode: "number" }).notNull(),
});
