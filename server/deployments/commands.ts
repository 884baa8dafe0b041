import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { uuidv7 } from "../db/uuid.ts";
import { DomainError } from "../errors.ts";
import { demand, heldModel } from "../identity/access.ts";
import { systemActor, type Actor } from "../identity/actor.ts";
import { lockModel } from "../models/commands.ts";
import { completePromotion, failPromotion } from "../promotions/completion.ts";
import { goBack } from "../promotions/rollback.ts";
import { isEnded, isFailure, stateAfter } from "./machine.ts";
import { askToEnd, tellDeployment } from "./opening.ts";
import { isOvertaken, requireDeployment, saidOf, wayBack, type DeploymentRow } from "./queries.ts";
import type { DeploymentReportInput, DeploymentState, DigestVerdict, ReportTaken } from "./schema.ts";
import { deploymentReports, deployments } from "./tables.ts";

/** How far a pipeline's clock may be ahead, in milliseconds. */
const aheadMs = 5 * 60_000;
const mostReports = 1000;

const stateActions = { succeeded: "deployment.succeeded", failed: "deployment.failed", rolled_back: "deployment.rolled_back", timed_out: "deployment.failed" } as const;

/**
 * Takes a pipeline's report of a deployment, and does what comes of it: moves the stage that waited for its success, ends the
 * promotion whose deployment failed, or has the stage go back. Reports may come twice and in any order.
 * @throws DomainError not_found, forbidden; report_differs, when the key was used for another report; invalid_input
 */
export async function reportDeployment(tx: Transaction, actor: Actor, input: DeploymentReportInput): Promise<ReportTaken> {
  const found = await requireDeployment(tx, actor, input);
  demand(actor, heldModel(found), "deployment:report");
  await lockModel(tx, found.modelId);
  // Under the lock: it may have ended, or another may be the latest by now.
  const row = await requireDeployment(tx, actor, input);
  const digest: DigestVerdict = input.digest === undefined ? "not_told" : input.digest === row.digest ? "right" : "wrong";
  const counts = await keep(tx, actor, row, input);
  const state = counts ? await standing(tx, row) : row.state;
  const { state: reported, key, summary, url, logUrl } = input;
  const environment = input.environment ?? row.stage;
  await tellDeployment(tx, actor, row, "deployment.reported", { state: reported, environment, key: key ?? null, counts, served: input.digest ?? null, isWrong: digest === "wrong", ...(summary === "" ? {} : { summary }), ...(url ? { url } : {}), ...(logUrl ? { logUrl } : {}) });
  const outcome = state === row.state ? "" : await settle(tx, actor, row, state, { environment, summary });
  return { id: row.id, model: `${row.team}/${row.name}`, stage: row.stage, version: row.version, state, counts, digest, promotionId: row.promotionId, outcome };
}

/** How a deployment stands after a report. One that has ended begins again for one more environment, unless the stage has moved on. */
async function standing(tx: Transaction, row: DeploymentRow): Promise<DeploymentState> {
  const state = stateAfter(row.state, await saidOf(tx, row));
  return row.endedAt !== null && !isEnded(state) && (await isOvertaken(tx, row)) ? row.state : state;
}

/** Writes a report down. @returns false when it was there already */
async function keep(tx: Transaction, actor: Actor, row: DeploymentRow, input: DeploymentReportInput): Promise<boolean> {
  const now = new Date();
  const at = input.at === undefined ? now : new Date(input.at);
  if (at.getTime() > now.getTime() + aheadMs) throw new DomainError("invalid_input", `${input.at} is ahead: it is ${now.toISOString()} here. Set the clock of the pipeline right, or leave the time out.`, { now: now.toISOString() });
  const { state, summary } = input;
  const said = { state, environment: input.environment ?? row.stage, summary, url: input.url ?? null, logUrl: input.logUrl ?? null, digest: input.digest ?? null };
  const [known] = input.key === undefined ? [] : await tx.select().from(deploymentReports).where(and(eq(deploymentReports.deploymentId, row.id), eq(deploymentReports.key, input.key)));
  if (known) {
    const differs = (Object.keys(said) as (keyof typeof said)[]).filter((part) => known[part] !== said[part]);
    if (differs.length === 0) return false;
    throw new DomainError("report_differs", `The key ${input.key} was used for a report that says something else of ${differs.join(", ")}. Give every report a key of its own.`, { key: input.key, differs });
  }
  const [count] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from deployment_reports where deployment_id = ${row.id}`);
  if ((count?.count ?? 0) >= mostReports) throw new DomainError("invalid_input", `This deployment has ${mostReports} reports already, which is all that is kept. Report its end with a new deployment.`);
  const tokenId = actor.credential.kind === "token" ? actor.credential.id : null;
  await tx.insert(deploymentReports).values({ ...said, deploymentId: row.id, key: input.key ?? uuidv7(), at, reportedBy: actor.userId, tokenId });
  return true;
}

/**
 * Writes down how a deployment stands now, and does what comes of that.
 * @param because what whoever reported it said; null for silence
 * @returns what was done besides, in a sentence; empty where nothing was
 */
async function settle(tx: Transaction, actor: Actor, row: DeploymentRow, state: DeploymentState, because: { environment: string; summary: string } | null): Promise<string> {
  await tx.update(deployments).set({ state, endedAt: isEnded(state) ? (row.endedAt ?? new Date()) : null }).where(eq(deployments.id, row.id));
  if (row.endedAt !== null && !isEnded(state) && row.deadlineAt !== null) await extend(tx, row, row.deadlineAt);
  if (!(state in stateActions)) return "";
  const why = because === null ? "nobody reported in time how it ended" : because.summary;
  const back = isFailure(state) && !isFailure(row.state) && row.promotionState !== "applying" && row.rollsBack ? await wayBack(tx, row) : null;
  const action = stateActions[state as keyof typeof stateActions];
  await tellDeployment(tx, actor, row, action, { environment: because?.environment ?? row.stage, because: why, ...(back ? { backTo: back.version?.version ?? null, stays: back.stays } : {}) });
  const system = systemActor(actor.request.id);
  if (state === "succeeded") return row.promotionState === "applying" ? ((await completePromotion(tx, system, row.promotionId)) ?? `${row.stage} names v${row.version} now.`) : "";
  const failure = `The deployment of ${row.version === null ? "nothing" : `v${row.version}`} ${state === "rolled_back" ? "was rolled back" : "failed"}${why === "" ? "." : `: ${why.replace(/[.!?]$/, "")}.`}`;
  if (row.promotionState === "applying") {
    await failPromotion(tx, system, row.promotionId, failure);
    return `The promotion failed, and ${row.stage} stays as it was.`;
  }
  if (!back) return "";
  if (back.version === null) return `${row.stage} stays: ${back.stays}.`;
  const model = `${row.team}/${row.name}`;
  const id = await goBack(tx, system, { modelId: row.modelId, model, stage: row.stage, version: back.version, reason: `${failure} The policy has the stage go back by itself.`, requesterId: row.requesterId });
  return `${row.stage} goes back to v${back.version.version} by itself, with the promotion ${id}.`;
}

/** Gives a deployment that begins again as much time as it had at first. */
async function extend(tx: Transaction, { id, openedAt }: DeploymentRow, deadlineAt: Date): Promise<void> {
  const next = new Date(Date.now() + deadlineAt.getTime() - openedAt.getTime());
  await tx.update(deployments).set({ deadlineAt: next }).where(eq(deployments.id, id));
  await askToEnd(tx, id, next);
}

/** Ends a deployment whose time is over. Doing it twice, or on two instances at once, is doing it once. */
export async function endOverdue(tx: Transaction, actor: Actor, id: string): Promise<void> {
  const { modelId } = await requireDeployment(tx, actor, { id });
  await lockModel(tx, modelId);
  const row = await requireDeployment(tx, actor, { id });
  if (row.endedAt !== null || row.deadlineAt === null || row.deadlineAt > new Date()) return;
  await settle(tx, actor, row, "timed_out", null);
}
