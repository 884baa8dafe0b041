import type { Transaction } from "../db/client.ts";
import type { EventType } from "./schema.ts";
import { events } from "./tables.ts";

/** So many rows go into one statement. */
const rowsAtOnce = 500;

/** Writes events in the transaction in which they happen: they exist if, and only if, that commits. */
export async function emit(
  tx: Transaction,
  happened: readonly { type: EventType; modelId: string | null; payload: Record<string, unknown> }[],
): Promise<void> {
  for (let from = 0; from < happened.length; from += rowsAtOnce) await tx.insert(events).values(happened.slice(from, from + rowsAtOnce));
}
