import type { Transaction } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import type { EventType } from "./schema.ts";
import { events } from "./tables.ts";

/** So many rows go into one statement. */
const rowsAtOnce = 500;

/** What happened; `payload.target` is what it happened to, as people name it. */
export interface Happening {
  type: EventType;
  modelId: string | null;
  payload: Record<string, unknown>;
}

/**
 * Writes events in the transaction in which they happen: they exist if, and only if, that commits. The transaction has an entry in
 * the record already, whose lock keeps the order of the events that of their commits.
 */
export async function emit(tx: Transaction, actor: Actor, happened: readonly Happening[]): Promise<void> {
  const isSomebody = actor.credential.kind === "session" || actor.credential.kind === "token";
  const by = isSomebody ? { id: actor.userId, name: actor.name } : null;
  const rows = happened.map(({ payload, ...rest }) => ({ ...rest, payload: { ...payload, actor: by } }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) await tx.insert(events).values(rows.slice(from, from + rowsAtOnce));
}
