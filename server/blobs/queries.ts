import { sql, type SQL } from "drizzle-orm";

/**
 * What still needs a blob: files of versions and drafts that were not given up, and uploads that are here and not yet
 * in their drafts. A query with a row for each.
 */
export function referencesOf(sha256: SQL): SQL {
  return sql`select 1 from version_files f where f.sha256 = ${sha256}
    and not exists (select 1 from version_deletions d where d.version_id = f.version_id and d.purged_at is not null)
    union all select 1 from uploads u where u.sha256 = ${sha256} and u.state = 'stored'`;
}
