import { eq, inArray, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { holdersOf } from "../grants/permits.ts";
import { grantedRolesWith, rolesWith } from "../identity/permissions.ts";
import { models } from "../models/tables.ts";
import type { StoredEvent } from "../outbox/queries.ts";
import type { EventType } from "../outbox/schema.ts";
import type { MergedRules } from "../policies/schema.ts";
import { behindIt } from "../promotions/load.ts";
import { promotions } from "../promotions/tables.ts";
import { mentionsIn } from "../reviews/mentions.ts";
import { teams } from "../teams/tables.ts";
import { versions } from "../versions/tables.ts";
import type { EndingToken } from "./expiry.ts";
import type { Happening, PromotionFacts } from "./recipients.ts";

/** The events of which somebody is told. */
const toldOf: readonly EventType[] = [
  "promotion.submitted", "promotion.reviewers_asked", "promotion.commented", "promotion.comment_edited", "promotion.reviewed", "promotion.review_dismissed", "promotion.approved", "promotion.reopened",
  "promotion.evidence_changed", "promotion.applied", "promotion.bypassed", "promotion.rejected", "promotion.withdrawn", "promotion.expired", "promotion.superseded", "promotion.failed",
  "recall.raised", "recall.lifted", "deployment.failed", "webhook.broken", "webhook.paused",
];

/** So many models a person is told of at once. */
const mostNamed = 20;

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ids = (list: readonly unknown[]) => [...new Set(list.filter((each): each is string => typeof each === "string" && uuidPattern.test(each)))];
const anyOf = (list: readonly string[]) => sql`any(${sql.param([...list])}::uuid[])`;

/** What is to be known of events to say whom they concern; events that concern nobody are left out. A few queries, however many there are. */
export async function happeningsOf(db: Executor, events: readonly StoredEvent[]): Promise<Happening[]> {
  const told = events.filter(({ type, payload }) => toldOf.includes(type) && (!type.startsWith("recall.") || payload["inAll"] !== undefined));
  if (told.length === 0) return [];
  const target = ({ payload }: StoredEvent) => (typeof payload["target"] === "string" ? payload["target"] : "");
  const ofType = (start: string) => told.filter(({ type }) => type.startsWith(start));
  const deployed = await promotionsOfDeployments(db, ids(ofType("deployment.").flatMap((event) => [target(event), event.payload["deployment"], event.payload["promotion"]])));
  const facts = await promotionFacts(db, ids([...ofType("promotion.").map(target), ...deployed.values()]));
  const said = await saidIn(db, ids(ofType("promotion.").flatMap(({ payload }) => [payload["comment"], payload["review"]])));
  const happenings: Happening[] = [];
  for (const event of told) {
    const { id, type, payload } = event;
    const happening: Happening = { id, type, payload, by: (payload["actor"] as Happening["by"] | undefined) ?? null };
    const about = [target(event), payload["deployment"], payload["promotion"]].map(String);
    const deployment = type.startsWith("deployment.") ? about.find((each) => deployed.has(each)) : undefined;
    const promotion = facts.get(deployment === undefined ? target(event) : deployed.get(deployment)!);
    if (deployment !== undefined) happening.concerned = deployment;
    if (promotion) happening.promotion = promotion;
    const words = said.get(String(payload["comment"] ?? payload["review"]));
    if (words) happening.said = words;
    if (type.startsWith("recall.")) happening.recall = await recallOf(db, String(payload["recall"]), type === "recall.lifted");
    if (type.startsWith("webhook.")) Object.assign(happening, await webhookOf(db, ids([payload["webhook"], target(event)])));
    happenings.push(happening);
  }
  return happenings;
}

const arrayOf = (select: SQL) => sql<string[]>`coalesce((select json_agg(x.id) from (${select}) x (id)), '[]'::json)`;

/** Promotions by their ids. */
export async function promotionFacts(db: Executor, promotionIds: readonly string[]): Promise<Map<string, PromotionFacts>> {
  if (promotionIds.length === 0) return new Map();
  const reviewers = holdersOf(sql`${models.teamId}`, sql`${models.id}`, "promotion:review");
  const rows = await db
    .select({
      promotion: promotions.id,
      modelId: promotions.modelId,
      model: sql<string>`${teams.slug} || '/' || ${models.name}`,
      version: sql<number>`${versions.number}`,
      stage: promotions.stage,
      move: promotions.kind,
      state: promotions.state,
      round: promotions.round,
      submittedAt: promotions.submittedAt,
      expiresAt: promotions.expiresAt,
      requester: promotions.requesterId,
      author: versions.authorId,
      makers: arrayOf(behindIt),
      rules: sql<MergedRules | null>`${promotions.policySnapshot} -> 'enforced'`,
      reviewers: sql<PromotionFacts["reviewers"]>`coalesce((select json_agg(json_build_object('id', h.user_id, 'role', own.role,
        'teams', coalesce((select json_agg(t.slug) from members m join teams t on t.id = m.team_id where m.user_id = h.user_id), '[]'::json)))
        from (${reviewers}) h (user_id) left join members own on own.user_id = h.user_id and own.team_id = ${models.teamId}), '[]'::json)`,
      maintainers: arrayOf(holdersOf(sql`${models.teamId}`, sql`${models.id}`, "promotion:moderate")),
      askedPeople: sql<PromotionFacts["askedPeople"]>`coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name)) from review_requests q join users u on u.id = q.user_id where q.promotion_id = ${promotions.id}), '[]'::json)`,
      askedTeams: sql<string[]>`coalesce((select json_agg(t.slug) from review_requests q join teams t on t.id = q.team_id where q.promotion_id = ${promotions.id}), '[]'::json)`,
      talkers: arrayOf(sql`select c.author_id from comments c where c.promotion_id = ${promotions.id} union select r.reviewer_id from reviews r where r.promotion_id = ${promotions.id}`),
      verdicts: sql<PromotionFacts["verdicts"]>`coalesce((select json_agg(json_build_object('reviewer', r.reviewer_id, 'verdict', r.verdict, 'round', r.round))
        from (select distinct on (l.reviewer_id) l.* from reviews l where l.promotion_id = ${promotions.id} and l.verdict <> 'comment' order by l.reviewer_id, l.created_at desc, l.id desc) r
        where not exists (select 1 from review_dismissals d where d.review_id = r.id)), '[]'::json)`,
      told: sql<PromotionFacts["told"]>`coalesce((select json_agg(json_build_object('userId', n.user_id, 'round', split_part(n.key, ' ', 3)::int, 'eventId', n.event_id))
        from notifications n where n.subject = 'promotion:' || ${promotions.id} and n.kind = 'review_requested' and n.facts ->> 'turn' = 'asked'), '[]'::json)`,
    })
    .from(promotions)
    .innerJoin(models, eq(models.id, promotions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .where(inArray(promotions.id, [...promotionIds]));
  return new Map(
    rows.map(({ rules, ...row }) => [row.promotion, { ...row, groups: rules?.groups ?? [], wantsApprovals: (rules?.approvals ?? 0) > 0 || (rules?.groups.length ?? 0) > 0 }]),
  );
}

/** Comments and verdicts by their ids. */
async function saidIn(db: Executor, saidIds: readonly string[]): Promise<Map<string, NonNullable<Happening["said"]>>> {
  if (saidIds.length === 0) return new Map();
  const rows = await db.execute<NonNullable<Happening["said"]> & Record<string, unknown>>(sql`
    select c.id, c.author_id as author, c.body as text, null as verdict, coalesce((select json_agg(m.user_id) from comment_mentions m where m.comment_id = c.id), '[]'::json) as mentions from comments c where c.id = ${anyOf(saidIds)}
    union all select r.id, r.reviewer_id, r.comment, r.verdict, '[]'::json from reviews r where r.id = ${anyOf(saidIds)}`);
  const emails = [...new Set(rows.flatMap(({ verdict, text }) => (verdict ? mentionsIn(text) : [])))];
  const people = emails.length === 0 ? [] : await db.execute<{ id: string; email: string }>(sql`select u.id, u.email from users u where u.email = any(${sql.param(emails)}::text[])`);
  const idOf = new Map([...people].map(({ id, email }) => [email, id]));
  // Of comments it is kept whom they mention; of verdicts it is read here.
  return new Map(rows.map((row) => [row.id, row.verdict ? { ...row, mentions: mentionsIn(row.text).flatMap((email) => idOf.get(email) ?? []) } : row]));
}

/** The promotions that deployments carry out, by the id of the deployment. */
async function promotionsOfDeployments(db: Executor, deploymentIds: readonly string[]): Promise<Map<string, string>> {
  if (deploymentIds.length === 0) return new Map();
  const rows = await db.execute<{ id: string; promotionId: string }>(sql`select d.id, d.promotion_id as "promotionId" from deployments d where d.id = ${anyOf(deploymentIds)} or d.promotion_id = ${anyOf(deploymentIds)}`);
  return new Map(rows.flatMap(({ id, promotionId }) => [[id, promotionId], [promotionId, promotionId]]));
}

/** What each maintainer of a model that a recall touches is told, by their role in the team or on the model: at most 20 models each, those with something live first. */
async function recallOf(db: Executor, recallId: string, lifted: boolean): Promise<NonNullable<Happening["recall"]>> {
  const [recall] = await db.execute<{ subject: string; reason: string }>(sql`
    select case when ${lifted} then coalesce(r.lifting_reason, '') else r.reason end as reason,
      case when r.kind = 'version' then 'a version that models were made from' else 'the data ' || r.dataset || coalesce('@' || nullif(r.dataset_version, ''), '') end as subject
    from recalls r where r.id = ${recallId}`);
  const roles = sql`${grantedRolesWith("promotion:moderate")}`;
  const rows = await db.execute<{ userId: string; touched: number; models: { id: string; reference: string; numbers: number[]; versions: number; live: string[] }[] }>(sql`
    with touched as materialized (
      select m.id, m.team_id, t.slug || '/' || m.name as reference, count(*)::int as versions, (array_agg(v.number order by v.number desc))[1:5] as numbers,
        coalesce((select json_agg(distinct p.name) from pointers p join stages s on s.name = p.name join recalled_versions l on l.version_id = p.version_id and l.recall_id = ${recallId} where p.model_id = m.id), '[]'::json) as live
      from recalled_versions rv join versions v on v.id = rv.version_id join models m on m.id = v.model_id join teams t on t.id = m.team_id
      where rv.recall_id = ${recallId} group by m.id, t.slug, m.name),
    keepers as (
      select c.id as model_id, mm.user_id from touched c join members mm on mm.team_id = c.team_id and mm.role in ${rolesWith("promotion:moderate")}
      union select c.id, coalesce(g.user_id, gm.user_id) from touched c join grants g on g.model_id = c.id and g.role in ${roles} and (g.expires_at is null or g.expires_at > now())
        left join members gm on gm.team_id = g.team_id),
    ranked as (
      select k.user_id, c.*, row_number() over (partition by k.user_id order by json_array_length(c.live) desc, c.reference) as place, count(*) over (partition by k.user_id)::int as touched
      from keepers k join touched c on c.id = k.model_id)
    select r.user_id as "userId", max(r.touched)::int as touched, json_agg(json_build_object('id', r.id, 'reference', r.reference, 'versions', r.versions, 'numbers', r.numbers, 'live', r.live) order by r.place) as models
    from ranked r where r.place <= ${mostNamed} group by r.user_id order by r.user_id`);
  const notices = rows.map(({ userId, touched, models: named }) => ({ userId, modelId: named[0]!.id, models: named.map(worded), more: touched - named.length }));
  return { id: recallId, subject: recall?.subject ?? "", reason: recall?.reason ?? "", lifted, notices };
}

function worded({ reference, numbers, versions: all, live }: { reference: string; numbers: number[]; versions: number; live: string[] }): string {
  const shown = numbers.map((number) => `v${number}`).join(", ");
  const more = all > numbers.length ? ` and ${all - numbers.length} more` : "";
  return `${reference}: ${shown}${more}${live.length > 0 ? `, live in ${live.join(", ")}` : ""}`;
}

/** A webhook, and who keeps it: who made it, and those who may keep the webhooks of its team, its model or the whole registry. */
async function webhookOf(db: Executor, [id]: readonly string[]): Promise<Pick<Happening, "webhook" | "concerned">> {
  if (id === undefined) return {};
  const [row] = await db.execute<NonNullable<Happening["webhook"]> & Record<string, unknown>>(sql`
    select w.name, w.model_id as "modelId", coalesce((select json_agg(distinct k.user_id) from (
      select mm.user_id from members mm where mm.team_id = coalesce(w.team_id, m.team_id) and mm.role in ${rolesWith("webhook:manage")}
      union select coalesce(g.user_id, gm.user_id) from grants g left join members gm on gm.team_id = g.team_id where g.model_id = w.model_id and g.role in ${grantedRolesWith("webhook:manage")} and (g.expires_at is null or g.expires_at > now())
      union select u.id from users u where u.site_role = 'admin' and w.scope = 'site'
      union select u.id from users u where u.id = w.created_by and (u.site_role = 'admin' or w.scope <> 'team' or exists (select 1 from members mm where mm.team_id = w.team_id and mm.user_id = u.id))) k), '[]'::json) as keepers
    from webhooks w left join models m on m.id = w.model_id where w.id = ${id}`);
  return row ? { concerned: id, webhook: row } : {};
}

/** Open promotions that expire before an instant. */
export async function promotionsExpiring(db: Executor, before: Date): Promise<PromotionFacts[]> {
  const rows = await db.execute<{ id: string }>(sql`select p.id from promotions p where p.state in ('open', 'approved') and p.expires_at > now() and p.expires_at <= ${before.toISOString()}::timestamptz order by p.expires_at`);
  return [...(await promotionFacts(db, rows.map(({ id }) => id))).values()];
}

/** Tokens that end before an instant and have no successor, with who keeps them: their owner, or who made the token of a service account and the maintainers of its team. */
export async function tokensEnding(db: Executor, before: Date): Promise<EndingToken[]> {
  const rows = await db.execute<Omit<EndingToken, "createdAt" | "expiresAt"> & { createdAt: string; expiresAt: string }>(sql`
    select k.id, k.name, k.prefix, k.created_at as "createdAt", k.expires_at as "expiresAt",
      case when s.user_id is not null then json_build_object('name', u.name, 'team', t.slug) end as account,
      case when s.user_id is null then json_build_array(u.id) else coalesce((select json_agg(distinct x.user_id) from (
        select mm.user_id from members mm where mm.team_id = s.team_id and mm.role in ${rolesWith("service:manage")}
        union select mm.user_id from members mm where mm.team_id = s.team_id and mm.user_id = k.created_by) x), '[]'::json) end as keepers
    from tokens k join users u on u.id = k.user_id left join service_accounts s on s.user_id = u.id left join teams t on t.id = s.team_id
    where k.revoked_at is null and u.deactivated_at is null and k.expires_at > now() and k.expires_at <= ${before.toISOString()}::timestamptz
      and not exists (select 1 from tokens n where n.replaces = k.id and n.revoked_at is null)
    order by k.expires_at`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt), expiresAt: new Date(row.expiresAt) }));
}
