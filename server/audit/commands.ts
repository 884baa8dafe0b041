import { desc, sql } from "drizzle-orm";
import type { Database, Transaction } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { emit } from "../outbox/commands.ts";
import { entryHash, genesisHash } from "./chain.ts";
import type { Action } from "./schema.ts";
import { auditEntries } from "./tables.ts";

/** Held from the first entry of a transaction to its end, so that `seq` has no gap and the chain no fork. */
const chainLock = 0x0c5a;

const recorded = new WeakSet<Transaction>();

/**
 * One transaction around what a caller has asked for. It commits only when the work succeeded and recorded what it did.
 * @param name what the work is called where it has not
 */
export async function transact<Result>(db: Database, name: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return await db.transaction(async (tx) => {
    const result = await work(tx);
    if (!recorded.has(tx)) throw new Error(`${name} recorded no audit entry`);
    return result;
  });
}

/**
 * Writes what is being done as the next audit entry and as an event, in the transaction that does it. Call it after
 * every row lock has been taken: it queues behind every other writer until the transaction ends.
 */
export async function record(
  tx: Transaction,
  actor: Actor,
  what: { action: Action; modelId?: string; target: string; details?: Record<string, unknown> },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${chainLock})`);
  const [last] = await tx
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.seq))
    .limit(1);
  const at = new Date();
  const entry = {
    seq: (last?.seq ?? 0) + 1,
    actorId: actor.userId,
    actorName: actor.name,
    credential: actor.credential.kind === "token" ? `token:${actor.credential.id}` : actor.credential.kind,
    address: actor.request.address,
    requestId: actor.request.id,
    action: what.action,
    modelId: what.modelId ?? null,
    target: what.target,
    details: what.details ?? {},
  };
  const previousHash = last?.hash ?? genesisHash;
  const hash = entryHash(previousHash, { ...entry, at: at.toISOString() });
  await tx.insert(auditEntries).values({ ...entry, at, previousHash, hash });
  await emit(tx, { type: what.action, modelId: entry.modelId, payload: { target: what.target, ...what.details } });
  recorded.add(tx);
}
