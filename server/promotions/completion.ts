import type { Transaction } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { moveStage, upToDate } from "./advance.ts";
import { end } from "./commands.ts";
import { blockers, nobody, settledByDeployment } from "./evaluate.ts";
import { whyUnfit } from "./guards.ts";
import { loadPromotion } from "./load.ts";

/**
 * Moves the stage of a promotion whose deployment has succeeded, if every guard that let it begin lets it go on now: what has
 * changed meanwhile counts. The caller holds the lock on the model. One that is not waited for is left alone.
 * @returns why it failed instead; null when it did not
 */
export async function completePromotion(tx: Transaction, actor: Actor, id: string): Promise<string | null> {
  const loaded = await loadPromotion(tx, actor, id);
  if (loaded.row.state !== "applying") return null;
  const now = await upToDate(tx, actor, loaded);
  const left = blockers(now.facts, now.policy.enforced, nobody).filter(({ kind }) => !settledByDeployment.includes(kind));
  const unfit = whyUnfit(now);
  if (left.length === 0 && !unfit) {
    await moveStage(tx, actor, now);
    return null;
  }
  const because = unfit ? unfit.message : `The deployment succeeded, and ${now.row.stage} was not moved: ${left.map(({ what }) => what).join("; ")}.`;
  await end(tx, actor, now, "fail", because);
  return because;
}

/** Ends a promotion whose deployment did not come about; its stage stays where it is. The caller holds the lock on the model. */
export async function failPromotion(tx: Transaction, actor: Actor, id: string, because: string): Promise<void> {
  const loaded = await loadPromotion(tx, actor, id);
  if (loaded.row.state === "applying") await end(tx, actor, loaded, "fail", because);
}
