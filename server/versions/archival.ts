import { eq } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { dependentsOf } from "../deletions/queries.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { resolveReference } from "../pointers/queries.ts";
import { refreshVersions } from "../search/entries.ts";
import { versionArchivals } from "./tables.ts";

/**
 * Retires a version: it can still be read and pulled, but goes to no stage any more, also not by a rollback.
 * @throws DomainError version_in_use, while a stage points there or a promotion of it is not decided; already_exists, forbidden
 */
export async function archiveVersion(tx: Transaction, actor: Actor, input: { reference: string; reason: string }) {
  const { versionId, reference, modelId, version, digest } = await lockVersion(tx, actor, input.reference);
  const dependents = (await dependentsOf(tx, versionId)).filter(({ kind }) => kind === "stage" || kind === "promotion");
  if (dependents.length > 0) {
    const named = dependents.map(({ kind, name }) => (kind === "stage" ? `the stage ${name} names it` : `the promotion ${name} is open`));
    throw new DomainError("version_in_use", `${reference} can't be archived: ${named.join(", and ")}. Promote another version or take it out of the stage, and decide or withdraw the promotion.`, { reference, dependents });
  }
  const [archived] = await tx.insert(versionArchivals).values({ versionId, archivedBy: actor.userId, reason: input.reason }).onConflictDoNothing().returning({ id: versionArchivals.versionId });
  if (!archived) throw new DomainError("already_exists", `${reference} is archived already.`, { reference });
  await refreshVersions(tx, [versionId]);
  await record(tx, actor, { action: "version.archived", modelId, target: reference, details: { reason: input.reason }, event: { version, digest } });
  return { reference, archived: true };
}

/** Takes a version out of the archive. @throws DomainError not_found, when it is not archived; forbidden */
export async function unarchiveVersion(tx: Transaction, actor: Actor, input: { reference: string }) {
  const { versionId, reference, modelId, version, digest } = await lockVersion(tx, actor, input.reference);
  const [archived] = await tx.delete(versionArchivals).where(eq(versionArchivals.versionId, versionId)).returning({ id: versionArchivals.versionId });
  if (!archived) throw new DomainError("not_found", `${reference} is not archived.`, { reference });
  await refreshVersions(tx, [versionId]);
  await record(tx, actor, { action: "version.unarchived", modelId, target: reference, event: { version, digest } });
  return { reference, archived: false };
}

async function lockVersion(tx: Transaction, actor: Actor, given: string) {
  const asked = await resolveReference(tx, actor, given);
  const model = await requireModel(tx, actor, asked.model);
  demand(actor, model.team, "version:delete");
  await lockModel(tx, model.id);
  return { ...(await resolveReference(tx, actor, asked.reference)), modelId: model.id };
}
