import { sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { edition } from "../inspect/summary.ts";
import type { Compared } from "./schema.ts";

/** How many files, and tensors, are named; the rest is counted. */
const mostNamed = 500;

interface Row extends Omit<Compared, "candidateScan"> {
  [column: string]: unknown;
}

/**
 * What differs between the files of two versions, and between the tensors of those that do, in one query.
 * @param liveId null: everything of the candidate is new
 */
export async function compareVersions(db: Executor, candidateId: string, liveId: string | null): Promise<Omit<Compared, "candidateScan">> {
  const [row] = await db.execute<Row>(sql`
    with pairs as (
      select coalesce(c.path, l.path) as path, c.sha256 as c_sha, c.size as c_size, l.sha256 as l_sha, l.size as l_size
      from (select path, sha256, size from version_files where version_id = ${candidateId}) c
      full join (select path, sha256, size from version_files where version_id = ${liveId}::uuid) l using (path)
    ), changed as (select * from pairs where c_sha is distinct from l_sha),
    ct as (
      select p.path || ': ' || (t ->> 'name') as name, (t ->> 'dtype') || ' ' || replace((t -> 'shape')::text, ',', ', ') as is
      from changed p join inspections i on i.sha256 = p.c_sha and i.edition = ${edition}, jsonb_array_elements(i.detail -> 'tensors') t
    ), lt as (
      select p.path || ': ' || (t ->> 'name') as name, (t ->> 'dtype') || ' ' || replace((t -> 'shape')::text, ',', ', ') as is
      from changed p join inspections i on i.sha256 = p.l_sha and i.edition = ${edition}, jsonb_array_elements(i.detail -> 'tensors') t
    ), tensors as (select name, ct.is as c, lt.is as l from ct full join lt using (name)),
    moved as (select * from tensors where c is distinct from l)
    select
      coalesce((select json_agg(json_build_object('path', path, 'kind', case when c_sha is null then 'removed' when l_sha is null then 'added' else 'changed' end,
        'candidate', case when c_sha is not null then json_build_object('size', c_size, 'sha256', c_sha) end,
        'live', case when l_sha is not null then json_build_object('size', l_size, 'sha256', l_sha) end) order by path)
        from (select * from changed order by path limit ${mostNamed}) f), '[]'::json) as files,
      (select count(*)::int from changed) as "changedFiles",
      (select count(*)::int from pairs where c_sha = l_sha) as "sameFiles",
      coalesce((select json_agg(json_build_object('name', name, 'kind', case when c is null then 'removed' when l is null then 'added' else 'changed' end,
        'candidate', c, 'live', l) order by name) from (select * from moved order by name limit ${mostNamed}) m), '[]'::json) as tensors,
      (select count(*)::int from moved) as "changedTensors",
      (select count(*)::int from tensors where c = l) as "sameTensors",
      json_build_object('candidate', (select sha256 from version_files where version_id = ${candidateId} and path_key = 'readme.md'),
        'live', (select sha256 from version_files where version_id = ${liveId}::uuid and path_key = 'readme.md')) as card`);
  if (!row) throw new Error("two versions could not be compared");
  const { files, changedFiles, sameFiles, tensors, changedTensors, sameTensors, card } = row;
  return { files, changedFiles, sameFiles, tensors, changedTensors, sameTensors, card };
}
