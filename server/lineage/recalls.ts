import { sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";

/**
 * Flags versions by the recalls of what they were made from, and whatever was made from them. For those that are new, and
 * those of which more came to light; the caller holds the lock on the lineage.
 */
export async function inheritRecalls(tx: Transaction, versionIds: readonly string[]): Promise<void> {
  let flagged = await tx.execute<Flag>(sql`
    insert into recalled_versions (recall_id, version_id, distance)
    select recall_id, version_id, min(distance) from (
      select r.id as recall_id, d.version_id, 0 as distance from version_datasets d join recalls r on r.lifted_at is null and r.kind = 'dataset'
        and (r.dataset_digest = d.digest or (r.dataset_digest is null and r.dataset = d.name and (coalesce(r.dataset_version, '') = '' or r.dataset_version = d.version)))
        where d.version_id = any(${sql.param([...versionIds])}::uuid[])
      union all
      select r.id, p.version_id, rv.distance + 1 from version_parents p join recalled_versions rv on rv.version_id = p.parent_id join recalls r on r.id = rv.recall_id and r.lifted_at is null
        where p.version_id = any(${sql.param([...versionIds])}::uuid[])) came
    group by recall_id, version_id
    on conflict do nothing returning recall_id, version_id, distance`);
  while (flagged.length > 0) flagged = await flagChildren(tx, flagged);
}

interface Flag extends Record<string, unknown> {
  recall_id: string;
  version_id: string;
  distance: number;
}

/** Flags what was made from versions that have just been flagged: one step. @returns the flags that are new */
async function flagChildren(tx: Transaction, flagged: readonly Flag[]) {
  return await tx.execute<Flag>(sql`
    insert into recalled_versions (recall_id, version_id, distance)
    select f.recall_id, p.version_id, min(f.distance) + 1
    from json_to_recordset(${JSON.stringify(flagged)}::json) f (recall_id uuid, version_id uuid, distance int) join version_parents p on p.parent_id = f.version_id
    group by f.recall_id, p.version_id
    on conflict do nothing returning recall_id, version_id, distance`);
}
