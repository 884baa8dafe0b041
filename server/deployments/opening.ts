import { and, eq, isNull, max } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Action } from "../audit/schema.ts";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import type { Actor } from "../identity/actor.ts";
import type { DeploymentRule } from "../policies/schema.ts";
import type { PromotionKind } from "../promotions/schema.ts";
import { deploymentsWith, type DeploymentRow } from "./queries.ts";
import { deployments } from "./tables.ts";

/** What is to be deployed. */
interface Opening {
  /** Of the promotion. */
  id: string;
  kind: PromotionKind;
  modelId: string;
  stage: string;
  versionId: string;
  /** What the stage named before. */
  baselineId: string | null;
  /** What the policy says of it. */
  deployment: DeploymentRule | null;
  /** Whether the stage is moved only once it has succeeded. */
  gates: boolean;
}

/**
 * Opens the deployment of a promotion; those of the same stage that have not ended are superseded. The caller holds the lock
 * on the model.
 */
export async function openDeployment(tx: Transaction, actor: Actor, { id: promotionId, kind, deployment: rule, baselineId, ...opening }: Opening): Promise<void> {
  await supersedeDeployments(tx, actor, opening, `${opening.stage} moved on`);
  const now = await nextInstant(tx, opening);
  const deadlineAt = rule ? new Date(now.getTime() + rule.minutes * 60_000) : null;
  const versionId = kind === "remove" ? null : opening.versionId;
  const rollsBack = kind === "promote" && rule?.onFailure === "roll_back";
  const [opened] = await tx
    .insert(deployments)
    .values({ modelId: opening.modelId, stage: opening.stage, versionId, replacesId: baselineId, promotionId, gates: opening.gates, rollsBack, deadlineAt, openedAt: now })
    .returning({ id: deployments.id });
  if (!opened) throw new Error("a deployment was not written down");
  const [row] = await deploymentsWith(tx, actor).where(eq(deployments.id, opened.id));
  if (!row) throw new Error(`the deployment ${opened.id} can't be read by whoever opened it`);
  await tellDeployment(tx, actor, row, "deployment.opened", { deadlineAt: deadlineAt?.toISOString() ?? null });
  if (deadlineAt) await askToEnd(tx, opened.id, deadlineAt);
}

/** Asks that a deployment be ended if nobody has said until then how it ended. */
export async function askToEnd(tx: Transaction, id: string, at: Date): Promise<void> {
  await addJob(tx, "end_deployment", { deploymentId: id }, { key: `deployment:${id}`, at });
}

/** Now, or right after the latest deployment of the stage: the clocks of two processes may disagree, and the latest is the one that counts. */
async function nextInstant(tx: Transaction, { modelId, stage }: { modelId: string; stage: string }): Promise<Date> {
  const [last] = await tx.select({ at: max(deployments.openedAt) }).from(deployments).where(and(eq(deployments.modelId, modelId), eq(deployments.stage, stage)));
  return new Date(Math.max(Date.now(), (last?.at?.getTime() ?? 0) + 1));
}

/** Ends the deployments of a stage that have not ended: nobody waits for them any more. */
export async function supersedeDeployments(tx: Transaction, actor: Actor, { modelId, stage }: { modelId: string; stage: string }, because: string): Promise<void> {
  const open = await deploymentsWith(tx, actor).where(and(eq(deployments.modelId, modelId), eq(deployments.stage, stage), isNull(deployments.endedAt)));
  for (const row of open) {
    await tx.update(deployments).set({ state: "superseded", endedAt: new Date() }).where(eq(deployments.id, row.id));
    await tellDeployment(tx, actor, row, "deployment.superseded", { because });
  }
}

/** Writes down an event of a deployment, with what whoever hears of it needs to act. */
export async function tellDeployment(tx: Transaction, actor: Actor, row: DeploymentRow, action: Action, details: Record<string, unknown> = {}): Promise<void> {
  const { id, promotionId, modelId, stage, version, digest, replaces, gates } = row;
  await record(tx, actor, { action, modelId, target: id, details: { model: `${row.team}/${row.name}`, stage, version, digest, replaces, promotionId, deploymentId: id, gates, ...details }, event: { deployment: id, promotion: promotionId } });
}
