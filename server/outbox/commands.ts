import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { statement } from "../db/statement.ts";
import type { Actor } from "../identity/actor.ts";
import type { EventType } from "./schema.ts";

const insertEvents = statement<Record<string, never>, { events: string }>(sql`
  insert into events (type, model_id, payload) select e.type, e."modelId", e.payload from json_to_recordset(${sql.placeholder("events")}::json) e (type text, "modelId" uuid, payload jsonb)`);

/** What happened; `payload.target` is what it happened to, as people name it. */
export interface Happening {
  actor: Actor;
  type: EventType;
  modelId: string | null;
  payload: Record<string, unknown>;
}

/**
 * Writes events in the transaction in which they happen: they exist if, and only if, that commits. The transaction has an entry in
 * the record already, whose lock keeps the order of the events that of their commits.
 */
export async function emit(tx: Transaction, happened: readonly Happening[]): Promise<void> {
  await insertEvents(tx, { events: JSON.stringify(happened.map(({ actor, payload, ...rest }) => ({ ...rest, payload: { ...payload, actor: nameOf(actor) } }))) });
}

/** Who did it, as others are told; null, the registry itself. */
function nameOf({ credential, userId, name }: Actor): { id: string; name: string } | null {
  const isSomebody = credential.kind === "session" || credential.kind === "token";
  return isSomebody ? { id: userId, name } : null;
}
