import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { models } from "../models/tables.ts";
import { undeleted } from "../pointers/queries.ts";
import { teams } from "../teams/tables.ts";
import { versions } from "../versions/tables.ts";
import type { Upload } from "./schema.ts";
import { uploads } from "./tables.ts";

/** In a draft of the actor's own that is still to become a version. */
export function ownDraft(actor: Actor) {
  return and(eq(versions.authorId, actor.userId), modelPermits(actor, "version:create"), undeleted);
}

const columns = {
  upload: uploads.id,
  draft: uploads.draftId,
  path: uploads.path,
  size: uploads.size,
  way: uploads.way,
  state: uploads.state,
  failure: uploads.failure,
  sha256: uploads.sha256,
  arrival: uploads.arrival,
  updatedAt: uploads.updatedAt,
};

function selectUploads(db: Executor) {
  return db
    .select(columns)
    .from(uploads)
    .innerJoin(versions, eq(versions.id, uploads.draftId))
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId));
}

/** An upload of the actor's own. @throws DomainError not_found */
export async function requireUpload(db: Executor, actor: Actor, id: string) {
  const [row] = await selectUploads(db).where(and(eq(uploads.id, id), ownDraft(actor)));
  if (!row) throw notFound("That upload");
  return row;
}

/** Bytes of an upload that are here. */
export function receivedOf({ state, size, arrival }: { state: string; size: number; arrival: { bytes: number } | null }): number {
  return state === "arriving" || state === "failed" ? (arrival?.bytes ?? 0) : size;
}

/** A page of the uploads of a draft of the actor's own, in the order of their paths. */
export async function listUploads(
  db: Executor,
  actor: Actor,
  input: { draft: string; after?: string | undefined; limit: number },
): Promise<{ items: Upload[]; next: string | null }> {
  const rows = await selectUploads(db)
    .where(and(eq(uploads.draftId, input.draft), ownDraft(actor), sql`${uploads.state} <> 'done'`, input.after ? gt(uploads.path, input.after) : undefined))
    .orderBy(asc(uploads.path))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit).map(toUpload);
  return { items, next: rows.length > input.limit ? (items.at(-1)?.path ?? null) : null };
}

export async function getUpload(db: Executor, actor: Actor, id: string): Promise<Upload> {
  return toUpload(await requireUpload(db, actor, id));
}

function toUpload(row: Awaited<ReturnType<typeof requireUpload>>): Upload {
  const { upload, path, size, state, failure, sha256, updatedAt } = row;
  return { upload, path, size, received: receivedOf(row), state, failure, sha256, updatedAt: updatedAt.toISOString() };
}

/** Which of these arrivals an upload still needs. */
export async function listArrivalNames(db: Executor, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const name = sql<string>`${uploads.arrival} ->> 'name'`;
  const rows = await db.select({ name }).from(uploads).where(inArray(name, [...names]));
  return new Set(rows.map((row) => row.name));
}

/** Bytes in all of a team's uploads that are not in their drafts yet. */
export async function bytesUnderWay(db: Executor, teamId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<number>`coalesce(sum(${uploads.size}), 0)::float8` })
    .from(uploads)
    .innerJoin(versions, eq(versions.id, uploads.draftId))
    .innerJoin(models, eq(models.id, versions.modelId))
    .where(and(eq(models.teamId, teamId), sql`${uploads.state} in ('arriving', 'verifying', 'stored')`, undeleted));
  return row?.bytes ?? 0;
}
