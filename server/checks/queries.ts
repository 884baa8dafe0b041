import { and, asc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { iso } from "../db/iso.ts";
import { DomainError } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { resolveReference } from "../pointers/queries.ts";
import type { ExternalCheck, Report } from "./schema.ts";
import { checkReports, externalChecks } from "./tables.ts";

/**
 * As one JSON column: the last report of each check on a version.
 * @param versionId SQL of the version's id
 * @param asOf only what was reported until then
 */
export function reportsColumn(versionId: SQL, asOf: SQL): SQL<Report[]> {
  return sql<Report[]>`coalesce((select json_agg(json_build_object('id', c.id::text, 'check', c.name, 'status', c.status, 'summary', c.summary, 'url', c.url,
      'numbers', c.numbers, 'run', c.run, 'by', json_build_object('id', u.id, 'name', u.name), 'at', ${iso(sql`c.created_at`)}) order by c.name)
    from (select distinct on (r.name) r.* from check_reports r where r.version_id = ${versionId} and r.created_at <= ${asOf} order by r.name, r.id desc) c
    join users u on u.id = c.reported_by), '[]'::json)`;
}

/** The last report of each check on a version that the actor may see. @throws DomainError not_found */
export async function latestReports(db: Executor, actor: Actor, reference: string): Promise<Report[]> {
  const { versionId } = await resolveReference(db, actor, reference);
  const [row] = await db.execute<{ reports: Report[] }>(sql`select ${reportsColumn(sql`${versionId}`, sql`now()`)} as reports`);
  return row?.reports ?? [];
}

/** The checks that pipelines may report, by name. */
export async function listExternalChecks(db: Executor): Promise<ExternalCheck[]> {
  const rows = await db
    .select({
      name: externalChecks.name,
      description: externalChecks.description,
      createdAt: externalChecks.createdAt,
      byId: users.id,
      byName: users.name,
      tokens: sql<number>`(select count(*)::int from tokens t where external_checks.name = any(t.checks) and t.revoked_at is null and (t.expires_at is null or t.expires_at > now()))`,
      lastReportAt: sql<string | null>`(select ${iso(sql`r.created_at`)} from check_reports r where r.name = external_checks.name order by r.id desc limit 1)`,
    })
    .from(externalChecks)
    .innerJoin(users, eq(users.id, externalChecks.createdBy))
    .where(isNull(externalChecks.retiredAt))
    .orderBy(asc(externalChecks.name))
    .limit(500);
  return rows.map(({ byId, byName, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString(), createdBy: { id: byId, name: byName } }));
}

/** @throws DomainError check_unknown, which lists the checks that there are */
export async function requireExternalCheck(db: Executor, name: string): Promise<void> {
  const [found] = await db.select({ name: externalChecks.name }).from(externalChecks).where(and(eq(externalChecks.name, name), isNull(externalChecks.retiredAt)));
  if (found) return;
  const names = (await listExternalChecks(db)).map((check) => check.name);
  const there = names.length === 0 ? "None is defined yet" : `The checks are ${names.join(", ")}`;
  throw new DomainError("check_unknown", `There is no check ${name}. ${there}; an administrator defines them.`, { check: name, checks: names });
}

/** The last report of one check on a version. */
export async function lastReport(db: Executor, versionId: string, name: string) {
  const [row] = await db
    .select({ id: checkReports.id, status: checkReports.status, run: checkReports.run })
    .from(checkReports)
    .where(and(eq(checkReports.versionId, versionId), eq(checkReports.name, name)))
    .orderBy(sql`${checkReports.id} desc`)
    .limit(1);
  return row ?? null;
}
