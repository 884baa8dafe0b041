import { sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { decodeCursor, page } from "../db/keyset.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { resolveReference } from "../pointers/queries.ts";
import { recallsOf, recallsWhere, requireRecall, toBounded } from "./queries.ts";
import { isRecalled, nameOf, seenVersion } from "./reach.ts";
import type { Impact, TouchedFilter, TouchedVersion } from "./schema.ts";
import { parseSubject, writeSubject, type Subject } from "./subject.ts";
import { recalls } from "./tables.ts";

/** A subject, what people call it, and a select of the ids of the versions that it touches at first hand. */
export interface Source {
  subject: Subject;
  name: string;
  direct: SQL;
  /** The version that it is, where it is one. */
  versionId: string | null;
}

/**
 * Finds what lineage is asked about.
 * @throws DomainError invalid_input; not_found, also when nothing that the actor may see has to do with it
 */
export async function findSource(db: Executor, actor: Actor, text: string): Promise<Source> {
  const subject = parseSubject(text);
  if ("fault" in subject) throw new DomainError("invalid_input", subject.fault);
  switch (subject.kind) {
    case "version": {
      const { versionId, reference } = await resolveReference(db, actor, subject.reference);
      return { subject: { kind: "version", reference }, name: reference, direct: sql`select ${versionId}::uuid as id`, versionId };
    }
    case "recall": {
      const recall = await requireRecall(db, actor, subject.id);
      return { subject, name: recall.subject ?? "a version that you may not see", direct: sql`select rv.version_id as id from recalled_versions rv where rv.recall_id = ${subject.id}`, versionId: null };
    }
    case "code": {
      // A commit by its beginning: what lies between it and it with what comes after every hex digit.
      const direct = sql`select c.version_id as id from version_code c where c.commit_hash >= ${subject.commit} and c.commit_hash < ${`${subject.commit}g`}`;
      return await seen(db, actor, { subject, name: subject.commit.slice(0, 12), direct, versionId: null }, `The commit ${subject.commit}`);
    }
    case "dataset": {
      const direct = sql`select d.version_id as id from version_datasets d where ${usesDataset(subject)}`;
      return await seen(db, actor, { subject, name: writeSubject(subject).replace(/^dataset:/, ""), direct, versionId: null }, `The dataset ${writeSubject(subject)}`);
    }
  }
}

async function seen(db: Executor, actor: Actor, source: Source, what: string): Promise<Source> {
  const [one] = await db.execute(sql`select 1 from (${source.direct}) d where ${seenVersion(actor, sql`d.id`)} limit 1`);
  if (!one) throw notFound(what);
  return source;
}

/** The condition on `version_datasets d` that it is the dataset. */
export function usesDataset({ name, version, digest }: Extract<Subject, { kind: "dataset" }>): SQL {
  if (digest !== null) return sql`d.digest = ${digest}`;
  return version === null ? sql`d.name = ${name}` : sql`d.name = ${name} and d.version = ${version}`;
}

const mostFollowed = 20_000;

/**
 * The tables `direct` and `touched` of the ids of versions that a source touches, as far as the actor may see them: what was
 * made from a version that they may not see is followed no further.
 */
function touchedBy(actor: Actor, { subject, direct }: Source): SQL {
  const further = subject.kind === "recall" ? sql`` : sql`union select p.version_id from reached r join version_parents p on p.parent_id = r.id where ${seenVersion(actor, sql`p.version_id`)}`;
  return sql`with recursive direct (id) as materialized (select distinct d.id from (${direct}) d where ${seenVersion(actor, sql`d.id`)} limit ${mostFollowed + 1}),
    reached (id) as (select id from direct ${further}),
    touched (id) as materialized (select id from reached limit ${mostFollowed + 1})`;
}

const undecided = sql`('draft', 'open', 'approved', 'applying')`;
const stagesAt = sql`pointers p join stages s on s.name = p.name`;
const shown: Record<TouchedFilter, SQL> = {
  all: sql`true`,
  live: sql`exists (select 1 from ${stagesAt} where p.version_id = v.id)`,
  open: sql`exists (select 1 from promotions o where o.version_id = v.id and o.state in ${undecided})`,
};

/** What something has touched: every version, live stage and open promotion that the actor may see, the newest versions first. */
export async function impactOf(db: Executor, actor: Actor, input: { of: string; show: TouchedFilter; cursor?: string | undefined; limit: number }): Promise<Impact> {
  const source = await findSource(db, actor, input.of);
  const { subject, name, versionId } = source;
  const touched = touchedBy(actor, source);
  const [last] = input.cursor ? decodeCursor(input.cursor, ["uuid"]) : [null];
  const rows = await db.execute<TouchedVersion & { id: string } & Record<string, unknown>>(sql`${touched}
    select v.id, ${nameOf(sql`v.id`)} as reference, v.number, v.digest, ${iso(sql`v.finalized_at`)} as "createdAt", exists (select 1 from direct where direct.id = v.id) as direct, ${isRecalled(sql`v.id`)} as recalled,
      coalesce((select json_agg(s.name order by s.position) from ${stagesAt} where p.version_id = v.id), '[]'::json) as stages,
      coalesce((select json_agg(json_build_object('id', o.id, 'stage', o.stage, 'state', o.state) order by o.created_at) from promotions o where o.version_id = v.id and o.state in ${undecided}), '[]'::json) as promotions
    from touched t join versions v on v.id = t.id
    where ${shown[input.show]} and ${last === null ? sql`true` : sql`v.id < ${last}::uuid`}
    order by v.id desc limit ${input.limit + 1}`);
  const [counts] = await db.execute<{ versions: number; models: number; live: number; open: number }>(sql`${touched}
    select count(*)::int as versions, count(distinct v.model_id)::int as models,
      (select count(*)::int from touched t join ${stagesAt} on p.version_id = t.id) as live,
      (select count(*)::int from touched t join promotions o on o.version_id = t.id where o.state in ${undecided}) as open
    from touched t join versions v on v.id = t.id`);
  const { items, nextCursor } = page([...rows], input.limit, (row) => [row.id]);
  const { versions = 0, ...others } = counts ?? {};
  return {
    subject: writeSubject(subject),
    kind: subject.kind,
    name,
    counts: { models: 0, live: 0, open: 0, ...others, versions: Math.min(versions, mostFollowed), more: versions > mostFollowed },
    items: items.map((row) => ({ ...row, model: row.reference.slice(0, row.reference.lastIndexOf("@")) })),
    nextCursor,
    datasetVersions: subject.kind === "dataset" && subject.digest === null ? await datasetVersions(db, actor, subject) : [],
    recalls: versionId !== null ? await recallsOf(db, actor, versionId) : subject.kind === "dataset" ? await recallsWhere(db, actor, recallsDataset(subject)) : subject.kind === "recall" ? [await requireRecall(db, actor, subject.id)] : [],
  };
}

/** The condition on `recalls` that it is of the dataset, or of a part of it. */
function recallsDataset({ name, version, digest }: Extract<Subject, { kind: "dataset" }>): SQL {
  if (digest !== null) return sql`${recalls.datasetDigest} = ${digest}`;
  return version === null ? sql`${recalls.dataset} = ${name}` : sql`${recalls.dataset} = ${name} and coalesce(${recalls.datasetVersion}, ${version}) = ${version}`;
}

async function datasetVersions(db: Executor, actor: Actor, subject: Extract<Subject, { kind: "dataset" }>): Promise<Impact["datasetVersions"]> {
  const rows = await db.execute<{ version: string | null; digest: string | null; uri: string | null; uses: number }>(sql`
    select nullif(version, '') as version, digest, max(uri) as uri, count(distinct version_id)::int as uses
    from (select * from version_datasets d where ${usesDataset(subject)} and ${seenVersion(actor, sql`d.version_id`)} limit ${mostFollowed}) d
    group by version, digest order by version desc, digest limit 100`);
  return rows.map(({ uses, ...row }) => ({ ...row, uses: toBounded(uses) }));
}
