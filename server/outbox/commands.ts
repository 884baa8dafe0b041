import type { Transaction } from "../db/client.ts";
import { events } from "./tables.ts";

/** Writes an event in the transaction in which it happens: it exists if, and only if, that commits. */
export async function emit(
  tx: Transaction,
  event: { type: (typeof events.$inferInsert)["type"]; modelId: string | null; payload: Record<string, unknown> },
): Promise<void> {
  await tx.insert(events).values(event);
}
