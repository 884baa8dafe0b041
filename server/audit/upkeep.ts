import { lte } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { systemActor } from "../identity/actor.ts";
import { firstBreak, genesisHash } from "./chain.ts";
import type { Checkpoint, Checkpoints } from "./checkpoints.ts";
import { record } from "./commands.ts";
import { findCheckpointBefore, readChainState, readEntries, readLines } from "./queries.ts";
import { auditCheckpoints, auditEntries, auditRetention, auditSettings } from "./tables.ts";

interface Upkeep {
  db: Database;
  checkpoints: Checkpoints;
  now: Date;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Signs how the record ends and keeps that outside the database: when so many entries have come since the last time, or
 * any and a day has passed. What has come is verified first; a record that is broken is not signed.
 * @param upkeep.every so many entries
 * @returns null when none is due
 * @throws Error when the record is broken
 */
export async function takeCheckpoint({ db, checkpoints, now, every }: Upkeep & { every: number }): Promise<Checkpoint | null> {
  const { registry, last, checkpoint: before, publicKey, brokenAt } = await readChainState(db);
  if (publicKey !== checkpoints.publicKey) await db.update(auditSettings).set({ publicKey: checkpoints.publicKey });
  if (!last || last.seq === before?.seq) return null;
  if (before && last.seq - before.seq < every && now.getTime() - Date.parse(before.at) < day) return null;
  const broken = await firstBreakAfter(db, before ?? { seq: 0, hash: genesisHash }, last.seq);
  if (broken !== brokenAt) await db.update(auditSettings).set({ brokenAt: broken });
  if (broken !== null) throw new Error(`the record is broken at entry ${broken}, and was not signed: run countersign-admin audit verify`);
  const checkpoint = checkpoints.sign({ registry, seq: last.seq, hash: last.hash, at: now.toISOString() });
  await checkpoints.keep(checkpoint);
  const { seq, hash, signature } = checkpoint;
  await db.insert(auditCheckpoints).values({ seq, hash, at: now, signature }).onConflictDoNothing();
  return checkpoint;
}

async function firstBreakAfter(db: Database, before: { seq: number; hash: string }, upTo: number): Promise<number | null> {
  let previous = before;
  for await (const entries of readEntries(db, {}, { after: before.seq, upTo })) {
    const broken = firstBreak(entries, previous);
    if (broken !== null) return broken;
    previous = entries.at(-1)!;
  }
  return previous.seq === upTo ? null : previous.seq + 1;
}

/**
 * Removes what is older than administrators keep, up to the last checkpoint before that: exported first, beside the
 * checkpoints, and verified.
 * @returns the last entry that was removed; null when there is nothing to remove
 */
export async function trimRecord({ db, checkpoints, now }: Upkeep): Promise<number | null> {
  const { keepMonths, first } = await readChainState(db);
  if (keepMonths === null || !first) return null;
  const before = new Date(now);
  before.setUTCMonth(before.getUTCMonth() - keepMonths);
  const until = await findCheckpointBefore(db, before);
  if (!until || until.seq < first.seq) return null;
  const kept = await isKept(checkpoints, until);
  if (!kept) throw new Error(`the record was not trimmed: the checkpoint of entry ${until.seq} is not at ${checkpoints.where}`);
  const name = `record-${first.seq}-${until.seq}.jsonl`;
  const { sha256 } = await checkpoints.keepExport(name, readLines(db, {}, { upTo: until.seq }));
  await db.transaction(async (tx) => {
    await tx.insert(auditRetention).values({ untilSeq: until.seq, exportName: name, exportSha256: sha256 });
    await tx.delete(auditEntries).where(lte(auditEntries.seq, until.seq));
    await record(tx, systemActor("trim_audit"), { action: "audit.trimmed", target: name, details: { from: first.seq, until: until.seq, sha256, keepMonths } });
  });
  return until.seq;
}

async function isKept(checkpoints: Checkpoints, { seq, hash }: { seq: number; hash: string }): Promise<boolean> {
  for await (const checkpoint of checkpoints.read()) {
    if (checkpoint.seq === seq) return checkpoint.hash === hash;
  }
  return false;
}
