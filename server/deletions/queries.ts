import { and, desc, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { versions } from "../versions/tables.ts";
import type { DeletedVersion, Dependent } from "./schema.ts";
import { versionDeletions } from "./tables.ts";

const mostListed = 200;

/** The deleted versions of a model that the actor may see, the latest deletion first. */
export async function listDeleted(db: Executor, actor: Actor, model: string): Promise<DeletedVersion[]> {
  const { id } = await requireModel(db, actor, model);
  const rows = await db
    .select({
      number: versions.number,
      digest: versions.digest,
      files: versions.files,
      bytes: versions.bytes,
      deletedById: users.id,
      deletedByName: users.name,
      deletedAt: versionDeletions.deletedAt,
      reason: versionDeletions.reason,
      purgeAfter: versionDeletions.purgeAfter,
      purgedAt: versionDeletions.purgedAt,
    })
    .from(versionDeletions)
    .innerJoin(versions, eq(versions.id, versionDeletions.versionId))
    .innerJoin(users, eq(users.id, versionDeletions.deletedBy))
    .where(and(eq(versions.modelId, id), isNotNull(versions.number)))
    .orderBy(desc(versionDeletions.deletedAt), desc(versions.number))
    .limit(mostListed);
  return rows.map((row) => ({
    reference: `${model}@${row.number}`,
    number: row.number ?? 0,
    digest: row.digest ?? "",
    files: row.files,
    bytes: row.bytes,
    deletedBy: { id: row.deletedById, name: row.deletedByName },
    deletedAt: row.deletedAt.toISOString(),
    reason: row.reason,
    restorableUntil: row.purgedAt ? null : row.purgeAfter.toISOString(),
  }));
}

/** What needs a version: pointers, open promotions, and versions that were made from it. */
export async function dependentsOf(db: Executor, versionId: string): Promise<Dependent[]> {
  const rows = await db.execute<{ kind: Dependent["kind"]; name: string }>(sql`
    select case when s.name is null then 'alias' else 'stage' end as kind, p.name as name
      from pointers p left join stages s on s.name = p.name where p.version_id = ${versionId}
    union all
    select 'promotion', p.id::text from promotions p where p.version_id = ${versionId} and p.state in ('draft', 'open', 'approved', 'applying')
    union all
    select distinct 'version', t.slug || '/' || m.name || '@' || v.number
      from version_parents vp join versions v on v.id = vp.version_id join models m on m.id = v.model_id join teams t on t.id = m.team_id
      where vp.parent_id = ${versionId} and not exists (select 1 from version_deletions d where d.version_id = v.id)
    order by kind, name limit 1000`);
  return rows.map(({ kind, name }) => ({ kind, name }));
}

/** Deleted versions and drafts whose time to be restored is over. */
export async function listDue(db: Executor, now: Date, limit: number) {
  return await db
    .select({ versionId: versionDeletions.versionId, number: versions.number, modelId: versions.modelId })
    .from(versionDeletions)
    .innerJoin(versions, eq(versions.id, versionDeletions.versionId))
    .where(and(isNull(versionDeletions.purgedAt), lte(versionDeletions.purgeAfter, now)))
    .orderBy(versionDeletions.purgeAfter)
    .limit(limit);
}
