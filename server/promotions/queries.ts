import { and, asc, desc, eq, inArray, ne, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { notFound } from "../errors.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { permissionsOf } from "../identity/permissions.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { models } from "../models/tables.ts";
import { listMoves, undeleted } from "../pointers/queries.ts";
import { roleInTeam, teamPermits } from "../teams/queries.ts";
import { members, teams } from "../teams/tables.ts";
import { summariesOf } from "../versions/queries.ts";
import { versions } from "../versions/tables.ts";
import { blockers, goodVersions, standing, whyNotSign } from "./rules.ts";
import type { Promotion, PromotionFilter, PromotionSummary, RollbackTargets } from "./schema.ts";
import { promotions, reviews } from "./tables.ts";

const requester = alias(users, "requester");
const author = alias(users, "author");
const baseline = alias(versions, "baseline");

const columns = {
  id: promotions.id,
  modelId: promotions.modelId,
  versionId: promotions.versionId,
  baselineId: promotions.baselineId,
  teamId: teams.id,
  team: teams.slug,
  name: models.name,
  version: sql<number>`${versions.number}`,
  stage: promotions.stage,
  kind: promotions.kind,
  state: promotions.state,
  reason: promotions.reason,
  requesterId: requester.id,
  requesterName: requester.name,
  authorId: author.id,
  authorName: author.name,
  round: promotions.round,
  baseline: baseline.number,
  evidenceDigest: promotions.evidenceDigest,
  supersededBy: promotions.supersededBy,
  createdAt: promotions.createdAt,
  closedAt: promotions.closedAt,
};

function selectPromotions(db: Executor, actor: Actor) {
  return db
    .select({ ...columns, role: roleInTeam(actor) })
    .from(promotions)
    .innerJoin(models, eq(models.id, promotions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .innerJoin(requester, eq(requester.id, promotions.requesterId))
    .innerJoin(author, eq(author.id, versions.authorId))
    .leftJoin(baseline, eq(baseline.id, promotions.baselineId));
}

export type PromotionRow = Awaited<ReturnType<typeof selectPromotions>>[number];

function toSummary(row: PromotionRow): PromotionSummary {
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
  };
}

/** @throws DomainError not_found */
export async function requirePromotion(db: Executor, actor: Actor, id: string): Promise<PromotionRow> {
  const [row] = await selectPromotions(db, actor).where(and(eq(promotions.id, id), teamPermits(actor, "model:read")));
  if (!row) throw notFound(`The promotion ${id}`);
  return row;
}

function selectReviews(db: Executor, promotion: Pick<PromotionRow, "id" | "teamId">) {
  return db
    .select({
      id: reviews.id,
      reviewerId: users.id,
      reviewerName: users.name,
      siteRole: users.siteRole,
      role: members.role,
      verdict: reviews.verdict,
      comment: reviews.comment,
      round: reviews.round,
      evidenceDigest: reviews.evidenceDigest,
      createdAt: reviews.createdAt,
    })
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.reviewerId))
    .leftJoin(members, and(eq(members.userId, users.id), eq(members.teamId, promotion.teamId)));
}

/**
 * `entitled` tells whether the reviewer may still review there, which somebody who has left the team may not.
 */
function toReview(row: Awaited<ReturnType<typeof selectReviews>>[number]) {
  const { reviewerId, reviewerName, siteRole, role, createdAt, ...review } = row;
  return {
    ...review,
    reviewer: { id: reviewerId, name: reviewerName },
    entitled: permissionsOf(siteRole, role).includes("promotion:review"),
    at: createdAt.toISOString(),
  };
}

/** The 1,000 latest reviews of a promotion, the earliest of them first. */
async function listReviews(db: Executor, promotion: Pick<PromotionRow, "id" | "teamId">) {
  const rows = await selectReviews(db, promotion)
    .where(eq(reviews.promotionId, promotion.id))
    .orderBy(desc(reviews.createdAt), desc(reviews.id))
    .limit(1000);
  return rows.map(toReview).toReversed();
}

/** The last verdict of each reviewer: what decides, however much is said beside it. */
async function decisiveReviews(db: Executor, promotion: Pick<PromotionRow, "id" | "teamId">) {
  const last = db
    .selectDistinctOn([reviews.reviewerId], { id: reviews.id })
    .from(reviews)
    .where(and(eq(reviews.promotionId, promotion.id), ne(reviews.verdict, "comment")))
    .orderBy(reviews.reviewerId, desc(reviews.createdAt), desc(reviews.id));
  const rows = await selectReviews(db, promotion)
    .where(inArray(reviews.id, last))
    .orderBy(asc(reviews.createdAt), asc(reviews.id));
  return rows.map(toReview);
}

/** What the rules need to know of a promotion. */
export async function factsOf(db: Executor, row: PromotionRow) {
  return {
    kind: row.kind,
    requester: { id: row.requesterId, name: row.requesterName },
    author: { id: row.authorId, name: row.authorName },
    evidenceDigest: row.evidenceDigest,
    reviews: await decisiveReviews(db, row),
  };
}

/** How the one who asks stands to a promotion: what `blockers` wants to know of them. */
export function viewerOf(actor: Actor, row: Pick<PromotionRow, "role">) {
  const holds = permissionsOf(actor.siteRole, row.role).includes("promotion:review");
  return { id: actor.userId, maySign: holds && credentialAllows(actor, "promotion:review") };
}

/** Everything of one promotion, as its page shows it. */
export async function getPromotion(db: Executor, actor: Actor, id: string): Promise<Promotion> {
  const row = await requirePromotion(db, actor, id);
  const [facts, said, summaries, liveSince] = await Promise.all([
    factsOf(db, row),
    listReviews(db, row),
    summariesOf(db, row.baselineId ? [row.versionId, row.baselineId] : [row.versionId]),
    row.baselineId ? lastMoveTo(db, row) : null,
  ]);
  const viewer = viewerOf(actor, row);
  const counted = new Set(standing(facts).map((review) => review.id));
  return {
    ...toSummary(row),
    evidenceDigest: row.evidenceDigest,
    blockers: row.state === "open" ? blockers(facts, viewer) : [],
    reviews: said.map((review) => ({ ...review, current: counted.has(review.id) })),
    candidate: summaries.get(row.versionId)!,
    live: row.baselineId ? (summaries.get(row.baselineId) ?? null) : null,
    liveSince,
    supersededBy: row.supersededBy,
    you: {
      cannotReview: whyNotReview(row, facts, viewer),
      canWithdraw: row.state === "open" && mayWithdraw(actor, row),
    },
  };
}

function whyNotReview(
  row: PromotionRow,
  facts: Parameters<typeof whyNotSign>[0],
  viewer: { id: string; maySign: boolean },
): string | null {
  if (row.state !== "open") return `This promotion is ${row.state}.`;
  const own = whyNotSign(facts, viewer.id);
  if (own) return own;
  return viewer.maySign ? null : `Reviewing needs the role reviewer or maintainer in the team ${row.team}.`;
}

/** The requester may withdraw a promotion, and so may a maintainer of the team. */
export function mayWithdraw(actor: Actor, row: Pick<PromotionRow, "requesterId" | "role">): boolean {
  return (
    credentialAllows(actor, "promotion:request") &&
    (row.requesterId === actor.userId || permissionsOf(actor.siteRole, row.role).includes("team:manage"))
  );
}

/** When the version that the promotion would replace went live, and who signed for it. */
async function lastMoveTo(db: Executor, row: PromotionRow): Promise<Promotion["liveSince"]> {
  const { items } = await listMoves(db, row.modelId, { pointer: row.stage, limit: 20 });
  // Of a promotion that is closed, what counts is how it was then.
  const move = items.find((each) => each.to === row.baseline && (!row.closedAt || each.at <= row.closedAt.toISOString()));
  return move ? { at: move.at, approvedBy: move.approvedBy } : null;
}

/** Which promotions a list holds, of those that the actor may see. */
function inFilter(actor: Actor, filter: PromotionFilter): SQL | undefined {
  const reviewed = sql`exists (select 1 from ${reviews} where ${reviews.promotionId} = ${promotions.id}
    and ${reviews.reviewerId} = ${actor.userId})`;
  switch (filter) {
    case "waiting_for_me":
      return and(
        eq(promotions.state, "open"),
        teamPermits(actor, "promotion:review"),
        ne(promotions.requesterId, actor.userId),
        ne(versions.authorId, actor.userId),
      );
    case "mine":
      return and(eq(promotions.state, "open"), eq(promotions.requesterId, actor.userId));
    case "decided":
      return and(ne(promotions.state, "open"), sql`(${reviewed} or ${promotions.requesterId} = ${actor.userId})`);
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
    open?: boolean | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ items: PromotionSummary[]; nextCursor: string | null }> {
  const [team = "", name = ""] = input.model?.split("/") ?? [];
  const rows = await selectPromotions(db, actor)
    .where(
      and(
        teamPermits(actor, "model:read"),
        inFilter(actor, input.filter),
        input.model ? and(eq(teams.slug, team), eq(models.name, name)) : undefined,
        input.open ? eq(promotions.state, "open") : undefined,
        after(byTime, input.cursor ? decodeCursor(input.cursor, ["timestamp", "uuid"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(byTime, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.createdAt, row.id]);
  return { items: items.map(toSummary), nextCursor };
}

/** How many promotions wait for the actor's review, up to 100. */
export async function countWaiting(db: Executor, actor: Actor): Promise<number> {
  const waiting = db
    .select({ one: sql`1`.as("one") })
    .from(promotions)
    .innerJoin(models, eq(models.id, promotions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .where(and(teamPermits(actor, "model:read"), inFilter(actor, "waiting_for_me")))
    .limit(100)
    .as("waiting");
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(waiting);
  return row?.n ?? 0;
}

/** The other promotions of a model's stage that are open. */
export async function openPromotionsOf(db: Executor, modelId: string, stage: string, except: string) {
  return await db
    .select({
      id: promotions.id,
      versionId: promotions.versionId,
      number: sql<number>`${versions.number}`,
      digest: sql<string>`${versions.digest}`,
      round: promotions.round,
    })
    .from(promotions)
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .where(
      and(
        eq(promotions.modelId, modelId),
        eq(promotions.stage, stage),
        eq(promotions.state, "open"),
        ne(promotions.id, except),
      ),
    );
}

/** What promotions have put into a stage, the earliest first: the 500 latest of them. */
export async function appliedVersions(db: Executor, modelId: string, stage: string) {
  const rows = await db
    .select({ kind: promotions.kind, number: sql<number>`${versions.number}` })
    .from(promotions)
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .where(and(eq(promotions.modelId, modelId), eq(promotions.stage, stage), eq(promotions.state, "applied"), undeleted))
    .orderBy(desc(promotions.closedAt), desc(promotions.id))
    .limit(500);
  return rows.toReversed();
}

/** Where a stage of a model could be rolled back to. */
export async function rollbackTargets(
  db: Executor,
  actor: Actor,
  input: { model: string; stage: string },
): Promise<RollbackTargets> {
  const model = await requireModel(db, actor, input.model);
  const applied = await appliedVersions(db, model.id, input.stage);
  const former = goodVersions(applied).slice(0, -1);
  return { suggested: former.at(-1) ?? null, versions: [...new Set(former.toReversed())] };
}
