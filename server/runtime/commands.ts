import { sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Executor, Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { resolveReference } from "../pointers/queries.ts";
import { requireStage } from "../stages/queries.ts";
import { checkInEverySeconds, mostInstances, type CheckInInput } from "./schema.ts";
import { checkIns } from "./tables.ts";

/**
 * Takes what an instance of a service says that it has loaded. That it is still the same leaves no trace in the record, as the
 * last use of a token does not; that it is something else does.
 * @throws DomainError not_found, forbidden, invalid_input
 */
export async function checkIn(tx: Transaction, actor: Actor, input: CheckInInput) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "runtime:report");
  const loaded = await resolveReference(tx, actor, `${input.model}@${input.version ?? input.digest}`);
  const { service, instance } = input;
  const stage = input.stage ?? null;
  const environment = input.environment ?? input.stage ?? "unknown";
  const place = sql`model_id = ${model.id} and service = ${service} and instance = ${instance}`;
  const hold = async () => {
    const [row] = await tx.execute<{ versionId: string; version: number; stage: string | null; environment: string }>(
      sql`select c.version_id as "versionId", v.number as version, c.stage, c.environment from check_ins c join versions v on v.id = c.version_id where c.model_id = ${model.id} and c.service = ${service} and c.instance = ${instance} for update of c`,
    );
    return row;
  };
  let known = await hold();
  if (known === undefined) {
    // Of several who say it for the first time, one does.
    await lockModel(tx, model.id);
    known = await hold();
    if (known === undefined) await refuseTooMany(tx, model.id, input.model);
  }
  const changed = known === undefined || known.versionId !== loaded.versionId || known.stage !== stage || known.environment !== environment;
  if (changed && stage !== null) await requireStage(tx, stage);
  const now = new Date();
  if (!changed) await tx.update(checkIns).set({ seenAt: now }).where(place);
  else {
    const facts = { versionId: loaded.versionId, stage, environment, seenAt: now, reportedBy: actor.userId, ...(known?.versionId === loaded.versionId ? {} : { since: now }) };
    await tx
      .insert(checkIns)
      .values({ since: now, ...facts, modelId: model.id, service, instance })
      .onConflictDoUpdate({ target: [checkIns.modelId, checkIns.service, checkIns.instance], set: facts });
    await record(tx, actor, {
      action: "runtime.changed",
      modelId: model.id,
      target: loaded.reference,
      details: { model: input.model, version: loaded.version, digest: loaded.digest, from: known?.version ?? null, service, instance, stage, environment },
    });
  }
  const [named] = stage === null ? [] : await tx.execute<{ version: number }>(sql`select v.number as version from pointers p join versions v on v.id = p.version_id where p.model_id = ${model.id} and p.name = ${stage}`);
  return { reference: loaded.reference, changed, stageVersion: named?.version ?? null, againInSeconds: checkInEverySeconds };
}

async function refuseTooMany(tx: Transaction, modelId: string, model: string): Promise<void> {
  const [found] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from check_ins where model_id = ${modelId}`);
  if ((found?.count ?? 0) < mostInstances) return;
  throw new DomainError("invalid_input", `${model} has ${mostInstances} instances already, and no more are remembered. An instance keeps its name across restarts; those that were silent for a day are forgotten.`, { mostInstances });
}

/** Forgets instances that were silent for a day. */
export async function forgetInstances(db: Executor): Promise<void> {
  await db.execute(sql`delete from check_ins where seen_at < now() - interval '1 day'`);
}
