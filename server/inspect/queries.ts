import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { gathered } from "../db/statement.ts";
import { notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { resolveReference } from "../pointers/queries.ts";
import { versionFiles } from "../versions/tables.ts";
import type { Inspection } from "./schema.ts";
import { edition, type InspectedFile, type InspectionSummary, type VersionInspection } from "./summary.ts";
import { inspections } from "./tables.ts";

const current = and(eq(inspections.sha256, versionFiles.sha256), eq(inspections.edition, edition));

/** Files of a version whose bytes nobody has looked into, by their digest, each once. */
export async function listUninspected(db: Executor, versionId: string, after: string, limit: number) {
  return await selectUninspected(db, { versionId, after, limit });
}

const selectUninspected = gathered<{ sha256: string; size: number; path: string }, { versionId: string; after: string; limit: number }>({ versionId: "uuid", after: "text", limit: "int" }, (asked) => sql`
  select asked.n, u.* from ${asked}, lateral (
    select distinct on (f.sha256) f.sha256, f.size::float8 as size, f.path
    from version_files f join blobs b on b.sha256 = f.sha256 left join inspections i on i.sha256 = f.sha256
    where f.version_id = asked."versionId" and f.sha256 > asked.after and (i.sha256 is null or i.edition < ${edition})
      and b.removed_at is null and b.damaged_at is null
    order by f.sha256, f.path limit asked."limit") u order by u.sha256`);

/** A page of a version's files with what was found in each, in the order of their paths. */
export async function listInspected(
  db: Executor,
  actor: Actor,
  input: { reference: string; after?: string | undefined; limit: number },
): Promise<{ items: InspectedFile[]; next: string | null }> {
  const { versionId } = await resolveReference(db, actor, input.reference);
  const rows = await db
    .select({ path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256, inspection: inspections.summary })
    .from(versionFiles)
    .leftJoin(inspections, current)
    .where(and(eq(versionFiles.versionId, versionId), input.after ? gt(versionFiles.path, input.after) : undefined))
    .orderBy(asc(versionFiles.path))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit).map((row) => ({ ...row, inspection: row.inspection as InspectionSummary | null }));
  return { items, next: rows.length > input.limit ? (items.at(-1)?.path ?? null) : null };
}

/**
 * A file of a version with all that was found in it.
 * @returns `inspection` null while nobody has looked into it yet
 * @throws DomainError not_found
 */
export async function getInspected(
  db: Executor,
  actor: Actor,
  input: { reference: string; path: string },
): Promise<{ path: string; size: number; sha256: string; inspection: Inspection | null }> {
  const { versionId, reference } = await resolveReference(db, actor, input.reference);
  const [row] = await db
    .select({ path: versionFiles.path, size: versionFiles.size, sha256: versionFiles.sha256, summary: inspections.summary, detail: inspections.detail })
    .from(versionFiles)
    .leftJoin(inspections, current)
    .where(and(eq(versionFiles.versionId, versionId), eq(versionFiles.path, input.path)));
  if (!row) throw notFound(`The file ${input.path} of ${reference}`);
  const { path, size, sha256, summary, detail } = row;
  return { path, size, sha256, inspection: summary && ({ ...summary, ...detail } as Inspection) };
}

/** What was found in all files of a version together. */
export async function inspectionOfVersion(db: Executor, actor: Actor, reference: string): Promise<VersionInspection> {
  const { versionId } = await resolveReference(db, actor, reference);
  const [row] = await db.execute<{ files: number; pending: number; parameters: number | null; runsCode: number; unknown: number; damaged: number; formats: string[] }>(sql`
    select count(*)::int as files, (count(*) filter (where i.sha256 is null))::int as pending,
      sum((i.summary ->> 'parameters')::float8) as parameters,
      (count(*) filter (where i.summary ->> 'safety' = 'runs_code'))::int as "runsCode",
      (count(*) filter (where i.summary ->> 'safety' = 'unknown'))::int as unknown,
      (count(*) filter (where i.summary ->> 'problem' is not null))::int as damaged,
      coalesce(json_agg(distinct i.summary ->> 'label') filter (where i.summary ->> 'safety' <> 'data'), '[]'::json) as formats
    from version_files f left join inspections i on i.sha256 = f.sha256 and i.edition = ${edition}
    where f.version_id = ${versionId}`);
  if (!row) throw new Error(`${reference} vanished`);
  const { files, pending, parameters, runsCode, unknown, damaged, formats } = row;
  return { files, pending, parameters, runsCode, unknown, damaged, formats };
}
