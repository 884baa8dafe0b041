import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { versionDeletions } from "../deletions/tables.ts";
import { notFound } from "../errors.ts";
import { modelPermits, standingOf } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { refusedByAll, schemasFor } from "../metadata-schemas/queries.ts";
import { ownerWords } from "../metadata-schemas/words.ts";
import { models } from "../models/tables.ts";
import { undeleted } from "../pointers/queries.ts";
import { teams } from "../teams/tables.ts";
import { getVersion } from "../versions/queries.ts";
import { newTagFaults } from "../tags/queries.ts";
import { metadataFaults } from "../versions/rules.ts";
import type { VersionFile } from "../versions/schema.ts";
import { versionFiles, versions } from "../versions/tables.ts";
import type { DraftDetail, DraftSummary } from "./schema.ts";

const summaryColumns = {
  draft: versions.id,
  modelId: models.id,
  model: sql<string>`${teams.slug} || '/' || ${models.name}`,
  newest: models.newestNumber,
  description: sql<string>`coalesce(${versions.metadata} ->> 'description', '')`,
  files: sql<number>`(select count(*)::int from version_files f where f.version_id = ${versions.id})`,
  bytes: sql<number>`(select coalesce(sum(f.size), 0)::float8 from version_files f where f.version_id = ${versions.id})`,
  arriving: sql<number>`(select count(*)::int from uploads u where u.draft_id = ${versions.id} and u.state <> 'done')`,
  createdAt: versions.createdAt,
  deletedAt: versionDeletions.deletedAt,
  purgeAfter: versionDeletions.purgeAfter,
  metadata: versions.metadata,
  tags: sql<string[]>`coalesce((select json_agg(t.tag order by t.tag) from version_tags t where t.version_id = ${versions.id}), '[]'::json)`,
};

function selectDrafts(db: Executor) {
  return db
    .select(summaryColumns)
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .leftJoin(versionDeletions, eq(versionDeletions.versionId, versions.id));
}

/** Drafts of the actor's own, in teams where they may still make versions. */
function own(actor: Actor) {
  return and(isNull(versions.number), eq(versions.authorId, actor.userId), modelPermits(actor, "version:create"));
}

type Row = Awaited<ReturnType<typeof selectDrafts>>[number];

function toSummary(row: Row): DraftSummary {
  const { draft, model, description, files, bytes, arriving, createdAt, deletedAt, purgeAfter } = row;
  return {
    draft,
    model,
    description,
    files,
    bytes,
    arriving,
    createdAt: createdAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
    restorableUntil: purgeAfter?.toISOString() ?? null,
  };
}

const mostDrafts = 100;

/** The actor's own drafts, the latest first, deleted ones too; of one model, or of all. */
export async function listDrafts(db: Executor, actor: Actor, model: string | undefined): Promise<DraftSummary[]> {
  const [team = "", name = ""] = model?.split("/") ?? [];
  const rows = await selectDrafts(db)
    .where(and(own(actor), model === undefined ? undefined : and(eq(teams.slug, team), eq(models.name, name))))
    .orderBy(desc(versions.createdAt), desc(versions.id))
    .limit(mostDrafts);
  return rows.map(toSummary);
}

/** @throws DomainError not_found, also for somebody else's draft */
export async function getDraft(db: Executor, actor: Actor, draft: string): Promise<DraftDetail> {
  const [row] = await selectDrafts(db).where(and(eq(versions.id, draft), own(actor)));
  if (!row) throw notFound("That draft");
  const [standing] = await db.select({ ...standingOf(actor), teamId: teams.id, team: teams.slug }).from(models).innerJoin(teams, eq(teams.id, models.teamId)).where(eq(models.id, row.modelId));
  if (!standing) throw notFound("That draft");
  const tagFaults = await newTagFaults(db, { ...standing, siteRole: actor.siteRole }, row.tags);
  const { teamId, team } = standing;
  const schemas = await schemasFor(db, { id: row.modelId, reference: row.model, teamId, team });
  const metadata: Record<string, unknown> = { ...row.metadata, ...(row.tags.length > 0 ? { tags: row.tags } : {}) };
  const declared = metadataFaults(metadata);
  const asked = refusedByAll(schemas, metadata);
  const previous = row.newest === null ? null : await getVersion(db, actor, `${row.model}@${row.newest}`);
  return {
    ...toSummary(row),
    metadata,
    faults: [
      ...declared,
      // What the registry itself asks for is told once.
      ...asked.filter(({ path }) => declared.every((fault) => fault.path !== path)).map(({ path, message, scope }) => ({ path, message: `${message}, by the schema of ${ownerWords(scope)}` })),
      ...tagFaults.map(({ at, tag, message }) => ({ path: `tags.${at}`, message: `${tag} ${message}` })),
    ],
    previous: previous && { reference: previous.reference, metadata: previous.metadata },
  };
}

/** A page of the files that are wholly in a draft of the actor's own, in the order of their paths. */
export async function listDraftFiles(
  db: Executor,
  actor: Actor,
  input: { draft: string; after?: string | undefined; limit: number },
): Promise<{ items: VersionFile[]; next: string | null }> {
  const rows = await db
    .select({ path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256 })
    .from(versionFiles)
    .innerJoin(versions, eq(versions.id, versionFiles.versionId))
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(eq(versions.id, input.draft), own(actor), undeleted, input.after ? gt(versionFiles.path, input.after) : undefined))
    .orderBy(asc(versionFiles.path))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit);
  return { items, next: rows.length > input.limit ? (items.at(-1)?.path ?? null) : null };
}
