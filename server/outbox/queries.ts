import { asc, gt, max } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { events } from "./tables.ts";

/** An event as it is kept. */
export type StoredEvent = typeof events.$inferSelect;

/** The events after one, the oldest first. */
export async function eventsAfter(db: Executor, after: number, limit: number): Promise<StoredEvent[]> {
  return await db.select().from(events).where(gt(events.id, after)).orderBy(asc(events.id)).limit(limit);
}

/** The id of the last event that was committed; 0 while there is none. */
export async function lastEvent(db: Executor): Promise<number> {
  const [row] = await db.select({ last: max(events.id) }).from(events);
  return row?.last ?? 0;
}
