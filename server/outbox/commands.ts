import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { statement } from "../db/statement.ts";
import type { events } from "./tables.ts";

const insertEvents = statement<Record<string, never>, { events: string }>(sql`
  insert into events (type, model_id, payload) select e.type, e."modelId", e.payload from json_to_recordset(${sql.placeholder("events")}::json) e (type text, "modelId" uuid, payload jsonb)`);

/** Writes events in the transaction in which they happen: they exist if, and only if, that commits. */
export async function emit(
  tx: Transaction,
  happened: readonly { type: (typeof events.$inferInsert)["type"]; modelId: string | null; payload: Record<string, unknown> }[],
): Promise<void> {
  await insertEvents(tx, { events: JSON.stringify(happened) });
}
