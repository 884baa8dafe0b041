import { eq } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import { collectBlob } from "../blobs/commands.ts";
import type { BlobStore } from "../blobs/store.ts";
import type { Database } from "../db/client.ts";
import { deleteIdleDrafts, purge } from "../deletions/commands.ts";
import { listDue } from "../deletions/queries.ts";
import { systemActor, type Actor } from "../identity/actor.ts";
import { forgetFinishedUploads } from "../uploads/commands.ts";
import { listArrivalNames } from "../uploads/queries.ts";
import { listCollectable, readStorageSettings } from "./queries.ts";
import type { Collection } from "./schema.ts";
import { collections } from "./tables.ts";

const hour = 60 * 60 * 1000;
const batch = 200;

/** What there is to collect from, and for whom. */
interface Order {
  db: Database;
  store: BlobStore;
  /** The administrator's name, or `schedule`. */
  startedBy: string;
  /** Only says what would be removed. */
  dryRun: boolean;
  now: Date;
  /** Told of each blob as it is removed; of a dry run, as it would be. */
  onRemove?: (blob: Removed) => void;
}

export interface Removed {
  sha256: string;
  /** Bytes. */
  size: number;
}

/**
 * Gives up deleted versions and drafts whose time is over, then removes the bytes that nothing needs any more, and
 * half-arrived ones that no upload knows. It may be killed at any moment and run beside itself and beside any push.
 * @returns what was removed; of a dry run, what would be (bytes of versions that would be given up not counted)
 */
export async function collect(order: Order): Promise<Collection> {
  const { db, startedBy, dryRun, now } = order;
  const [run] = await db.insert(collections).values({ startedAt: now, dryRun, startedBy }).returning({ id: collections.id });
  if (!run) throw new Error("a collection was not written down");
  const counts = { versions: 0, drafts: 0, blobs: 0, bytes: 0, arrivals: 0 };
  let failure: string | null = null;
  try {
    await collectAll(order, counts);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    const finishedAt = new Date();
    await db.update(collections).set({ ...counts, failure, finishedAt }).where(eq(collections.id, run.id));
  }
  const [done] = await db.select().from(collections).where(eq(collections.id, run.id));
  if (!done) throw new Error("a collection vanished");
  return { ...done, startedAt: done.startedAt.toISOString(), finishedAt: done.finishedAt?.toISOString() ?? null };
}

type Counts = { versions: number; drafts: number; blobs: number; bytes: number; arrivals: number };

async function collectAll(order: Order, counts: Counts): Promise<void> {
  const { db, now, dryRun, startedBy } = order;
  const settings = await readStorageSettings(db);
  const actor: Actor = { ...systemActor(`collection ${now.toISOString()}`), name: startedBy === "schedule" ? "Countersign" : startedBy };
  if (!dryRun) {
    while ((await db.transaction((tx) => deleteIdleDrafts(tx, now, batch))) === batch);
    while ((await db.transaction((tx) => forgetFinishedUploads(tx, new Date(now.getTime() - settings.graceHours * hour), batch))) === batch);
  }
  await giveUpDue(order, actor, counts);
  await removeBlobs(order, new Date(now.getTime() - settings.graceHours * hour), counts);
  await dropArrivals(order, new Date(now.getTime() - settings.graceHours * hour), counts);
  if (!dryRun && (counts.blobs > 0 || counts.arrivals > 0)) {
    await db.transaction((tx) => record(tx, actor, { action: "storage.collected", target: "storage", details: counts }));
  }
}

async function giveUpDue({ db, now, dryRun }: Order, actor: Actor, counts: Counts): Promise<void> {
  for (;;) {
    const due = await listDue(db, now, batch);
    for (const { versionId, number, modelId } of due) {
      const what = dryRun
        ? number === null ? "draft" : "version"
        : await db.transaction(async (tx) => {
            const given = await purge(tx, versionId, now);
            if (given === "version") await record(tx, actor, { action: "version.purged", modelId, target: `version ${number}`, details: { versionId }, event: { version: number } });
            return given;
          });
      if (what) counts[`${what}s`]++;
    }
    if (dryRun || due.length < batch) return;
  }
}

async function removeBlobs({ db, store, dryRun, onRemove }: Order, before: Date, counts: Counts): Promise<void> {
  let after: { claimedAt: Date; sha256: string } | undefined;
  for (;;) {
    const found = await listCollectable(db, { before, after, limit: batch });
    for (const { sha256, size } of found) {
      const removed = dryRun || (await db.transaction((tx) => collectBlob(tx, sha256, before, () => store.remove(sha256))));
      if (!removed) continue;
      onRemove?.({ sha256, size });
      counts.blobs++;
      counts.bytes += size;
    }
    after = found.at(-1);
    if (!after || found.length < batch) return;
  }
}

async function dropArrivals({ db, store, dryRun }: Order, before: Date, counts: Counts): Promise<void> {
  const dropped = new Set<string>();
  let names: string[] = [];
  const drop = async () => {
    const known = await listArrivalNames(db, names);
    for (const name of names.filter((each) => !known.has(each) && !dropped.has(each))) {
      if (!dryRun) await store.drop({ name });
      dropped.add(name);
      counts.arrivals++;
    }
    names = [];
  };
  for await (const { name, modifiedAt } of store.arrivals()) {
    if (modifiedAt < before) names.push(name);
    if (names.length === batch) await drop();
  }
  await drop();
}
