import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import { modelPermits } from "../grants/permits.ts";
import { demand } from "../identity/access.ts";
import { systemActor, type Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { resolveReference } from "../pointers/queries.ts";
import { refreshVersions } from "../search/entries.ts";
import { recountTeam } from "../storage/commands.ts";
import { readStorageSettings } from "../storage/queries.ts";
import { teams } from "../teams/tables.ts";
import { uploads } from "../uploads/tables.ts";
import { requireDraft, touchDraft } from "../versions/commands.ts";
import { versionFiles, versions, versionTags } from "../versions/tables.ts";
import { dependentsOf } from "./queries.ts";
import { refuseInUse } from "./rules.ts";
import { versionDeletions } from "./tables.ts";

const day = 24 * 60 * 60 * 1000;

/**
 * Deletes a version: nobody finds it any more, but until the time is over it can be restored.
 * @throws DomainError version_in_use, which lists what needs it
 */
export async function deleteVersion(tx: Transaction, actor: Actor, input: { reference: string; reason: string }) {
  const resolved = await resolveReference(tx, actor, input.reference);
  const model = await requireModel(tx, actor, resolved.model);
  demand(actor, model.team, "version:delete");
  await lockModel(tx, model.id);
  // Under the lock: no pointer moves here, and no promotion is requested, after this has been looked at.
  const { versionId, reference, version, digest } = await resolveReference(tx, actor, resolved.reference);
  await tx.select({ id: versions.id }).from(versions).where(eq(versions.id, versionId)).for("update");
  refuseInUse(reference, await dependentsOf(tx, versionId));
  const restorableUntil = await keepDeletion(tx, actor.userId, versionId, input.reason);
  await keepNewest(tx, model.id);
  await refreshVersions(tx, [versionId]);
  await record(tx, actor, { action: "version.deleted", modelId: model.id, target: reference, details: { reason: input.reason }, event: { version, digest } });
  return { reference, restorableUntil };
}

async function keepDeletion(tx: Transaction, deletedBy: string, versionId: string, reason: string, deletedAt = new Date()): Promise<string> {
  const { restoreDays } = await readStorageSettings(tx);
  const purgeAfter = new Date(deletedAt.getTime() + restoreDays * day);
  await tx.insert(versionDeletions).values({ versionId, deletedBy, deletedAt, reason, purgeAfter });
  return purgeAfter.toISOString();
}

/** The newest version that was not deleted, kept beside the model. */
async function keepNewest(tx: Transaction, modelId: string): Promise<void> {
  await tx.execute(sql`
    update models set updated_at = now(), newest_number = (select max(v.number) from versions v where v.model_id = ${modelId}
      and not exists (select 1 from version_deletions d where d.version_id = v.id)) where id = ${modelId}`);
}

/** Brings a deleted version back, as long as its files were not given up. */
export async function restoreVersion(tx: Transaction, actor: Actor, input: { model: string; version: number }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "version:delete");
  await lockModel(tx, model.id);
  const reference = `${input.model}@${input.version}`;
  const [deleted] = await tx
    .select({ versionId: versionDeletions.versionId, digest: versions.digest, purgedAt: versionDeletions.purgedAt })
    .from(versionDeletions)
    .innerJoin(versions, eq(versions.id, versionDeletions.versionId))
    .where(and(eq(versions.modelId, model.id), eq(versions.number, input.version)))
    .for("update", { of: versionDeletions });
  if (!deleted) throw notFound(`A deleted version ${reference}`);
  if (deleted.purgedAt) {
    throw new DomainError("version_purged", `${reference} can't be restored: its time was over at ${deleted.purgedAt.toISOString()}, and its files were given up.`, { reference });
  }
  await tx.delete(versionDeletions).where(eq(versionDeletions.versionId, deleted.versionId));
  await keepNewest(tx, model.id);
  await refreshVersions(tx, [deleted.versionId]);
  await record(tx, actor, { action: "version.restored", modelId: model.id, target: reference, event: { version: input.version, digest: deleted.digest } });
  return { reference };
}

/** Deletes a draft. Its author can restore it until the time is over. */
export async function discardDraft(tx: Transaction, actor: Actor, input: { draft: string }) {
  const draft = await requireDraft(tx, actor, input.draft);
  await keepDeletion(tx, actor.userId, draft.id, "discarded");
  await record(tx, actor, { action: "version.discarded", modelId: draft.modelId, target: draft.model, details: { draft: draft.id } });
  return { discarded: true };
}

/** Brings a deleted draft of the actor's own back. */
export async function restoreDraft(tx: Transaction, actor: Actor, input: { draft: string }) {
  const [draft] = await tx
    .select({ modelId: models.id, model: sql<string>`${teams.slug} || '/' || ${models.name}` })
    .from(versionDeletions)
    .innerJoin(versions, eq(versions.id, versionDeletions.versionId))
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(eq(versions.id, input.draft), isNull(versions.number), eq(versions.authorId, actor.userId), modelPermits(actor, "version:create")))
    .for("update", { of: versionDeletions });
  if (!draft) throw notFound("That deleted draft");
  await tx.delete(versionDeletions).where(eq(versionDeletions.versionId, input.draft));
  await touchDraft(tx, input.draft);
  await record(tx, actor, { action: "version.draft_restored", modelId: draft.modelId, target: draft.model, details: { draft: input.draft } });
  return { draft: input.draft };
}

/**
 * Gives up a deleted version or draft whose time is over. Of a version the record stays; a draft is gone.
 * @returns what it was; null when it was restored or given up meanwhile
 */
export async function purge(tx: Transaction, versionId: string, now: Date): Promise<"version" | "draft" | null> {
  const [row] = await tx
    .select({ number: versions.number, teamId: models.teamId, purgeAfter: versionDeletions.purgeAfter, purgedAt: versionDeletions.purgedAt })
    .from(versionDeletions)
    .innerJoin(versions, eq(versions.id, versionDeletions.versionId))
    .innerJoin(models, eq(models.id, versions.modelId))
    .where(eq(versionDeletions.versionId, versionId))
    .for("update", { of: versionDeletions });
  if (!row || row.purgedAt || row.purgeAfter > now) return null;
  if (row.number === null) {
    for (const table of [versionFiles, versionTags, versionDeletions]) await tx.delete(table).where(eq(table.versionId, versionId));
    await tx.delete(uploads).where(eq(uploads.draftId, versionId));
    await tx.delete(versions).where(eq(versions.id, versionId));
  } else {
    await tx.update(versionDeletions).set({ purgedAt: now }).where(eq(versionDeletions.versionId, versionId));
  }
  await recountTeam(tx, row.teamId);
  return row.number === null ? "draft" : "version";
}

/**
 * Deletes the drafts in which nothing has happened for long, as if their authors had.
 * @returns how many
 */
export async function deleteIdleDrafts(tx: Transaction, now: Date, limit: number): Promise<number> {
  const { draftDays } = await readStorageSettings(tx);
  const before = new Date(now.getTime() - draftDays * day);
  const idle = await tx
    .select({ id: versions.id, authorId: versions.authorId, modelId: models.id, model: sql<string>`${teams.slug} || '/' || ${models.name}` })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(
      and(
        isNull(versions.number),
        sql`${versions.touchedAt} < ${before.toISOString()}::timestamptz`,
        notExists(tx.select({ one: sql`1` }).from(uploads).where(and(eq(uploads.draftId, versions.id), sql`${uploads.updatedAt} >= ${before.toISOString()}::timestamptz`))),
        notExists(tx.select({ one: sql`1` }).from(versionDeletions).where(eq(versionDeletions.versionId, versions.id))),
      ),
    )
    .limit(limit)
    .for("update", { of: versions, skipLocked: true });
  for (const { id, authorId, modelId, model } of idle) {
    await keepDeletion(tx, authorId, id, "nothing happened in it for long", now);
    await record(tx, systemActor("schedule"), { action: "version.discarded", modelId, target: model, details: { draft: id } });
  }
  return idle.length;
}
