import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { supersedeDeployments } from "../deployments/opening.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { requireModel } from "../models/queries.ts";
import { resolveReference } from "../pointers/queries.ts";
import { holdStage } from "../stages/queries.ts";
import { close, stateAfter, tell } from "./advance.ts";
import { openPromotion, submit } from "./commands.ts";
import { appraise } from "./evaluate.ts";
import { loadPromotion } from "./load.ts";
import { goodBefore } from "./queries.ts";
import { promotions } from "./tables.ts";

/**
 * Returns a stage to a version that somebody signed for before. Unless the policy wants it reviewed, at once, because that
 * signature stands. It is a new promotion and a new move; nothing is edited.
 * @param input.to the version; without it, the last one that was live before the present one and is not recalled
 * @param input.from the version that the caller believes to be live: two who roll back at once must not go back twice
 * @throws DomainError nothing_to_roll_back_to, evidence_changed, forbidden, not_found
 */
export async function rollback(
  tx: Transaction,
  actor: Actor,
  input: { model: string; stage: string; reason: string; to?: number | undefined; from?: number | undefined },
) {
  const model = await requireModel(tx, actor, input.model);
  demand(actor, model.team, "promotion:rollback");
  await holdStage(tx, input.stage);
  await lockModel(tx, model.id);
  const number = await rollbackTarget(tx, model.id, input);
  const version = await resolveReference(tx, actor, `${input.model}@${number}`);
  return { id: await goBack(tx, actor, { ...input, modelId: model.id, version }) };
}

/**
 * The same to a version that was chosen already. The caller holds the lock on the model.
 * @param input.requesterId whose request it counts as, where the registry itself makes it
 * @returns the promotion's id: applied, or open where the policy wants a rollback reviewed
 */
export async function goBack(tx: Transaction, actor: Actor, input: Omit<Parameters<typeof openPromotion>[2], "kind">): Promise<string> {
  const id = await openPromotion(tx, actor, { ...input, kind: "rollback" });
  await supersedeTwin(tx, actor, id);
  await submit(tx, actor, id);
  return id;
}

/** A rollback goes ahead of an undecided request for the same version. */
async function supersedeTwin(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const { row } = await loadPromotion(tx, actor, id);
  const twins = await tx
    .select({ id: promotions.id })
    .from(promotions)
    .where(and(eq(promotions.modelId, row.modelId), eq(promotions.versionId, row.versionId), eq(promotions.stage, row.stage), inArray(promotions.state, ["open", "approved", "applying"])));
  for (const twin of twins) {
    const loaded = await loadPromotion(tx, actor, twin.id);
    if (loaded.row.state === "applying") await supersedeDeployments(tx, actor, row, "a rollback went ahead of it");
    await close(tx, loaded.row, stateAfter(loaded.row.state, "supersede"), { supersededBy: id, decision: { ...appraise(loaded), overridden: [] }, policySnapshot: loaded.policy });
    await tell(tx, actor, loaded.row, "promotion.superseded", { by: id });
  }
}

async function rollbackTarget(
  tx: Transaction,
  modelId: string,
  input: { model: string; stage: string; to?: number | undefined; from?: number | undefined },
): Promise<number> {
  const { live, good, best } = await goodBefore(tx, modelId, input.stage);
  if (input.from !== undefined && input.from !== live) {
    throw new DomainError("evidence_changed", `${input.stage} of ${input.model} names ${live === null ? "no version" : `v${live}`} now, not v${input.from}. Look again, then decide.`, { live });
  }
  const target = input.to === undefined ? best : good.find((number) => number === input.to);
  if (target !== undefined) return target;
  const others = [...new Set(good.map((number) => `v${number}`))].join(", ");
  throw new DomainError(
    "nothing_to_roll_back_to",
    input.to === undefined
      ? `${input.stage} of ${input.model} had no version before the present one, so there is nothing to roll back to.`
      : `v${input.to} is not a version that ${input.stage} of ${input.model} could return to: ` +
          `${others === "" ? "there is none before the present one" : `it can return to ${others}`}. Request a promotion instead.`,
    { stage: input.stage },
  );
}
