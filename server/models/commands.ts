import { eq } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { requireTeam } from "../teams/queries.ts";
import { findModel, requireModel, type ModelRow } from "./queries.ts";
import { models } from "./tables.ts";

/** @throws DomainError already_exists, forbidden, not_found (the team) */
export async function createModel(tx: Transaction, actor: Actor, input: { model: string; description: string }) {
  const [slug = "", name = ""] = input.model.split("/");
  const team = await requireTeam(tx, actor, slug);
  demand(actor, team, "model:create");
  const [model] = await tx
    .insert(models)
    .values({
      teamId: team.id,
      name,
      description: input.description,
      createdBy: actor.userId,
      updatedAt: new Date(),
    })
    .onConflictDoNothing()
    .returning({ id: models.id });
  if (!model) throw new DomainError("already_exists", `The model ${input.model} exists already.`, { model: input.model });
  await record(tx, actor, { action: "model.created", modelId: model.id, target: input.model });
  return { reference: input.model };
}

/** The model, made first when it does not exist: a first version brings its model into being. */
export async function ensureModel(tx: Transaction, actor: Actor, reference: string, description: string): Promise<ModelRow> {
  const model = await findModel(tx, actor, reference);
  if (model) return model;
  try {
    // A savepoint, so that losing a race to create it does not end the transaction.
    await tx.transaction((inner) => createModel(inner, actor, { model: reference, description }));
  } catch (error) {
    if (!(error instanceof DomainError && error.reason === "already_exists")) throw error;
  }
  return await requireModel(tx, actor, reference);
}

/**
 * Locks the model's row to the end of the transaction. Whoever gives it a version number or moves one of its pointers
 * holds this lock, and takes it before any other.
 */
export async function lockModel(tx: Transaction, modelId: string): Promise<{ lastNumber: number }> {
  const [row] = await tx
    .select({ lastNumber: models.lastNumber })
    .from(models)
    .where(eq(models.id, modelId))
    .for("update");
  if (!row) throw new Error(`the model ${modelId} vanished`);
  return row;
}

/** Changes a model's description. */
export async function describeModel(tx: Transaction, actor: Actor, input: { model: string; description: string }) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "model:create");
  await lockModel(tx, model.id);
  await tx.update(models).set({ description: input.description, updatedAt: new Date() }).where(eq(models.id, model.id));
  await record(tx, actor, {
    action: "model.described",
    modelId: model.id,
    target: input.model,
    details: { description: input.description },
  });
  return { reference: input.model };
}
