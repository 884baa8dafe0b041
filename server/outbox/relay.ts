import { eq } from "drizzle-orm";
import type { Database, Transaction } from "../db/client.ts";
import { eventsAfter, lastEvent, type StoredEvent } from "./queries.ts";
import type { Reader } from "./schema.ts";
import { eventReaders } from "./tables.ts";

/** So many events are dealt with in one transaction. */
const eventsAtOnce = 200;

/**
 * Deals with every event that a reader has not seen, in their order: what comes of them is committed together with how far it
 * got, so that a crash loses nothing and does nothing twice. Several instances may do it at once: one waits for the other.
 * A reader that is new begins with what happens from now on.
 * @param deal writes what comes of some events
 * @returns how many there were
 */
export async function relay(db: Database, reader: Reader, deal: (tx: Transaction, events: readonly StoredEvent[]) => Promise<void>): Promise<number> {
  for (let total = 0; ; ) {
    const count = await db.transaction(async (tx) => {
      const batch = await eventsAfter(tx, await holdPosition(tx, reader), eventsAtOnce);
      const last = batch.at(-1);
      if (!last) return 0;
      await deal(tx, batch);
      await tx.update(eventReaders).set({ position: last.id }).where(eq(eventReaders.name, reader));
      return batch.length;
    });
    total += count;
    if (count < eventsAtOnce) return total;
  }
}

async function holdPosition(tx: Transaction, reader: Reader): Promise<number> {
  const held = async () => (await tx.select({ position: eventReaders.position }).from(eventReaders).where(eq(eventReaders.name, reader)).for("update"))[0];
  const row = await held();
  if (row) return row.position;
  await tx.insert(eventReaders).values({ name: reader, position: await lastEvent(tx) }).onConflictDoNothing();
  return (await held())!.position;
}
