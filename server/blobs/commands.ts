/** Rows come by the thousand: as one parameter, which costs a fraction of one for every value. */
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { gathered } from "../db/statement.ts";
import { referencesOf } from "./queries.ts";
import type { StoredBlob } from "./store.ts";
import { blobs } from "./tables.ts";

/**
 * Says that these bytes are being brought. It has to be committed before they get their name in the store: what was
 * claimed within the grace time is not collected, so that nobody removes them just as they arrive.
 */
export async function claimBlobs(db: Executor, brought: readonly Pick<StoredBlob, "sha256" | "size">[]): Promise<void> {
  if (brought.length === 0) return;
  const rows = distinct(brought).map(({ sha256, size }) => ({ sha256, size }));
  await db.execute(sql`
    insert into ${blobs} (sha256, size)
    select r.sha256, r.size from json_to_recordset(${JSON.stringify(rows)}::json) r (sha256 text, size bigint) order by r.sha256
    on conflict (sha256) do update set claimed_at = now()`);
}

/** Of several with the same bytes, the last one. */
function distinct<Blob extends { sha256: string }>(blobsBrought: readonly Blob[]): Blob[] {
  return [...new Map(blobsBrought.map((blob) => [blob.sha256, blob])).values()];
}

/** The bytes are in the store now, whole and new. The caller has claimed them before. */
export async function markStored(tx: Transaction, stored: readonly StoredBlob[]): Promise<void> {
  if (stored.length === 0) return;
  const rows = distinct(stored).map(({ sha256, size, checks }) => ({ sha256, size, checks: checks.toString("base64") }));
  await tx.execute(sql`
    insert into ${blobs} (sha256, size, checks)
    select r.sha256, r.size, decode(r.checks, 'base64')
    from json_to_recordset(${JSON.stringify(rows)}::json) r (sha256 text, size bigint, checks text) order by r.sha256
    on conflict (sha256) do update
    set size = excluded.size, checks = excluded.checks, removed_at = null, damaged_at = null, claimed_at = now()`);
}

const hold = gathered<{ sha256: string }, { hashes: readonly string[] }>({ hashes: "text[]" }, (asked) => sql`
  with asked as (select * from ${asked}),
  held as (select sha256 from blobs where sha256 = any(array(select unnest(hashes) from asked)) and removed_at is null and damaged_at is null order by sha256 for key share)
  select a.n, h.sha256 from asked a join held h on h.sha256 = any(a.hashes)`);

/**
 * Keeps bytes that are here from being collected, to the end of the transaction.
 * @returns those that are still here
 */
export async function holdBlobs(tx: Transaction, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await hold(tx, { hashes });
  return new Set(rows.map((row) => row.sha256));
}

/** What is stored is not what was: from here on nobody is given it, and whoever has the bytes can bring them again. */
export async function markDamaged(db: Executor, sha256: string): Promise<void> {
  await db.update(blobs).set({ damagedAt: new Date() }).where(sql`${blobs.sha256} = ${sha256} and ${blobs.damagedAt} is null`);
  // That files are whole is evidence.
  await addJob(db, "tend_open", { stage: null }, { key: "stage:" });
}

/** Held by a backup from before its snapshot until it has copied the bytes of what it saw; shared by whoever removes bytes. */
export const backupLock = 0x0c5b;

/**
 * Removes bytes that nothing needs and that nobody has brought since `before`. The row is locked while they are removed:
 * whoever attaches them meanwhile waits, and then finds them gone; whoever brings them has claimed them before.
 * @param remove takes them out of the store; no error when they are not there
 * @returns whether they were removed; not, when somebody holds or needs them by now, or while a backup is taken
 */
export async function collectBlob(tx: Transaction, sha256: string, before: Date, remove: () => Promise<void>): Promise<boolean> {
  const [free] = await tx
    .select({ sha256: blobs.sha256 })
    .from(blobs)
    .where(and(eq(blobs.sha256, sha256), isNull(blobs.removedAt), lt(blobs.claimedAt, before)))
    .for("update", { skipLocked: true });
  if (!free) return false;
  // A statement of its own, which sees what was committed before the lock was had.
  const needed = await tx.execute(referencesOf(sql`${sha256}`));
  if (needed.length > 0) return false;
  const [lock] = await tx.execute<{ got: boolean }>(sql`select pg_try_advisory_xact_lock_shared(${backupLock}) as got`);
  if (!lock?.got) return false;
  await remove();
  await tx.update(blobs).set({ removedAt: new Date(), damagedAt: null, checks: null }).where(eq(blobs.sha256, sha256));
  return true;
}
