import { asc, desc, eq, sql } from "drizzle-orm";
import { referencesOf } from "../blobs/queries.ts";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { requireTeam } from "../teams/queries.ts";
import { teams } from "../teams/tables.ts";
import type { Collection, StorageOverview, StorageSettings, TeamUsage } from "./schema.ts";
import { collections, storageSettings, teamBlobs, teamStorage } from "./tables.ts";

export async function readStorageSettings(db: Executor): Promise<StorageSettings> {
  const [row] = await db.select().from(storageSettings);
  if (!row) throw new Error("the storage settings are missing");
  const { restoreDays, draftDays, graceHours, quotaBytes } = row;
  return { restoreDays, draftDays, graceHours, quotaBytes };
}

/** What a team stores and may store, in bytes. */
export async function teamUsage(db: Executor, teamId: string): Promise<{ bytes: number; quotaBytes: number | null }> {
  const [row] = await db
    .select({
      bytes: sql<number>`coalesce(${teamStorage.bytes}, 0)::float8`,
      quotaBytes: sql<number | null>`coalesce(${teamStorage.quotaBytes}, ${storageSettings.quotaBytes})::float8`,
    })
    .from(storageSettings)
    .leftJoin(teamStorage, eq(teamStorage.teamId, teamId));
  return row ?? { bytes: 0, quotaBytes: null };
}

/** The teams that store most, the largest first. */
export async function listTeamUsage(db: Executor, limit: number): Promise<TeamUsage[]> {
  const rows = await db
    .select({
      team: teams.slug,
      name: teams.name,
      bytes: sql<number>`coalesce(${teamStorage.bytes}, 0)::float8`,
      blobs: sql<number>`(select count(*)::int from ${teamBlobs} where ${teamBlobs.teamId} = ${teams.id})`,
      ownQuotaBytes: teamStorage.quotaBytes,
      quotaBytes: sql<number | null>`coalesce(${teamStorage.quotaBytes}, ${storageSettings.quotaBytes})::float8`,
    })
    .from(teams)
    .innerJoin(storageSettings, sql`true`)
    .leftJoin(teamStorage, eq(teamStorage.teamId, teams.id))
    .orderBy(desc(sql`coalesce(${teamStorage.bytes}, 0)`), asc(teams.slug))
    .limit(limit);
  return rows;
}

/** The latest collections, the newest first. */
export async function listCollections(db: Executor, limit: number): Promise<Collection[]> {
  const rows = await db.select().from(collections).orderBy(desc(collections.startedAt), desc(collections.id)).limit(limit);
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null }));
}

const mostTeams = 500;
const mostCollections = 20;

/** What administrators see of the storage. */
export async function storageOverview(db: Executor, store: "fs" | "s3"): Promise<StorageOverview> {
  const [settings, teamRows, runs, totals] = await Promise.all([
    readStorageSettings(db),
    listTeamUsage(db, mostTeams),
    listCollections(db, mostCollections),
    db.execute<{ bytes: number; blobs: number; damaged: number; referenced: number }>(sql`
      select coalesce(sum(size), 0)::float8 as bytes, count(*)::int as blobs, count(damaged_at)::int as damaged,
        (select coalesce(sum(bytes), 0)::float8 from versions where number is not null) as referenced
      from blobs where removed_at is null`),
  ]);
  const [total] = totals;
  return {
    store,
    settings,
    bytes: total?.bytes ?? 0,
    blobs: total?.blobs ?? 0,
    referencedBytes: total?.referenced ?? 0,
    damaged: total?.damaged ?? 0,
    teams: teamRows,
    collections: runs,
  };
}

/**
 * Blobs that no version and no draft needs any more and that nobody has brought lately, the ones longest not brought
 * first.
 * @param after the last one of the page before
 */
export async function listCollectable(
  db: Executor,
  input: { before: Date; after?: { claimedAt: Date; sha256: string } | undefined; limit: number },
): Promise<{ sha256: string; size: number; claimedAt: Date }[]> {
  const { before, after, limit } = input;
  const rows = await db.execute<{ sha256: string; size: number; claimedAt: string }>(sql`
    select b.sha256, b.size::float8 as size, to_char(b.claimed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "claimedAt"
    from blobs b
    where b.removed_at is null and b.claimed_at < ${before.toISOString()}::timestamptz
      ${after ? sql`and (b.claimed_at, b.sha256) > (${after.claimedAt.toISOString()}::timestamptz, ${after.sha256})` : sql``}
      and not exists (${referencesOf(sql`b.sha256`)})
    order by b.claimed_at, b.sha256
    limit ${limit}`);
  return rows.map((row) => ({ ...row, claimedAt: new Date(row.claimedAt) }));
}

/** What a team that the actor may see stores and may store, in bytes. @throws DomainError not_found */
export async function storageOfTeam(db: Executor, actor: Actor, slug: string): Promise<{ bytes: number; quotaBytes: number | null }> {
  const team = await requireTeam(db, actor, slug);
  return await teamUsage(db, team.id);
}
