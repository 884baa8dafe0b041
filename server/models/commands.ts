import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import { difference } from "../audit/difference.ts";
import type { Transaction } from "../db/client.ts";
import { gathered } from "../db/statement.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { refreshModels } from "../search/entries.ts";
import { requireTeam } from "../teams/queries.ts";
import type { Visibility } from "./schema.ts";
import { findModel, requireModel, type ModelRow } from "./queries.ts";
import { models } from "./tables.ts";

/** @throws DomainError already_exists, forbidden, not_found (the team) */
export async function createModel(tx: Transaction, actor: Actor, input: { model: string; description: string; visibility?: Visibility | undefined }) {
  const { description } = input;
  const place = await placeFor(tx, actor, input.model, input.visibility);
  const [model] = await tx
    .insert(models)
    .values({ ...place, description, announced: true, updatedAt: new Date() })
    .onConflictDoUpdate({
      target: [models.teamId, models.name],
      set: { announced: true, description, visibility: place.visibility, createdBy: actor.userId, createdAt: new Date(), updatedAt: new Date() },
      setWhere: eq(models.announced, false),
    })
    .returning({ id: models.id });
  if (!model) throw new DomainError("already_exists", `The model ${input.model} exists already.`, { model: input.model });
  await refreshModels(tx, [model.id]);
  await record(tx, actor, { action: "model.created", modelId: model.id, target: input.model });
  return { reference: input.model };
}

/** What administrators have set for new models. */
const defaultVisibility = sql`(select default_visibility from site_settings)`;

/** Where a model of that name would lie, when the actor may create one there. */
async function placeFor(tx: Transaction, actor: Actor, reference: string, visibility?: Visibility) {
  const [slug = "", name = ""] = reference.split("/");
  const team = await requireTeam(tx, actor, slug);
  demand(actor, { ...team, model: reference }, "model:create");
  if (visibility === "internal") demand(actor, { ...team, model: reference }, "model:share");
  return { teamId: team.id, name, createdBy: actor.userId, visibility: visibility ?? defaultVisibility };
}

/**
 * The model, or a place for it when there is none: its first version brings it into being, see `announceModel`.
 * @param visibility of a model that is not there yet
 * @throws DomainError already_exists, when it is there and a visibility is given
 */
export async function ensureModel(tx: Transaction, actor: Actor, reference: string, description: string, visibility?: Visibility): Promise<ModelRow> {
  const model = await findModel(tx, actor, reference);
  if (model && visibility === undefined) return model;
  if (model?.announced) throw new DomainError("already_exists", `The model ${reference} exists already: who sees it is changed there, with grants.setVisibility or on its page Access.`, { model: reference });
  const place = await placeFor(tx, actor, reference, visibility);
  await tx
    .insert(models)
    .values({ ...place, description, announced: false, updatedAt: new Date() })
    .onConflictDoUpdate({
      target: [models.teamId, models.name],
      // Another draft may have made the place meanwhile; whoever names a visibility decides it, until it is announced.
      set: { visibility: visibility ?? sql`${models.visibility}` },
      setWhere: eq(models.announced, false),
    });
  const made = await findModel(tx, actor, reference);
  if (!made) throw new Error(`the model ${reference} was neither made nor found`);
  return made;
}

/**
 * Makes a model visible with its first version. The caller holds the lock on it.
 * @param description what the version is, where nothing was said of the model
 */
export async function announceModel(tx: Transaction, actor: Actor, modelId: string, reference: string, description: string): Promise<void> {
  const [announced] = await tx
    .update(models)
    .set({ announced: true, description: sql`coalesce(nullif(${models.description}, ''), ${description})` })
    .where(and(eq(models.id, modelId), eq(models.announced, false)))
    .returning({ id: models.id });
  if (announced) await record(tx, actor, { action: "model.created", modelId, target: reference });
}

const lockRow = gathered<{ lastNumber: number; announced: boolean }, { modelId: string }>({ modelId: "uuid" }, (asked) => sql`
  select asked.n, m.last_number as "lastNumber", m.announced from ${asked} join models m on m.id = asked."modelId" order by m.id for update of m`);

/**
 * Locks the model's row to the end of the transaction. Whoever gives it a version number or moves one of its pointers
 * holds this lock, and takes it before any other.
 */
export async function lockModel(tx: Transaction, modelId: string): Promise<{ lastNumber: number; announced: boolean }> {
  const [row] = await lockRow(tx, { modelId });
  if (!row) throw new Error(`the model ${modelId} vanished`);
  return row;
}

/** Changes a model's description. */
export async function describeModel(tx: Transaction, actor: Actor, input: { model: string; description: string }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "model:describe");
  await lockModel(tx, model.id);
  const [before] = await tx.select({ description: models.description }).from(models).where(eq(models.id, model.id));
  await tx.update(models).set({ description: input.description, updatedAt: new Date() }).where(eq(models.id, model.id));
  await refreshModels(tx, [model.id]);
  await record(tx, actor, {
    action: "model.described",
    modelId: model.id,
    target: input.model,
    details: difference({ ...before }, { description: input.description }),
  });
  return { reference: input.model };
}
