import { sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { edition } from "../inspect/summary.ts";
import { resolveReference } from "../pointers/queries.ts";
import { detailsOf } from "../versions/queries.ts";
import type { VersionDetail } from "../versions/schema.ts";
import { compareEvaluations, compareMetrics, laySeries, listSeries } from "./measures.ts";
import type { ComparedFile, ComparedPage, ComparedSeries, ComparedTensor, ComparedVersion, CompareInput, Comparison, SeriesInput } from "./schema.ts";
import { compareSections, keep } from "./sections.ts";

/**
 * Several versions side by side: what differs, or everything. One statement for each reference, and five for all of them.
 * @param limit how many files, and how many tensors, come with it
 * @throws DomainError not_found, for the first reference that names nothing which the actor may see; invalid_input, where two
 *   references name the same version
 */
export async function compareVersions(db: Executor, actor: Actor, input: CompareInput, limit = 200): Promise<Comparison> {
  const ids = await resolveAll(db, actor, input.references);
  const page = { all: input.all, limit };
  const [details, files, fileCounts, tensors, cards] = await Promise.all([detailsOf(db, ids), filesPage(db, ids, page), countFiles(db, ids), tensorsOf(db, ids, page), cardsOf(db, ids)]);
  const versions = ids.map((id) => details.get(id)!);
  const declared = versions.map(({ metadata }) => metadata);
  return {
    versions: versions.map(headOf),
    baseline: input.baseline,
    all: input.all,
    metrics: keep(compareMetrics(declared, input.baseline), input.all),
    evaluations: keep(compareEvaluations(declared, input.baseline), input.all),
    series: listSeries(declared),
    sections: compareSections(versions, input.all),
    files: { ...files, ...fileCounts },
    tensors,
    cards,
  };
}

/**
 * One metric of the versions step by step; null of those that have no such series.
 * @throws DomainError not_found, for the first reference that names nothing which the actor may see; invalid_input
 */
export async function compareSeries(db: Executor, actor: Actor, { references, ...about }: SeriesInput): Promise<ComparedSeries> {
  const ids = await resolveAll(db, actor, references);
  const details = await detailsOf(db, ids);
  return laySeries(ids.map((id) => details.get(id)!.metadata), about);
}

/** A page of the files of the versions by their path. */
export async function compareFiles(db: Executor, actor: Actor, input: ComparedPage) {
  return await filesPage(db, await resolveAll(db, actor, input.references), input);
}

/** A page of the tensors of the versions by the path of their file and their name. */
export async function compareTensors(db: Executor, actor: Actor, input: ComparedPage) {
  const { items, nextCursor } = await tensorsOf(db, await resolveAll(db, actor, input.references), input);
  return { items, nextCursor };
}

async function resolveAll(db: Executor, actor: Actor, references: readonly string[]): Promise<string[]> {
  // All are asked for at once, and the first that names nothing is told of, whichever answer came first.
  const settled = await Promise.allSettled(references.map((reference) => resolveReference(db, actor, reference)));
  const resolved = settled.map((each) => {
    if (each.status === "rejected") throw each.reason;
    return each.value;
  });
  const ids = resolved.map(({ versionId }) => versionId);
  const twin = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (twin === -1) return ids;
  const [one, other] = [references[ids.indexOf(ids[twin]!)]!, references[twin]!];
  throw new DomainError("invalid_input", `${one} and ${other} name the same version, ${resolved[twin]!.reference}. Leave one of them out.`, { references: [one, other] });
}

function headOf({ metrics: _metrics, metadata: _metadata, openPromotions: _open, archival: _archival, ...head }: VersionDetail): ComparedVersion {
  return head;
}

/** The versions as `given (id, place)`, from 0. */
const given = (ids: readonly string[]) => sql`given as (select id, ordinal::int - 1 as place from unnest(${sql.param(ids)}::uuid[]) with ordinality g (id, ordinal))`;

/** The files of the versions by path: what each holds there, as `{"<place>": …}`, and whether all hold the same bytes. */
const byPath = (ids: readonly string[], where: SQL = sql`true`) => sql`paths as (
  select f.path, count(*) = ${ids.length} and count(distinct f.sha256) = 1 as same,
    json_object_agg(g.place, json_build_object('sha256', f.sha256, 'size', f.size)) as held
  from given g join version_files f on f.version_id = g.id where ${where} group by f.path)`;

interface Page {
  all: boolean;
  cursor?: string | undefined;
  limit: number;
}

/** What each version holds, in their order. */
function spread<Value>(ids: readonly string[], held: Record<string, Value>): (Value | null)[] {
  return ids.map((_, place) => held[place] ?? null);
}

async function filesPage(db: Executor, ids: readonly string[], { all, cursor, limit }: Page): Promise<{ items: ComparedFile[]; nextCursor: string | null }> {
  const rows = await db.execute<{ path: string; same: boolean; held: Record<string, { sha256: string; size: number }> }>(sql`
    with ${given(ids)}, ${byPath(ids, cursor === undefined ? undefined : sql`f.path > ${cursor}`)}
    select path, same, held from paths where ${all ? sql`true` : sql`not same`} order by path limit ${limit + 1}`);
  const items = rows.slice(0, limit).map(({ path, same, held }): ComparedFile => ({ path, values: spread(ids, held), same }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.path ?? null) : null };
}

async function countFiles(db: Executor, ids: readonly string[]): Promise<{ differing: number; same: number }> {
  const [row] = await db.execute<{ differing: number; same: number }>(sql`
    with ${given(ids)}, ${byPath(ids)}
    select (count(*) filter (where not same))::int as differing, (count(*) filter (where same))::int as same from paths`);
  return row ?? { differing: 0, same: 0 };
}

/** Tensors of the files that differ, or of all: by `path: name`, what they are as text. The counts are of what was looked at. */
async function tensorsOf(db: Executor, ids: readonly string[], { all, cursor, limit }: Page): Promise<Comparison["tensors"]> {
  const rows = await db.execute<{ name: string; same: boolean; held: Record<string, string>; differing: number; alike: number }>(sql`
    with ${given(ids)}, ${byPath(ids)}, found as (
      select f.path || ': ' || (t ->> 'name') as name, g.place, (t ->> 'dtype') || ' ' || (t -> 'shape')::text as spec
      from paths p join given g on true join version_files f on f.version_id = g.id and f.path = p.path
        join inspections i on i.sha256 = f.sha256 and i.edition = ${edition}, jsonb_array_elements(i.detail -> 'tensors') t
      where ${all ? sql`true` : sql`not p.same`}
    ), tensors as (
      select name, count(distinct place) = ${ids.length} and count(distinct spec) = 1 as same, json_object_agg(place, spec) as held from found group by name
    ), counted as (select (count(*) filter (where not same))::int as differing, (count(*) filter (where same))::int as alike from tensors)
    select t.name, t.same, t.held, c.differing, c.alike from counted c left join lateral (
      select * from tensors where ${all ? sql`true` : sql`not same`} and ${cursor === undefined ? sql`true` : sql`name > ${cursor}`} order by name limit ${limit + 1}) t on true order by t.name`);
  const items = rows.slice(0, limit).filter(({ name }) => name !== null).map(({ name, same, held }): ComparedTensor => ({ name, values: spread(ids, held), same }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.name ?? null) : null, differing: rows[0]?.differing ?? 0, same: rows[0]?.alike ?? 0 };
}

/** The SHA-256 of the last revision of each card; of the version's README.md, where no revision is kept. */
async function cardsOf(db: Executor, ids: readonly string[]): Promise<(string | null)[]> {
  const rows = await db.execute<{ card: string | null }>(sql`
    with ${given(ids)}
    select coalesce(
      (select encode(sha256(convert_to(r.body, 'UTF8')), 'hex') from card_revisions r where r.version_id = g.id order by r.revision desc limit 1),
      (select f.sha256 from version_files f where f.version_id = g.id and f.path_key = 'readme.md')) as card
    from given g order by g.place`);
  return rows.map(({ card }) => card);
}
