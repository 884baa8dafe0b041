import { eq, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, encodeCursor, inOrder, page } from "../db/keyset.ts";
import { notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { resolveReference } from "../pointers/queries.ts";
import { keepsDatasets, mayLift, nameOf, seenVersion } from "./reach.ts";
import type { Bounded, DatasetSummary, Lineage, Recall, RecallMark } from "./schema.ts";
import { writeSubject } from "./subject.ts";
import { recalls } from "./tables.ts";

/** The condition on `recalls` that the actor may know of it: it touches a version that they see, or they keep the datasets. */
const maySee = (actor: Actor) => sql<boolean>`(${keepsDatasets(actor)}::boolean or exists (select 1 from recalled_versions rv where rv.recall_id = ${recalls.id} and ${seenVersion(actor, sql`rv.version_id`)}))`;

const lifter = alias(users, "lifter");

function selectRecalls(db: Executor, actor: Actor) {
  return db
    .select({
      id: recalls.id,
      kind: recalls.kind,
      dataset: recalls.dataset,
      datasetVersion: recalls.datasetVersion,
      datasetDigest: recalls.datasetDigest,
      reference: sql<string | null>`case when ${seenVersion(actor, sql`${recalls.versionId}`)} then ${nameOf(sql`${recalls.versionId}`)} end`,
      reason: recalls.reason,
      byId: users.id,
      byName: users.name,
      at: recalls.createdAt,
      liftedAt: recalls.liftedAt,
      liftedById: lifter.id,
      liftedByName: lifter.name,
      liftingReason: recalls.liftingReason,
      canLift: mayLift(actor),
    })
    .from(recalls)
    .innerJoin(users, eq(users.id, recalls.recalledBy))
    .leftJoin(lifter, eq(lifter.id, recalls.liftedBy));
}

function toRecall(row: Awaited<ReturnType<typeof selectRecalls>>[number]): Recall {
  const { id, kind, reference, reason, at } = row;
  const dataset = row.dataset === null ? null : { name: row.dataset, version: row.datasetVersion, digest: row.datasetDigest };
  return {
    id,
    kind,
    subject: dataset ? writeSubject({ kind: "dataset", ...dataset }) : reference,
    dataset,
    reference,
    reason,
    by: { id: row.byId, name: row.byName },
    at: at.toISOString(),
    lifted: row.liftedAt && row.liftedById ? { by: { id: row.liftedById, name: row.liftedByName ?? "" }, at: row.liftedAt.toISOString(), reason: row.liftingReason ?? "" } : null,
    canLift: row.canLift && row.liftedAt === null,
  };
}

const byTime = [recalls.createdAt, recalls.id];

/** The recalls that the actor may know of, the latest first. */
export async function listRecalls(db: Executor, actor: Actor, input: { open?: boolean | undefined; cursor?: string | undefined; limit: number }) {
  const state = input.open === undefined ? sql`true` : input.open ? sql`${recalls.liftedAt} is null` : sql`${recalls.liftedAt} is not null`;
  const rows = await selectRecalls(db, actor)
    .where(sql`${maySee(actor)} and ${state} and ${after(byTime, input.cursor ? decodeCursor(input.cursor, ["timestamp", "uuid"]) : undefined, "descending") ?? sql`true`}`)
    .orderBy(...inOrder(byTime, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.at, row.id]);
  return { items: items.map(toRecall), nextCursor };
}

/** @throws DomainError not_found */
export async function requireRecall(db: Executor, actor: Actor, id: string): Promise<Recall> {
  const [row] = await selectRecalls(db, actor).where(sql`${recalls.id} = ${id} and ${maySee(actor)}`);
  if (!row) throw notFound(`The recall ${id}`);
  return toRecall(row);
}

/** The recalls in force that answer a condition on `recalls`, the latest first: up to 50. */
export async function recallsWhere(db: Executor, actor: Actor, condition: SQL): Promise<Recall[]> {
  const rows = await selectRecalls(db, actor).where(sql`${recalls.liftedAt} is null and ${condition} and ${maySee(actor)}`).orderBy(...inOrder(byTime, "descending")).limit(50);
  return rows.map(toRecall);
}

/** The recalls in force that touch a version which the actor may see. */
export async function recallsOf(db: Executor, actor: Actor, versionId: string): Promise<RecallMark[]> {
  const found = await recallsWhere(db, actor, sql`exists (select 1 from recalled_versions rv where rv.recall_id = ${recalls.id} and rv.version_id = ${versionId})`);
  const rows = found.length === 0 ? [] : await db.execute<{ id: string }>(sql`select recall_id as id from recalled_versions where version_id = ${versionId} and distance = 0`);
  const direct = new Set(rows.map(({ id }) => id));
  return found.map((recall) => ({ ...recall, direct: direct.has(recall.id) }));
}

type FactRow = Pick<Lineage, "datasets" | "code" | "runs" | "children"> & { parents: { relation: Lineage["parents"][number]["relation"]; named: string; reference: string | null }[] };

/** What a version was made from, and what was made from it. @throws DomainError not_found, invalid_input */
export async function lineageOf(db: Executor, actor: Actor, reference: string): Promise<Lineage> {
  const { versionId, reference: exact } = await resolveReference(db, actor, reference);
  const list = (columns: SQL, from: SQL) => sql`coalesce((select json_agg(${columns}) from ${from}), '[]'::json)`;
  const [row] = await db.execute<FactRow & Record<string, unknown>>(sql`select
    ${list(sql`json_build_object('name', d.name, 'version', nullif(d.version, ''), 'digest', d.digest, 'uri', d.uri, 'role', d.role, 'source', d.source) order by d.position`, sql`version_datasets d where d.version_id = ${versionId}`)} as datasets,
    ${list(sql`json_build_object('repository', c.repository, 'commit', c.commit_hash, 'dirty', c.dirty, 'source', c.source) order by c.source, c.repository, c.commit_hash`, sql`version_code c where c.version_id = ${versionId}`)} as code,
    ${list(sql`json_build_object('tracker', r.tracker, 'id', r.run_id, 'url', r.url, 'source', r.source) order by r.source, r.tracker, r.run_id`, sql`version_runs r where r.version_id = ${versionId}`)} as runs,
    ${list(sql`json_build_object('relation', c.relation, 'reference', c.name) order by c.name`, sql`(select p.relation, ${nameOf(sql`p.version_id`)} as name from version_parents p where p.parent_id = ${versionId} and ${seenVersion(actor, sql`p.version_id`)} limit 100) c`)} as children,
    ${list(sql`json_build_object('relation', a.relation, 'named', a.named, 'reference', a.name) order by a.first, a.n`, sql`(
      select 0 as first, d.n, d.parent ->> 'relation' as relation, d.parent ->> 'reference' as named, (
        select ${nameOf(sql`p.parent_id`)} from version_parents p where p.version_id = v.id and p.relation = d.parent ->> 'relation' and ${seenVersion(actor, sql`p.parent_id`)}
          and (${nameOf(sql`p.parent_id`)} = d.parent ->> 'reference' or d.parent ->> 'reference' = (select t.slug || '/' || m.name || '@' || w.digest from versions w join models m on m.id = w.model_id join teams t on t.id = m.team_id where w.id = p.parent_id)) limit 1) as name
      from versions v, jsonb_array_elements(case when jsonb_typeof(v.metadata -> 'parents') = 'array' then v.metadata -> 'parents' else '[]' end) with ordinality d (parent, n) where v.id = ${versionId}) a`)} as parents`);
  if (!row) throw new Error("a select without a from gave no row");
  const { datasets, code, runs, children, parents } = row;
  return { reference: exact, datasets, code, runs, children, parents, recalls: await recallsOf(db, actor, versionId) };
}

const mostCounted = 1000;

/** A count of rows as one column, followed up to 1,000. @param rows a select, without a limit */
export function boundedCount(rows: SQL): SQL<number> {
  return sql<number>`(select count(*)::int from (${rows} limit ${mostCounted + 1}) counted)`;
}

export function toBounded(count: number): Bounded {
  return { count: Math.min(count, mostCounted), more: count > mostCounted };
}

/** The datasets of the versions that the actor may see, by name. @param input.search a part of the name */
export async function listDatasets(db: Executor, actor: Actor, input: { search?: string | undefined; cursor?: string | undefined; limit: number }): Promise<{ items: DatasetSummary[]; nextCursor: string | null }> {
  const [last] = input.cursor ? decodeCursor(input.cursor, ["text"]) : [""];
  const wanted = input.search ? sql`names.name ilike ${`%${input.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}` : sql`true`;
  // Each step looks for the next name in the index, however many versions the one before has.
  const rows = await db.execute<{ name: string; versions: number; uses: number; recalled: boolean }>(sql`
    with recursive names (name) as (
      (select d.name from version_datasets d where d.name > ${last} order by d.name limit 1)
      union all
      select (select d.name from version_datasets d where d.name > names.name order by d.name limit 1) from names where names.name is not null),
    found as (select name from names where name is not null and ${wanted} and exists (select 1 from version_datasets d where d.name = names.name and ${seenVersion(actor, sql`d.version_id`)}) limit ${input.limit + 1})
    select found.name,
      (select count(*)::int from (select distinct d.version, d.digest from (select * from version_datasets d where d.name = found.name and ${seenVersion(actor, sql`d.version_id`)} limit ${mostCounted + 1}) d) kinds) as versions,
      ${boundedCount(sql`select d.version_id from version_datasets d where d.name = found.name and ${seenVersion(actor, sql`d.version_id`)} group by d.version_id`)} as uses,
      exists (select 1 from recalls r where r.lifted_at is null and r.dataset = found.name) as recalled
    from found`);
  const items = [...rows].slice(0, input.limit);
  const end = items.at(-1);
  return {
    items: items.map(({ name, versions, uses, recalled }) => ({ name, versions: toBounded(versions), uses: toBounded(uses), recalled })),
    nextCursor: rows.length > input.limit && end ? encodeCursor([end.name]) : null,
  };
}

