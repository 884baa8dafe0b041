import { eq } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { models } from "../models/tables.ts";
import { catalogueVersion } from "../outbox/catalogue.ts";
import { envelopesOf, modelName } from "../outbox/envelope.ts";
import { events } from "../outbox/tables.ts";
import { teams } from "../teams/tables.ts";
import type { Told } from "./message.ts";
import type { deliveries, webhooks } from "./tables.ts";

type DeliveryRow = typeof deliveries.$inferSelect;

/** What a receiver knows a message by: the same for every try, and whenever the event is sent again. */
export function messageIdOf({ id, eventId }: Pick<DeliveryRow, "id" | "eventId">): string {
  return eventId === null ? `test_${id}` : `evt_${eventId}`;
}

/** What a delivery tells. @throws Error, when the event is not kept any more */
export async function toldOf(db: Executor, webhook: typeof webhooks.$inferSelect, delivery: DeliveryRow): Promise<Told> {
  if (delivery.eventId === null) return await testOf(db, webhook, delivery);
  const [told] = await envelopesOf(db, await db.select().from(events).where(eq(events.id, delivery.eventId)));
  if (!told) throw new Error(`The event ${delivery.eventId} is not kept any more.`);
  return told;
}

/** A test, in the form of an event; its id is that of none. */
async function testOf(db: Executor, { name }: { name: string }, { eventType: type, modelId, createdAt }: DeliveryRow): Promise<Told> {
  const [named] = modelId === null ? [] : await db.select({ model: modelName }).from(models).innerJoin(teams, eq(teams.id, models.teamId)).where(eq(models.id, modelId));
  return { id: 0, type, version: catalogueVersion, at: createdAt.toISOString(), model: named?.model ?? null, subject: name, actor: null, data: { message: "This is a test: nothing has happened." } };
}
