import { and, desc, eq, inArray, ne, notInArray, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { modelPermits } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { permissionsOf } from "../identity/permissions.ts";
import type { Permission } from "../identity/schema.ts";
import { isRecalled } from "../lineage/reach.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { pointerTarget, undeleted } from "../pointers/queries.ts";
import { policyFor } from "../policies/queries.ts";
import { markOf } from "../reviews/queries.ts";
import { reviewRequests, reviews } from "../reviews/tables.ts";
import { members, teams } from "../teams/tables.ts";
import { versions } from "../versions/tables.ts";
import { goodVersions } from "./good-versions.ts";
import { behindIt, requirePromotion, selectPromotions, type PromotionRow } from "./load.ts";
import { undecidedStates, type PromotionFilter, type PromotionSummary, type RollbackTargets } from "./schema.ts";
import { promotions } from "./tables.ts";

export function toSummary(row: PromotionRow): PromotionSummary {
  return {
    id: row.id,
    model: `${row.team}/${row.name}`,
    version: row.version,
    stage: row.stage,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    requester: { id: row.requesterId, name: row.requesterName },
    author: { id: row.authorId, name: row.authorName },
    round: row.round,
    baseline: row.baseline,
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    appliesAt: row.appliesAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    bypassed: row.bypassed,
  };
}

/** Whether the actor holds a permission in the team of the promotion at hand, and may use it. */
export function holds(actor: Actor, row: Pick<PromotionRow, "role" | "granted">, permission: Permission): boolean {
  return credentialAllows(actor, permission) && permissionsOf(actor.siteRole, row).includes(permission);
}

/** The requester may withdraw a promotion, and so may a maintainer of the team. */
export function mayWithdraw(actor: Actor, row: Pick<PromotionRow, "requesterId" | "role" | "granted">): boolean {
  return credentialAllows(actor, "promotion:request") && (row.requesterId === actor.userId || permissionsOf(actor.siteRole, row).includes("team:manage"));
}

const isOpen = inArray(promotions.state, ["open", "approved"]);

/** Whether the actor has given a verdict on the present evidence, and it was not dismissed. */
const hasSigned = (actor: Actor) => sql`exists (select 1 from ${reviews} where ${reviews.promotionId} = ${promotions.id} and ${reviews.reviewerId} = ${actor.userId}
  and ${reviews.verdict} <> 'comment' and ${reviews.evidenceDigest} = ${promotions.evidenceDigest}
  and not exists (select 1 from review_dismissals d where d.review_id = ${reviews.id}))`;

const hasReviewed = (actor: Actor) => sql`exists (select 1 from ${reviews} where ${reviews.promotionId} = ${promotions.id} and ${reviews.reviewerId} = ${actor.userId})`;

/** Whether the actor was asked, by name or as a member of a team, and it is open to them. */
const wasAsked = (actor: Actor) => sql<boolean>`exists (select 1 from ${reviewRequests} where ${reviewRequests.promotionId} = ${promotions.id}
  and (${reviewRequests.userId} = ${actor.userId} or ${reviewRequests.teamId} in (select ${members.teamId} from ${members} where ${members.userId} = ${actor.userId})))`;

/** Which promotions a list holds, of those that the actor may see. */
function inFilter(actor: Actor, filter: PromotionFilter): SQL | undefined {
  switch (filter) {
    case "waiting_for_me":
      return and(
        isOpen,
        modelPermits(actor, "promotion:review"),
        ne(promotions.requesterId, actor.userId),
        ne(versions.authorId, actor.userId),
        sql`${actor.userId} not in (${behindIt})`,
        sql`not ${hasSigned(actor)}`,
        // What is approved waits for nobody, but for those who were asked all the same.
        sql`(${promotions.state} = 'open' or ${wasAsked(actor)})`,
      );
    case "mine":
      return and(inArray(promotions.state, [...undecidedStates]), eq(promotions.requesterId, actor.userId));
    case "decided":
      return and(notInArray(promotions.state, [...undecidedStates]), sql`(${hasReviewed(actor)} or ${promotions.requesterId} = ${actor.userId} or ${promotions.closedBy} = ${actor.userId})`);
    case "all":
      return undefined;
  }
}

const byTime = [promotions.createdAt, promotions.id];

/** A page of promotions, the latest first. */
export async function listPromotions(
  db: Executor,
  actor: Actor,
  input: {
    filter: PromotionFilter;
    model?: string | undefined;
    team?: string | undefined;
    stage?: string | undefined;
    open?: boolean | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ items: PromotionSummary[]; nextCursor: string | null }> {
  const [team = input.team, name = ""] = input.model?.split("/") ?? [];
  const undecided = inArray(promotions.state, [...undecidedStates]);
  const rows = await selectPromotions(db, actor)
    .where(
      and(
        modelPermits(actor, "model:read"),
        inFilter(actor, input.filter),
        team === undefined ? undefined : eq(teams.slug, team),
        input.model ? eq(models.name, name) : undefined,
        input.stage ? eq(promotions.stage, input.stage) : undefined,
        input.open === undefined ? undefined : input.open ? undecided : notInArray(promotions.state, [...undecidedStates]),
        after(byTime, input.cursor ? decodeCursor(input.cursor, ["timestamp", "uuid"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(byTime, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.createdAt, row.id]);
  return { items: items.map(toSummary), nextCursor };
}

/** How many promotions wait for the actor's review, and how many of their own wait for others: up to 100 each. */
export async function countWaiting(db: Executor, actor: Actor): Promise<{ count: number; mine: number }> {
  const waiting = (filter: PromotionFilter) =>
    db
      .select({ one: sql`1`.as("one") })
      .from(promotions)
      .innerJoin(models, eq(models.id, promotions.modelId))
      .innerJoin(teams, eq(teams.id, models.teamId))
      .innerJoin(versions, eq(versions.id, promotions.versionId))
      .where(and(modelPermits(actor, "model:read"), inFilter(actor, filter)))
      .limit(100)
      .as(filter);
  const [row] = await db.execute<{ count: number; mine: number }>(
    sql`select (select count(*)::int from ${waiting("waiting_for_me")}) as count, (select count(*)::int from ${waiting("mine")}) as mine`,
  );
  return { count: row?.count ?? 0, mine: row?.mine ?? 0 };
}

/** What promotions have put into a stage and taken out of it, the earliest first: the 500 latest of them. */
async function appliedVersions(db: Executor, modelId: string, stage: string) {
  const rows = await db
    .select({ kind: promotions.kind, number: sql<number>`${versions.number}`, recalled: isRecalled(sql`${versions.id}`) })
    .from(promotions)
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .where(and(eq(promotions.modelId, modelId), eq(promotions.stage, stage), eq(promotions.state, "applied"), undeleted, sql`not exists (select 1 from version_archivals a where a.version_id = ${versions.id})`))
    .orderBy(desc(promotions.closedAt), desc(promotions.id))
    .limit(500);
  return rows.toReversed();
}

/** What a stage names, what it could return to, the earliest first, and to which of those it does unless another is wanted: the last one that is not recalled. */
export async function goodBefore(db: Executor, modelId: string, stage: string): Promise<{ live: number | null; good: number[]; best: number | undefined; recalled: ReadonlySet<number> }> {
  const applied = await appliedVersions(db, modelId, stage);
  const isEmpty = (await pointerTarget(db, modelId, stage)) === null;
  const all = goodVersions(applied);
  const good = isEmpty ? all : all.slice(0, -1);
  const recalled = new Set(applied.filter((version) => version.recalled).map(({ number }) => number));
  return { live: isEmpty ? null : (all.at(-1) ?? null), good, best: good.findLast((number) => !recalled.has(number)) ?? good.at(-1), recalled };
}

/** Where a stage of a model could be rolled back to. */
export async function rollbackTargets(db: Executor, actor: Actor, input: { model: string; stage: string }): Promise<RollbackTargets> {
  const model = await requireModel(db, actor, input.model);
  const [{ good: former, best }, policy] = await Promise.all([goodBefore(db, model.id, input.stage), policyFor(db, actor, input)]);
  return { suggested: best ?? null, versions: [...new Set(former.toReversed())], policy: policy.enforced.rollback };
}

/** A reading that differs when there is something new to see. @throws DomainError not_found */
export async function readPulse(db: Executor, actor: Actor, id: string) {
  const row = await requirePromotion(db, actor, id);
  const [mark] = await db.execute<{ mark: string }>(sql`select ${markOf(row)} as mark`);
  return { state: row.state, evidenceDigest: row.evidenceDigest, mark: mark?.mark ?? "" };
}
