import { eq, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { events } from "../outbox/tables.ts";
import type { Told } from "./message.ts";
import type { deliveries, webhooks } from "./tables.ts";

/** What a delivery tells. */
export async function toldOf(db: Executor, webhook: typeof webhooks.$inferSelect, delivery: typeof deliveries.$inferSelect): Promise<Told> {
  const [named] = delivery.modelId === null ? [] : await db.execute<{ model: string }>(sql`select t.slug || '/' || m.name as model from models m join teams t on t.id = m.team_id where m.id = ${delivery.modelId}`);
  const model = named?.model ?? null;
  if (delivery.eventId === null) {
    const data = { message: "This is a test. Nothing has happened.", webhook: { id: webhook.id, name: webhook.name } };
    return { id: `test_${delivery.id}`, type: delivery.eventType, at: delivery.createdAt.toISOString(), model, data };
  }
  const [event] = await db.select().from(events).where(eq(events.id, delivery.eventId));
  return { id: `evt_${delivery.eventId}`, type: delivery.eventType, at: (event?.createdAt ?? delivery.createdAt).toISOString(), model, data: event?.payload ?? {} };
}
