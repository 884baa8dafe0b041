import { and, desc, eq, gt, inArray, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AuditEntry } from "../audit/schema.ts";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { notFound } from "../errors.ts";
import { modelPermits, standingOf } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { models } from "../models/tables.ts";
import type { PromotionState } from "../promotions/schema.ts";
import { goodBefore } from "../promotions/queries.ts";
import { promotions } from "../promotions/tables.ts";
import { driftOf } from "../runtime/drift.ts";
import { runningColumn } from "../runtime/queries.ts";
import type { Running } from "../runtime/schema.ts";
import { teams } from "../teams/tables.ts";
import { versions } from "../versions/tables.ts";
import type { Said } from "./machine.ts";
import type { Deployment, DeploymentReported, DeploymentState, DeploymentSummary, DigestVerdict } from "./schema.ts";
import { deploymentReports, deployments } from "./tables.ts";

const served = alias(versions, "served");
const replaced = alias(versions, "replaced");

/** The condition on a report `r` that it names another digest than that of what is to be served. */
const isWrong = sql<boolean>`(r.digest is not null and r.digest is distinct from ${served.digest})`;
const verdict = sql<DigestVerdict>`(case when r.digest is null then 'not_told' when ${isWrong} then 'wrong' else 'right' end)`;

const lastReport = sql<DeploymentSummary["last"]>`(
  select json_build_object('environment', r.environment, 'summary', r.summary, 'url', r.url, 'logUrl', r.log_url, 'digest', ${verdict}, 'at', ${iso(sql`r.at`)})
  from deployment_reports r where r.deployment_id = ${deployments.id} order by r.at desc, r.id desc limit 1)`;

const columns = {
  id: deployments.id,
  modelId: deployments.modelId,
  team: teams.slug,
  name: models.name,
  stage: deployments.stage,
  versionId: deployments.versionId,
  replacesId: deployments.replacesId,
  version: served.number,
  digest: served.digest,
  replaces: replaced.number,
  promotionId: deployments.promotionId,
  kind: promotions.kind,
  promotionState: promotions.state,
  requesterId: promotions.requesterId,
  state: deployments.state,
  gates: deployments.gates,
  rollsBack: deployments.rollsBack,
  openedAt: deployments.openedAt,
  endedAt: deployments.endedAt,
  deadlineAt: deployments.deadlineAt,
  last: lastReport,
};

/** What lists and pages show besides. */
const shownColumns = {
  approved: sql<number | null>`(select v.number from pointers p join versions v on v.id = p.version_id where p.model_id = ${deployments.modelId} and p.name = ${deployments.stage})`,
  next: sql<string | null>`(select n.id from deployments n where n.model_id = ${deployments.modelId} and n.stage = ${deployments.stage} and (n.opened_at, n.id) > (${deployments.openedAt}, ${deployments.id}) order by n.opened_at, n.id limit 1)`,
  running: runningColumn(sql`${deployments.modelId}`, sql`${deployments.stage}`),
};

function selectWith<Extra extends Record<string, SQL>>(db: Executor, actor: Actor, extra: Extra) {
  return db
    .select({ ...columns, ...standingOf(actor), ...extra })
    .from(deployments)
    .innerJoin(models, eq(models.id, deployments.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(promotions, eq(promotions.id, deployments.promotionId))
    .leftJoin(served, eq(served.id, deployments.versionId))
    .leftJoin(replaced, eq(replaced.id, deployments.replacesId));
}

/** Deployments with what everybody needs to know of them, and how the actor stands to their models. */
export function deploymentsWith(db: Executor, actor: Actor) {
  return selectWith(db, actor, {});
}

export type DeploymentRow = Awaited<ReturnType<typeof deploymentsWith>>[number];

interface Shown {
  approved: number | null;
  next: string | null;
  running: Running[];
}

function toSummary(given: object): DeploymentSummary {
  const row = given as DeploymentRow & Shown;
  const { id, stage, version, digest, replaces, promotionId, kind, state, gates, rollsBack, last } = row;
  return {
    id, model: `${row.team}/${row.name}`, stage, version, digest, replaces, promotionId, kind, state, gates, rollsBack, last,
    openedAt: row.openedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    deadlineAt: row.deadlineAt?.toISOString() ?? null,
    drift: row.next === null ? (driftOf(row)[0] ?? null) : null,
  };
}

export interface Address {
  id?: string | undefined;
  model?: string | undefined;
  stage?: string | undefined;
  version?: number | undefined;
}

function isAt({ id, model = "", stage = "", version }: Address): SQL | undefined {
  if (id !== undefined) return eq(deployments.id, id);
  const [team = "", name = ""] = model.split("/");
  return and(eq(teams.slug, team), eq(models.name, name), eq(deployments.stage, stage), version === undefined ? undefined : eq(served.number, version));
}

function nameOf({ id, model, stage, version }: Address): string {
  return id !== undefined ? `The deployment ${id}` : `A deployment of ${model}${version === undefined ? "" : `@${version}`} to ${stage}`;
}

/** The deployment at an address, the latest where several are. @throws DomainError not_found */
export async function requireDeployment(db: Executor, actor: Actor, address: Address): Promise<DeploymentRow> {
  const [row] = await deploymentsWith(db, actor).where(and(isAt(address), modelPermits(actor, "model:read"))).orderBy(desc(deployments.openedAt), desc(deployments.id)).limit(1);
  if (!row) throw notFound(nameOf(address));
  return row;
}

/** Whether another deployment of the same stage was opened since. */
export async function isOvertaken(db: Executor, { modelId, stage, openedAt }: Pick<DeploymentRow, "modelId" | "stage" | "openedAt">): Promise<boolean> {
  const later = await db.select({ id: deployments.id }).from(deployments).where(and(eq(deployments.modelId, modelId), eq(deployments.stage, stage), gt(deployments.openedAt, openedAt))).limit(1);
  return later.length > 0;
}

/** What was reported of a deployment, as far as it decides. */
export async function saidOf(db: Executor, { id, digest }: Pick<DeploymentRow, "id" | "digest">): Promise<Said[]> {
  const rows = await db
    .select({ state: deploymentReports.state, environment: deploymentReports.environment, at: deploymentReports.at, digest: deploymentReports.digest })
    .from(deploymentReports)
    .where(eq(deploymentReports.deploymentId, id));
  return rows.map((row) => ({ state: row.state, environment: row.environment, at: row.at, isWrong: row.digest !== null && row.digest !== digest }));
}

const detailColumns = {
  reports: sql<DeploymentReported[]>`coalesce((
    select json_agg(json_build_object('state', r.state, 'environment', r.environment, 'summary', r.summary, 'url', r.url, 'logUrl', r.log_url, 'digest', r.digest, 'verdict', ${verdict},
      'at', ${iso(sql`r.at`)}, 'receivedAt', ${iso(sql`r.created_at`)}, 'by', json_build_object('id', u.id, 'name', u.name)) order by r.at, r.id)
    from (select * from deployment_reports where deployment_id = ${deployments.id} order by at desc, id desc limit 200) r join users u on u.id = r.reported_by), '[]'::json)`,
  timeline: sql<AuditEntry[]>`coalesce((
    select json_agg(json_build_object('seq', a.seq, 'at', ${iso(sql`a.at`)}, 'actor', json_build_object('id', a.actor_id, 'name', a.actor_name), 'action', a.action, 'target', a.target, 'details', a.details) order by a.seq)
    from (select * from audit_entries where target = ${deployments.id}::text order by seq desc limit 100) a), '[]'::json)`,
};

/** Everything of one deployment. @throws DomainError not_found */
export async function getDeployment(db: Executor, actor: Actor, address: Address): Promise<Deployment> {
  const [row] = await selectWith(db, actor, { ...shownColumns, ...detailColumns }).where(and(isAt(address), modelPermits(actor, "model:read"))).orderBy(desc(deployments.openedAt), desc(deployments.id)).limit(1);
  if (!row) throw notFound(nameOf(address));
  const { next, reports, timeline } = row as unknown as Pick<Deployment, "next" | "reports" | "timeline">;
  return { ...toSummary(row), promotionState: row.promotionState satisfies PromotionState, next, reports, timeline };
}

const byTime = [deployments.openedAt, deployments.id];

/** A page of deployments, the latest first. */
export async function listDeployments(
  db: Executor,
  actor: Actor,
  input: { model?: string | undefined; team?: string | undefined; stage?: string | undefined; states?: DeploymentState[] | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: DeploymentSummary[]; nextCursor: string | null }> {
  const [team = input.team, name] = input.model?.split("/") ?? [];
  const rows = await selectWith(db, actor, shownColumns)
    .where(
      and(
        modelPermits(actor, "model:read"),
        team === undefined ? undefined : eq(teams.slug, team),
        name === undefined ? undefined : eq(models.name, name),
        input.stage === undefined ? undefined : eq(deployments.stage, input.stage),
        input.states === undefined ? undefined : inArray(deployments.state, input.states),
        after(byTime, input.cursor ? decodeCursor(input.cursor, ["timestamp", "uuid"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(byTime, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.openedAt, row.id]);
  return { items: items.map(toSummary), nextCursor };
}

/** As one JSON column: the deployment of the promotion at hand. */
export const deploymentOfPromotion = sql<{ id: string; state: DeploymentState; openedAt: string; endedAt: string | null; deadlineAt: string | null; gates: boolean; rollsBack: boolean; last: { environment: string; summary: string; url: string | null; logUrl: string | null; at: string } | null } | null>`(
  select json_build_object('id', d.id, 'state', d.state, 'openedAt', ${iso(sql`d.opened_at`)}, 'endedAt', ${iso(sql`d.ended_at`)}, 'deadlineAt', ${iso(sql`d.deadline_at`)}, 'gates', d.gates, 'rollsBack', d.rolls_back,
    'last', (select json_build_object('environment', r.environment, 'summary', r.summary, 'url', r.url, 'logUrl', r.log_url, 'at', ${iso(sql`r.at`)}) from deployment_reports r where r.deployment_id = d.id order by r.at desc, r.id desc limit 1))
  from deployments d where d.promotion_id = ${promotions.id})`;

/**
 * Where the stage of a failed deployment goes back to by itself: the version that it named before, if that was signed for and is
 * not recalled.
 * @returns the version, or why the stage stays
 */
export async function wayBack(db: Executor, row: DeploymentRow): Promise<{ version: { versionId: string; version: number } | null; stays: string | null }> {
  const stay = (stays: string) => ({ version: null, stays });
  const [moved] = await db.execute<{ byThis: boolean }>(
    sql`select m.promotion_id = ${row.promotionId} as "byThis" from pointer_moves m where m.model_id = ${row.modelId} and m.name = ${row.stage} order by m.moved_at desc, m.id desc limit 1`,
  );
  if (!moved?.byThis) return stay("it was moved since");
  if (row.replacesId === null || row.replaces === null) return stay("it named no version before");
  const { good, recalled } = await goodBefore(db, row.modelId, row.stage);
  if (!good.includes(row.replaces)) return stay(`v${row.replaces} can't come back without being signed for again`);
  if (recalled.has(row.replaces)) return stay(`v${row.replaces} is recalled`);
  return { version: { versionId: row.replacesId, version: row.replaces }, stays: null };
}

/** Deployments whose time is over, up to 200 of them. */
export async function overdueDeployments(db: Executor, now: Date): Promise<string[]> {
  const rows = await db.select({ id: deployments.id }).from(deployments).where(sql`${deployments.endedAt} is null and ${deployments.deadlineAt} <= ${sql.param(now, deployments.deadlineAt)}`).orderBy(deployments.deadlineAt).limit(200);
  return rows.map(({ id }) => id);
}
