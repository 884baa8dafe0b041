import { and, eq, inArray, isNull, lt, ne, not, or, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Arrival, StoredBlob } from "../blobs/store.ts";
import type { Executor, Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { undeleted } from "../pointers/queries.ts";
import { admitBytes } from "../storage/commands.ts";
import { attachReceivedFiles, requireDraft } from "../versions/commands.ts";
import { versions } from "../versions/tables.ts";
import { bytesUnderWay, receivedOf, requireUpload } from "./queries.ts";
import { busy } from "./rules.ts";
import type { NewUpload, Route, uploadWays } from "./schema.ts";
import { uploads } from "./tables.ts";

/** How long who receives an upload may be silent before somebody else may, in milliseconds. */
export const leaseMs = 6000;

/**
 * Opens uploads into a draft. One that was begun before, with the same path and size (and, where the sender gives one,
 * fingerprint), goes on; with a fingerprint also one that the same person began for another draft and nobody sends now.
 */
export async function openUploads(
  tx: Transaction,
  actor: Actor,
  input: { draft: string; way: (typeof uploadWays)[number]; files: NewUpload[] },
): Promise<{ path: string; upload: string; received: number }[]> {
  const draft = await requireDraft(tx, actor, input.draft);
  const opened: { path: string; upload: string; received: number }[] = [];
  for (const file of input.files) {
    await adopt(tx, actor, draft.id, input.way, file);
    const [row] = await tx
      .insert(uploads)
      .values({ draftId: draft.id, path: file.path, size: file.size, way: input.way, state: "arriving", fingerprint: file.fingerprint ?? null })
      .onConflictDoUpdate({ target: [uploads.draftId, uploads.path], set: { updatedAt: new Date() } })
      .returning();
    if (!row) throw new Error("an upload was neither made nor found");
    opened.push({ path: file.path, upload: row.id, received: receivedOf(row) });
  }
  await admitBytes(tx, draft, await bytesUnderWay(tx, draft.teamId));
  await record(tx, actor, {
    action: "version.uploads_opened",
    modelId: draft.modelId,
    target: draft.model,
    details: { draft: draft.id, files: input.files.length },
  });
  return opened;
}

/** Finds what was begun of the file before, and forgets what was begun of another file under its path. */
async function adopt(tx: Transaction, actor: Actor, draftId: string, way: (typeof uploadWays)[number], file: NewUpload): Promise<void> {
  const fingerprint = file.fingerprint ?? null;
  const [here] = await tx
    .select({ id: uploads.id, size: uploads.size, way: uploads.way, state: uploads.state, fingerprint: uploads.fingerprint })
    .from(uploads)
    .where(and(eq(uploads.draftId, draftId), eq(uploads.path, file.path)))
    .for("update");
  const same = here && here.size === file.size && here.way === way && here.fingerprint === fingerprint;
  if (same && ["arriving", "verifying", "stored"].includes(here.state)) return;
  if (here) await tx.delete(uploads).where(eq(uploads.id, here.id));
  if (fingerprint === null) return;
  const [elsewhere] = await tx
    .select({ id: uploads.id })
    .from(uploads)
    .innerJoin(versions, eq(versions.id, uploads.draftId))
    .where(
      and(
        eq(uploads.fingerprint, fingerprint),
        eq(uploads.state, "arriving"),
        eq(uploads.size, file.size),
        eq(uploads.way, way),
        ne(uploads.draftId, draftId),
        eq(versions.authorId, actor.userId),
        isNull(versions.number),
        // One that only waits for its turn in a push beside this one has none.
        sql`(${uploads.arrival} ->> 'bytes')::bigint > 0`,
        or(isNull(uploads.heldUntil), lt(uploads.heldUntil, sql`now()`)),
      ),
    )
    .orderBy(sql`coalesce((${uploads.arrival} ->> 'bytes')::bigint, 0) desc`)
    .limit(1)
    .for("update", { of: uploads, skipLocked: true });
  if (elsewhere) await tx.update(uploads).set({ draftId, path: file.path, updatedAt: new Date() }).where(eq(uploads.id, elsewhere.id));
}

/**
 * Takes an upload to receive its bytes. Whoever received it before, and did not end in order, has to be silent for a
 * while first.
 * @param holder names who receives it now
 * @throws DomainError not_found, forbidden, upload_busy, upload_failed
 */
export async function holdUpload(tx: Transaction, actor: Actor, id: string, holder: string) {
  const { draft } = await requireUpload(tx, actor, id);
  await requireDraft(tx, actor, draft);
  const [row] = await tx.select().from(uploads).where(eq(uploads.id, id)).for("update");
  if (!row) throw notFound("That upload");
  if (row.holder !== null && row.holder !== holder && row.heldUntil !== null && row.heldUntil > new Date()) throw busy(row.path);
  if (row.state === "failed") throw new DomainError("upload_failed", row.failure ?? "This upload failed. Open it again.", { path: row.path });
  await tx.update(uploads).set({ holder, heldUntil: new Date(Date.now() + leaseMs) }).where(eq(uploads.id, id));
  return row;
}

/** Keeps how far an upload has come. @throws DomainError upload_busy, when it is received by somebody else by now */
export async function keepProgress(db: Executor, id: string, holder: string, change: { arrival?: Arrival | null }): Promise<void> {
  const rows = await db
    .update(uploads)
    .set({ ...change, heldUntil: new Date(Date.now() + leaseMs), updatedAt: new Date() })
    .where(and(eq(uploads.id, id), eq(uploads.holder, holder)))
    .returning({ id: uploads.id });
  if (rows.length === 0) throw busy("This file");
}

/** Lets somebody else receive it. */
export async function releaseUpload(db: Executor, id: string, holder: string): Promise<void> {
  await db.update(uploads).set({ holder: null, heldUntil: null }).where(and(eq(uploads.id, id), eq(uploads.holder, holder)));
}

/** The bytes are in the store under their digest; the file is not in its draft yet. */
export async function markUploadStored(db: Executor, id: string, holder: string, blob: StoredBlob): Promise<void> {
  // The store has moved what had arrived; its checks are kept until the file is attached.
  const arrival = { name: "", size: blob.size, bytes: blob.size, hash: null, checks: blob.checks.toString("base64") };
  await db.update(uploads).set({ state: "stored", sha256: blob.sha256, arrival, updatedAt: new Date() }).where(and(eq(uploads.id, id), eq(uploads.holder, holder)));
}

/** Puts a file whose bytes are stored into its draft. Repeating it changes nothing. */
export async function attachUpload(tx: Transaction, actor: Actor, id: string): Promise<{ path: string; size: number; sha256: string }> {
  const { draft, path, size, sha256, state, arrival } = await requireUpload(tx, actor, id);
  if (sha256 === null) throw new DomainError("upload_incomplete", `${path} has not wholly come yet. Send the rest first.`, { path, size });
  if (state !== "done") {
    await attachReceivedFiles(tx, actor, draft, [{ path, size, sha256, checks: Buffer.from(arrival?.checks ?? "", "base64") }]);
    await tx.update(uploads).set({ state: "done", arrival: null, route: null, updatedAt: new Date() }).where(eq(uploads.id, id));
  }
  return { path, size, sha256 };
}

/** An upload that can't go on: opening it again begins anew. */
export async function failUpload(db: Executor, id: string, holder: string, failure: string): Promise<void> {
  const mine = and(eq(uploads.id, id), eq(uploads.holder, holder));
  await db.update(uploads).set({ state: "failed", failure, arrival: null, updatedAt: new Date() }).where(mine);
}

/** Straight to the bucket: the sender says that all parts are there, and the digest is to be found out. */
export async function beginVerifying(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const row = await requireUpload(tx, actor, id);
  await requireDraft(tx, actor, row.draft);
  if (row.state === "arriving") await tx.update(uploads).set({ state: "verifying", updatedAt: new Date() }).where(eq(uploads.id, id));
}

/** What the browser's route has to be told when these uploads are here. */
export async function keepRoute(db: Executor, ids: readonly string[], route: Route): Promise<void> {
  await db.update(uploads).set({ route }).where(inArray(uploads.id, [...ids]));
}

/** Gives up uploads of a draft that have not wholly come; without paths, all of them. */
export async function cancelUploads(tx: Transaction, actor: Actor, input: { draft: string; paths?: string[] | undefined }) {
  const draft = await requireDraft(tx, actor, input.draft);
  const cancelled = await tx
    .delete(uploads)
    .where(and(eq(uploads.draftId, draft.id), ne(uploads.state, "done"), input.paths ? inArray(uploads.path, input.paths) : undefined))
    .returning({ path: uploads.path });
  await record(tx, actor, {
    action: "version.uploads_cancelled",
    modelId: draft.modelId,
    target: draft.model,
    details: { draft: draft.id, files: cancelled.length },
  });
  return { cancelled: cancelled.length };
}

/** Forgets the uploads of files that were attached long ago, or whose draft has become a version or was deleted. */
export async function forgetFinishedUploads(tx: Transaction, before: Date, limit: number): Promise<number> {
  const finished = tx
    .select({ id: uploads.id })
    .from(uploads)
    .innerJoin(versions, eq(versions.id, uploads.draftId))
    .where(and(lt(uploads.updatedAt, before), or(eq(uploads.state, "done"), sql`${versions.number} is not null`, not(undeleted))))
    .limit(limit);
  const rows = await tx.delete(uploads).where(inArray(uploads.id, finished)).returning({ id: uploads.id });
  return rows.length;
}
