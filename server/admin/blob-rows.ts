/** What the database knows of blobs. */
import { and, gt, gte, inArray, isNull, sql } from "drizzle-orm";
import { referencesOf } from "../blobs/queries.ts";
import { blobs } from "../blobs/tables.ts";
import type { Executor } from "../db/client.ts";

export interface BlobRow {
  sha256: string;
  /** Bytes. */
  size: number;
  /** One CRC-32 of each MiB; null where none were kept. */
  checks: Buffer | null;
  /** False while bytes are announced and nothing is known of their having come. */
  expected: boolean;
}

const page = 200;

const columns = {
  sha256: blobs.sha256,
  size: blobs.size,
  checks: blobs.checks,
  expected: sql<boolean>`${blobs.checks} is not null or exists (${referencesOf(sql`${blobs.sha256}`)})`,
};

/** Every blob that was not removed on purpose, ascending by hash. @param from the first hash, or its beginning */
export async function* presentBlobs(db: Executor, from = ""): AsyncGenerator<BlobRow> {
  let next = gte(blobs.sha256, from);
  for (;;) {
    const rows = await db.select(columns).from(blobs).where(and(isNull(blobs.removedAt), next)).orderBy(blobs.sha256).limit(page);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    next = gt(blobs.sha256, last.sha256);
  }
}

/** Those of the hashes whose bytes were not removed on purpose. */
export async function findPresent(db: Executor, hashes: string[]): Promise<Map<string, BlobRow>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.select(columns).from(blobs).where(and(isNull(blobs.removedAt), inArray(blobs.sha256, hashes)));
  return new Map(rows.map((row) => [row.sha256, row]));
}

/** How many there are, and their bytes. */
export async function totalOf(db: Executor, from = ""): Promise<{ blobs: number; bytes: number }> {
  const [total] = await db
    .select({ blobs: sql<number>`count(*)::int`, bytes: sql<number>`coalesce(sum(${blobs.size}), 0)::float8` })
    .from(blobs)
    .where(and(isNull(blobs.removedAt), gte(blobs.sha256, from)));
  return total ?? { blobs: 0, bytes: 0 };
}

/** The versions that need a blob, as references, and drafts by their models' names. */
export async function versionsThatNeed(db: Executor, sha256: string): Promise<string[]> {
  const rows = await db.execute<{ reference: string }>(sql`
    select distinct t.slug || '/' || m.name || coalesce('@' || v.number, ' (a draft)') as reference
    from version_files f
    join versions v on v.id = f.version_id
    join models m on m.id = v.model_id
    join teams t on t.id = m.team_id
    where f.sha256 = ${sha256}
      and not exists (select 1 from version_deletions d where d.version_id = v.id and d.purged_at is not null)
    order by 1`);
  return rows.map((row) => row.reference);
}
