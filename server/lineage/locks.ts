import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";

const lineageLock = 0x11ea;

/**
 * The lock that whoever adds facts to the lineage shares to the end of the transaction, so that a recall sees all of them or
 * they see the recall. It comes before the lock on any model. As an expression, to be taken by the first statement.
 */
export const lineageHeld = sql<string>`pg_advisory_xact_lock_shared(${sql.raw(String(lineageLock))})::text`;

/** Waits until nobody adds to the lineage, and keeps everybody from it to the end of the transaction. */
export async function lockLineage(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(lineageLock))})`);
}
