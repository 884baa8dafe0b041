import { and, eq } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { releaseBytes } from "../storage/commands.ts";
import { holdVocabulary } from "../tags/queries.ts";
import { keepTags, requireDraft, touchDraft } from "../versions/commands.ts";
import type { DraftMetadata } from "../versions/schema.ts";
import { versionFiles, versions, versionTags } from "../versions/tables.ts";

/**
 * Replaces what is declared of a draft. It need not be complete until the draft is finalized.
 * @throws DomainError not_found, forbidden, already_finalized; tag_unknown, tag_conflict, tag_reserved
 */
export async function describeDraft(tx: Transaction, actor: Actor, input: { draft: string; metadata: DraftMetadata }) {
  await holdVocabulary(tx);
  const draft = await requireDraft(tx, actor, input.draft);
  const { tags = [], ...metadata } = input.metadata;
  await tx.update(versions).set({ metadata: metadata as typeof versions.$inferInsert.metadata, touchedAt: new Date() }).where(eq(versions.id, draft.id));
  await tx.delete(versionTags).where(eq(versionTags.versionId, draft.id));
  await keepTags(tx, actor, draft, tags);
  await record(tx, actor, { action: "version.described", modelId: draft.modelId, target: draft.model, details: { draft: draft.id } });
  return { draft: draft.id };
}

/** Takes a file out of a draft. */
export async function removeDraftFile(tx: Transaction, actor: Actor, input: { draft: string; path: string }) {
  const draft = await requireDraft(tx, actor, input.draft);
  const removed = await tx
    .delete(versionFiles)
    .where(and(eq(versionFiles.versionId, draft.id), eq(versionFiles.path, input.path)))
    .returning({ sha256: versionFiles.sha256 });
  const [file] = removed;
  if (!file) throw notFound(`The file ${input.path} of this draft`);
  await releaseBytes(tx, draft, file.sha256);
  await touchDraft(tx, draft.id);
  await record(tx, actor, {
    action: "version.file_removed",
    modelId: draft.modelId,
    target: draft.model,
    details: { draft: draft.id, path: input.path },
  });
  return { draft: draft.id, path: input.path };
}
