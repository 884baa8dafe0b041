import { sql, type SQL } from "drizzle-orm";
import { cardDigestColumn } from "../cards/queries.ts";
import { edition } from "../inspect/summary.ts";
import type { Compared } from "./schema.ts";

/** How many files, and tensors, are named; the rest is counted. */
const mostNamed = 500;

/**
 * As one JSON column: what differs between the files of two versions, and between the tensors of those that do.
 * @param candidateId SQL of an id
 * @param liveId SQL of an id; of null, everything of the candidate is new
 * @param asOf SQL of an instant: revisions of cards that came after it are left out
 */
export function comparedColumn(candidateId: SQL, liveId: SQL, asOf: SQL): SQL<Omit<Compared, "candidateScan">> {
  return sql<Omit<Compared, "candidateScan">>`(
    with pairs as (
      select coalesce(c.path, l.path) as path, c.sha256 as c_sha, c.size as c_size, l.sha256 as l_sha, l.size as l_size
      from (select path, sha256, size from version_files where version_id = ${candidateId}) c
      full join (select path, sha256, size from version_files where version_id = ${liveId}) l using (path)
    ), changed as (select * from pairs where c_sha is distinct from l_sha),
    ct as (
      select p.path || ': ' || (t ->> 'name') as name, (t ->> 'dtype') || ' ' || (t -> 'shape')::text as is
      from changed p join inspections i on i.sha256 = p.c_sha and i.edition = ${edition}, jsonb_array_elements(i.detail -> 'tensors') t
    ), lt as (
      select p.path || ': ' || (t ->> 'name') as name, (t ->> 'dtype') || ' ' || (t -> 'shape')::text as is
      from changed p join inspections i on i.sha256 = p.l_sha and i.edition = ${edition}, jsonb_array_elements(i.detail -> 'tensors') t
    ), tensors as (select name, ct.is as c, lt.is as l from ct full join lt using (name)),
    moved as (select * from tensors where c is distinct from l)
    select json_build_object(
      'files', coalesce((select json_agg(json_build_object('path', path, 'kind', case when c_sha is null then 'removed' when l_sha is null then 'added' else 'changed' end,
        'candidate', case when c_sha is not null then json_build_object('size', c_size, 'sha256', c_sha) end,
        'live', case when l_sha is not null then json_build_object('size', l_size, 'sha256', l_sha) end) order by path)
        from (select * from changed order by path limit ${mostNamed}) f), '[]'::json),
      'changedFiles', (select count(*)::int from changed),
      'sameFiles', (select count(*)::int from pairs where c_sha = l_sha),
      'tensors', coalesce((select json_agg(json_build_object('name', name, 'kind', case when c is null then 'removed' when l is null then 'added' else 'changed' end,
        'candidate', c, 'live', l) order by name) from (select * from moved order by name limit ${mostNamed}) m), '[]'::json),
      'changedTensors', (select count(*)::int from moved),
      'sameTensors', (select count(*)::int from tensors where c = l),
      'card', json_build_object('candidate', ${cardDigestColumn(candidateId, asOf)}, 'candidateRevision', ${revisionColumn(candidateId, asOf)},
        'live', ${cardDigestColumn(liveId, asOf)}, 'liveRevision', ${revisionColumn(liveId, asOf)})))`;
}

const revisionColumn = (versionId: SQL, asOf: SQL) => sql`(select max(c.revision) from card_revisions c where c.version_id = ${versionId} and c.created_at <= ${asOf})`;
