import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { cardDigestColumn } from "../cards/queries.ts";
import { reportsColumn } from "../checks/queries.ts";
import type { Report } from "../checks/schema.ts";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { notFound } from "../errors.ts";
import { modelPermits, rolesOnModel, standingOf } from "../grants/permits.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { permissionsOf, type Standing } from "../identity/permissions.ts";
import type { Person, SiteRole } from "../identity/schema.ts";
import { users } from "../identity/tables.ts";
import { edition } from "../inspect/summary.ts";
import { mayLift } from "../lineage/reach.ts";
import { models } from "../models/tables.ts";
import { policiesColumn, policyOf } from "../policies/queries.ts";
import type { EffectivePolicy } from "../policies/schema.ts";
import { stricterPolicy } from "../policies/strictest.ts";
import type { TeamRole } from "../teams/schema.ts";
import { teams } from "../teams/tables.ts";
import { peopleBehind } from "../tokens/queries.ts";
import { versions } from "../versions/tables.ts";
import type { Facts, RecallFact, Viewer } from "./evaluate.ts";
import { evidenceOf } from "./evidence.ts";
import { isDecided } from "./machine.ts";
import type { Evidence, Scan } from "./schema.ts";
import type { Parties, Signature } from "./standing.ts";
import { promotions } from "./tables.ts";

const requester = alias(users, "requester");
const author = alias(users, "author");
const baseline = alias(versions, "baseline");

/** Who made the tokens by which machines have made the version, or asked for the promotion. */
export const behindIt = sql`${peopleBehind(versions.authorId, versions.createdAt, versions.finalizedAt)}
  union ${peopleBehind(promotions.requesterId, promotions.createdAt, sql`coalesce(${promotions.submittedAt}, ${promotions.createdAt})`)}`;

const rowColumns = {
  id: promotions.id,
  modelId: promotions.modelId,
  versionId: promotions.versionId,
  baselineId: promotions.baselineId,
  teamId: teams.id,
  team: teams.slug,
  name: models.name,
  version: sql<number>`${versions.number}`,
  digest: sql<string>`${versions.digest}`,
  stage: promotions.stage,
  kind: promotions.kind,
  state: promotions.state,
  reason: promotions.reason,
  requesterId: requester.id,
  requesterName: requester.name,
  authorId: author.id,
  authorName: author.name,
  makers: sql<Person[]>`coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id) from users p where p.id in (${behindIt})), '[]'::json)`,
  round: promotions.round,
  roundAt: promotions.roundAt,
  roundBecause: promotions.roundBecause,
  baseline: baseline.number,
  evidenceDigest: promotions.evidenceDigest,
  supersededBy: promotions.supersededBy,
  notBefore: promotions.notBefore,
  appliesAt: promotions.appliesAt,
  expiresAt: promotions.expiresAt,
  submittedAt: promotions.submittedAt,
  createdAt: promotions.createdAt,
  closedAt: promotions.closedAt,
  closedBy: promotions.closedBy,
  closingReason: promotions.closingReason,
  bypassed: promotions.bypassed,
};

/** Promotions with what everybody needs to know of them, the actor's role in the team that owns the model, and more. */
function selectWith<Extra extends Record<string, SQL>>(db: Executor, actor: Actor, extra: Extra) {
  return db
    .select({ ...rowColumns, ...standingOf(actor), ...extra })
    .from(promotions)
    .innerJoin(models, eq(models.id, promotions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(versions, eq(versions.id, promotions.versionId))
    .innerJoin(requester, eq(requester.id, promotions.requesterId))
    .innerJoin(author, eq(author.id, versions.authorId))
    .leftJoin(baseline, eq(baseline.id, promotions.baselineId));
}

export function selectPromotions(db: Executor, actor: Actor) {
  return selectWith(db, actor, {});
}

/** Who asked for a promotion, who made its version, and the people behind those of them that are machines. */
export function partiesOf(row: Pick<PromotionRow, "requesterId" | "requesterName" | "authorId" | "authorName" | "makers">): Parties {
  return { requester: { id: row.requesterId, name: row.requesterName }, author: { id: row.authorId, name: row.authorName }, makers: row.makers };
}

export type PromotionRow = Awaited<ReturnType<typeof selectPromotions>>[number];

/** A verdict as the column gives it. */
interface StoredSignature {
  id: string;
  reviewer: { id: string; name: string };
  verdict: Signature["verdict"];
  evidenceDigest: string;
  at: string;
  siteRole: SiteRole;
  role: TeamRole | null;
  granted: TeamRole[];
  /** Whether it is a person's account, and one that was not deactivated. */
  active: boolean;
  teams: string[];
  dismissed: boolean;
}

/** The last verdict of each reviewer: what decides, however much is said beside it. */
const signaturesColumn = (asOf: SQL) => sql<StoredSignature[]>`coalesce((
  select json_agg(json_build_object('id', r.id, 'reviewer', json_build_object('id', u.id, 'name', u.name), 'verdict', r.verdict, 'evidenceDigest', r.evidence_digest,
      'at', ${iso(sql`r.created_at`)}, 'siteRole', u.site_role, 'role', own.role, 'granted', ${rolesOnModel(sql`u.id`)}, 'active', u.kind = 'person' and u.deactivated_at is null,
      'teams', coalesce((select json_agg(t.slug) from members m join teams t on t.id = m.team_id where m.user_id = u.id), '[]'::json),
      'dismissed', d.created_at is not null) order by r.created_at, r.id)
  from (select distinct on (l.reviewer_id) l.* from reviews l where l.promotion_id = ${promotions.id} and l.verdict <> 'comment' and l.created_at <= ${asOf}
    order by l.reviewer_id, l.created_at desc, l.id desc) r
  join users u on u.id = r.reviewer_id
  left join members own on own.user_id = u.id and own.team_id = ${models.teamId}
  left join review_dismissals d on d.review_id = r.id and d.created_at <= ${asOf}), '[]'::json)`;

/** When the version was live in which stage. */
const staysColumn = (asOf: SQL) => sql<{ stage: string; from: string; until: string | null }[]>`coalesce((
  select json_agg(json_build_object('stage', m.name, 'from', ${iso(sql`m.moved_at`)},
    'until', (select ${iso(sql`min(n.moved_at)`)} from pointer_moves n where n.model_id = m.model_id and n.name = m.name and n.moved_at >= m.moved_at and n.id > m.id and n.moved_at <= ${asOf})))
  from pointer_moves m where m.model_id = ${promotions.modelId} and m.to_version_id = ${promotions.versionId} and m.promotion_id is not null and m.moved_at <= ${asOf}), '[]'::json)`;

/** What was found in the headers of the version's files, counted, and all of it in one digest. */
const scanColumn = sql<Scan & { digest: string }>`(
  select json_build_object('files', count(*), 'pending', count(*) filter (where i.sha256 is null),
    'runsCode', count(*) filter (where i.summary ->> 'safety' = 'runs_code'), 'mayRunCode', count(*) filter (where i.summary ->> 'safety' = 'unknown'),
    'unreadable', count(*) filter (where i.summary ->> 'problem' is not null), 'damaged', count(*) filter (where b.damaged_at is not null or b.removed_at is not null),
    'digest', 'sha256:' || encode(sha256(convert_to(coalesce(string_agg(f.sha256 || ' ' || coalesce(i.summary ->> 'safety', '-') || ' ' || coalesce(i.summary ->> 'problem', '')
      || (b.damaged_at is not null or b.removed_at is not null), chr(10) order by f.path), ''), 'UTF8')), 'hex'))
  from version_files f join blobs b on b.sha256 = f.sha256 left join inspections i on i.sha256 = f.sha256 and i.edition = ${sql.raw(String(edition))}
  where f.version_id = ${promotions.versionId})`;

/** The recalls that touch the version and were in force. */
const recallsColumn = (actor: Actor, asOf: SQL) => sql<RecallFact[]>`coalesce((
  select json_agg(json_build_object('id', recalls.id, 'dataset', recalls.dataset, 'own', recalls.version_id is not distinct from rv.version_id, 'reason', recalls.reason, 'liftable', ${mayLift(actor)}) order by recalls.created_at, recalls.id)
  from recalled_versions rv join recalls on recalls.id = rv.recall_id
  where rv.version_id = ${promotions.versionId} and recalls.created_at <= ${asOf} and (recalls.lifted_at is null or recalls.lifted_at > ${asOf})), '[]'::json)`;

/** The promotion to the same stage whose deployment is waited for. */
const deployingColumn = sql<{ version: number; until: string | null; own: boolean } | null>`(
  select json_build_object('version', v.number, 'until', ${iso(sql`d.deadline_at`)}, 'own', o.id = ${promotions.id})
  from promotions o join versions v on v.id = o.version_id left join deployments d on d.promotion_id = o.id
  where o.model_id = ${promotions.modelId} and o.stage = ${promotions.stage} and o.state = 'applying' limit 1)`;

/** @param asOf SQL of an instant: what came after it is left out */
function factColumns(actor: Actor, asOf: SQL) {
  return {
    digest: sql<string>`${versions.digest}`,
    metadata: sql<Facts["candidate"]["metadata"]>`${versions.metadata}`,
    baselineDigest: sql<string | null>`${baseline.digest}`,
    baselineMetadata: sql<Facts["candidate"]["metadata"] | null>`${baseline.metadata}`,
    evidenceParts: sql<Evidence["parts"] | null>`${promotions.evidence}`,
    snapshot: sql<EffectivePolicy | null>`${promotions.policySnapshot}`,
    /** What the stage names now. */
    pointer: sql<string | null>`(select p.version_id from pointers p where p.model_id = ${promotions.modelId} and p.name = ${promotions.stage})`,
    stageRetired: sql<boolean>`exists (select 1 from stages s where s.name = ${promotions.stage} and s.retired_at is not null)`,
    archived: sql<boolean>`exists (select 1 from version_archivals a where a.version_id = ${promotions.versionId})`,
    card: cardDigestColumn(sql`${promotions.versionId}`, asOf),
    scan: scanColumn,
    signatures: signaturesColumn(asOf),
    stays: staysColumn(asOf),
    reports: reportsColumn(sql`${promotions.versionId}`, asOf),
    recalls: recallsColumn(actor, asOf),
    openThreads: sql<number>`(select count(*)::int from comments c where c.promotion_id = ${promotions.id} and c.thread_id is null and c.created_at <= ${asOf}
      and (c.resolved_at is null or c.resolved_at > ${asOf}))`,
    deploying: deployingColumn,
    stored: policiesColumn({ stage: sql`${promotions.stage}`, teamId: sql`${models.teamId}`, modelId: sql`${promotions.modelId}` }),
  };
}

function selectFacts(db: Executor, actor: Actor, asOf: SQL) {
  return selectWith(db, actor, factColumns(actor, asOf));
}

type FactRow = Awaited<ReturnType<typeof selectFacts>>[number];

/** A promotion with everything that decides about it. */
export interface Loaded {
  row: FactRow;
  facts: Facts;
  /** What counts for it: of what it was submitted under and what holds now the stricter; once it is decided, what decided. */
  policy: EffectivePolicy;
  /** The evidence as it is now; see `isStale`. */
  evidence: Evidence;
  /** Whether the evidence is another than the one that is written down: then reviews are refused until that is mended. */
  isStale: boolean;
}

function toLoaded(row: FactRow, now: Date): Loaded {
  const current = policyOf(row.stored, { team: row.team, model: `${row.team}/${row.name}` });
  const decided = isDecided(row.state);
  const policy = row.snapshot === null ? current : decided ? row.snapshot : stricterPolicy(row.snapshot, current);
  const reports = new Map(row.reports.map((report) => [report.check, report]));
  const facts: Facts = {
    now,
    kind: row.kind,
    state: row.state,
    stage: row.stage,
    team: row.team,
    ...partiesOf(row),
    evidenceDigest: row.evidenceDigest,
    roundAt: row.roundAt,
    notBefore: row.notBefore,
    candidate: { metadata: row.metadata, hasCard: row.card !== null, scan: row.scan },
    live: row.baseline === null || row.baselineMetadata === null ? null : { number: row.baseline, metadata: row.baselineMetadata },
    stays: row.stays.map(({ stage, from, until }) => ({ stage, from: new Date(from), until: until === null ? null : new Date(until) })),
    reports,
    reviews: row.signatures.map(toSignature),
    openThreads: row.openThreads,
    recalls: row.recalls,
    deploying: decided || !row.deploying ? null : { ...row.deploying, until: row.deploying.until === null ? null : new Date(row.deploying.until) },
  };
  const evidence = evidenceOfRow(row, evidenceReports(policy, reports));
  const isStale = !decided && (evidence.digest !== row.evidenceDigest || row.pointer !== row.baselineId);
  return { row, facts, policy, evidence, isStale };
}

function toSignature({ at, siteRole, role, granted, active, ...stored }: StoredSignature): Signature & { id: string } {
  // Somebody who has left the team, whose grant has ended or who was deactivated may not review there any more.
  return { ...stored, at: new Date(at), role, entitled: active && permissionsOf(siteRole, { role, granted }).includes("promotion:review") };
}

/** The reports that are evidence: of the checks that the policy names. */
function evidenceReports({ enforced, tried }: EffectivePolicy, reports: ReadonlyMap<string, Report>): Report[] {
  const names = new Set([...enforced.checks, ...(tried?.checks ?? [])].flatMap((demand) => (demand.kind === "external" ? [demand.name] : [])));
  return [...reports.values()].filter(({ check }) => names.has(check));
}

function evidenceOfRow(row: FactRow, reports: Report[]): Evidence {
  return evidenceOf({
    model: `${row.team}/${row.name}`,
    stage: row.stage,
    kind: row.kind,
    round: row.round,
    candidate: { number: row.version, digest: row.digest, metadata: row.metadata, card: row.card, scan: row.scan.digest },
    baseline: row.baseline === null || row.baselineDigest === null ? null : { number: row.baseline, digest: row.baselineDigest },
    reports,
  });
}

const always = sql`'infinity'::timestamptz`;

/** @throws DomainError not_found */
export async function loadPromotion(db: Executor, actor: Actor, id: string, now = new Date()): Promise<Loaded> {
  const [row] = await selectFacts(db, actor, always).where(and(eq(promotions.id, id), modelPermits(actor, "model:read")));
  if (!row) throw notFound(`The promotion ${id}`);
  return toLoaded(row, now);
}

/**
 * The same with more columns, in the same query.
 * @param extra what else is wanted of the promotion
 * @throws DomainError not_found
 */
export async function loadWith<Extra extends Record<string, SQL>>(db: Executor, actor: Actor, id: string, extra: Extra) {
  const [row] = await selectWith(db, actor, { ...factColumns(actor, always), ...extra }).where(and(eq(promotions.id, id), modelPermits(actor, "model:read")));
  if (!row) throw notFound(`The promotion ${id}`);
  return { ...toLoaded(row as unknown as FactRow, new Date()), extra: row as unknown as { [Column in keyof Extra]: Extra[Column] extends SQL<infer Value> ? Value : never } };
}

/** Promotions as they were at the instant before they were closed; the people's rights are those of today. */
export async function loadDecided(db: Executor, actor: Actor, ids: readonly string[]): Promise<Loaded[]> {
  if (ids.length === 0) return [];
  const rows = await selectFacts(db, actor, sql`${promotions.closedAt}`).where(and(inArray(promotions.id, [...ids]), modelPermits(actor, "model:read")));
  return rows.map((row) => toLoaded(row, row.closedAt ?? new Date()));
}

/** @throws DomainError not_found */
export async function requirePromotion(db: Executor, actor: Actor, id: string): Promise<PromotionRow> {
  const [row] = await selectPromotions(db, actor).where(and(eq(promotions.id, id), modelPermits(actor, "model:read")));
  if (!row) throw notFound(`The promotion ${id}`);
  return row;
}

/** How the one who asks stands to a promotion: what `blockers` wants to know of them. */
export function viewerOf(actor: Actor, row: Standing): Viewer {
  const held = permissionsOf(actor.siteRole, row);
  const may = (permission: (typeof held)[number]) => held.includes(permission) && credentialAllows(actor, permission);
  return {
    id: actor.userId,
    maySign: may("promotion:review"),
    mayApply: may("promotion:request"),
    mayDismiss: may("promotion:moderate"),
    mayResolve: may("promotion:review") || may("promotion:request"),
  };
}
