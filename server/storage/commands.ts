import { eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import { difference } from "../audit/difference.ts";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { gathered } from "../db/statement.ts";
import type { Actor } from "../identity/actor.ts";
import { requireTeam } from "../teams/queries.ts";
import { readStorageSettings, teamUsage } from "./queries.ts";
import { refuseAboveQuota } from "./rules.ts";
import type { StorageSettings } from "./schema.ts";
import { storageSettings, teamBlobs, teamStorage } from "./tables.ts";

/** What owns bytes. */
interface Owner {
  teamId: string;
  /** The team's slug. */
  slug: string;
}

/**
 * Counts bytes that are being attached for their team, each once however often the team has them.
 * @throws DomainError quota_exceeded
 */
export async function countBytes(tx: Transaction, owner: Owner, blobs: readonly { sha256: string; size: number }[]): Promise<void> {
  if (blobs.length === 0) return;
  const rows = [...new Map(blobs.map(({ sha256, size }) => [sha256, { sha256, size }])).values()];
  if (await areCounted(tx, owner.teamId, rows)) return;
  await lockStorage(tx, owner.teamId);
  const added = await tx.execute<{ size: number }>(sql`
    insert into ${teamBlobs} (team_id, sha256, size)
    select ${owner.teamId}::uuid, r.sha256, r.size
    from json_to_recordset(${JSON.stringify(rows)}::json) r (sha256 text, size bigint) order by r.sha256
    on conflict do nothing
    returning size::float8 as size`);
  const coming = added.reduce((sum, { size }) => sum + size, 0);
  if (coming === 0) return;
  await tx.update(teamStorage).set({ bytes: sql`${teamStorage.bytes} + ${coming}` }).where(eq(teamStorage.teamId, owner.teamId));
  // Read under the row's lock: of two pushes that race for the last room, one gets it.
  const { bytes, quotaBytes } = await teamUsage(tx, owner.teamId);
  refuseAboveQuota(owner.slug, { bytes: bytes - coming, quotaBytes, coming });
}

const holdCounted = gathered<{ sha256: string }, { teamId: string; hashes: string[] }>({ teamId: "uuid", hashes: "text[]" }, (asked) => sql`
  with asked as (select * from ${asked}),
  held as (select team_id, sha256 from team_blobs where team_id = any(array(select "teamId" from asked)) and sha256 = any(array(select unnest(hashes) from asked)) order by team_id, sha256 for key share)
  select a.n, h.sha256 from asked a join held h on h.team_id = a."teamId" and h.sha256 = any(a.hashes)`);

/**
 * Whether all of these are counted already, and stay so until the end of the transaction: nobody has to wait for whoever brings
 * what the team has. Whoever takes a blob out of the count locks its row first, and then looks whether it is needed.
 */
async function areCounted(tx: Transaction, teamId: string, blobs: readonly { sha256: string }[]): Promise<boolean> {
  const counted = await holdCounted(tx, { teamId, hashes: blobs.map(({ sha256 }) => sha256) });
  return counted.length === blobs.length;
}

/** One at a time counts what a team stores. */
async function lockStorage(tx: Transaction, teamId: string): Promise<void> {
  await tx.insert(teamStorage).values({ teamId }).onConflictDoNothing();
  await tx.select({ teamId: teamStorage.teamId }).from(teamStorage).where(eq(teamStorage.teamId, teamId)).for("update");
}

/** Counts a blob no more for a team in which nothing needs it now. */
export async function releaseBytes(tx: Transaction, owner: Owner, sha256: string): Promise<void> {
  await lockStorage(tx, owner.teamId);
  await tx.execute(sql`select 1 from team_blobs where team_id = ${owner.teamId} and sha256 = ${sha256} for update`);
  await tx.execute(sql`
    with released as (
      delete from team_blobs t where t.team_id = ${owner.teamId} and t.sha256 = ${sha256} and not exists (${neededByTeam})
      returning t.size)
    update team_storage set bytes = bytes - coalesce((select sum(size) from released), 0) where team_id = ${owner.teamId}`);
}

/** Whether a version or draft of the team of the row `t` of team_blobs needs its blob. */
const neededByTeam = sql`
  select 1 from version_files f join versions v on v.id = f.version_id join models m on m.id = v.model_id
  where f.sha256 = t.sha256 and m.team_id = t.team_id
  and not exists (select 1 from version_deletions d where d.version_id = v.id and d.purged_at is not null)`;

/**
 * Refuses bytes that are announced and can't fit, before any is sent. What comes of it is decided by `countBytes`.
 * @throws DomainError quota_exceeded
 */
export async function admitBytes(tx: Transaction, owner: Owner, coming: number): Promise<void> {
  refuseAboveQuota(owner.slug, { ...(await teamUsage(tx, owner.teamId)), coming });
}

/** Counts anew what a team stores, after files of it were given up. */
export async function recountTeam(tx: Transaction, teamId: string): Promise<void> {
  await lockStorage(tx, teamId);
  await tx.execute(sql`select 1 from team_blobs t where t.team_id = ${teamId} and not exists (${neededByTeam}) order by sha256 for update`);
  await tx.execute(sql`delete from team_blobs t where t.team_id = ${teamId} and not exists (${neededByTeam})`);
  await tx.execute(sql`
    insert into team_blobs (team_id, sha256, size) select distinct m.team_id, f.sha256, f.size
    from version_files f join versions v on v.id = f.version_id join models m on m.id = v.model_id
    where m.team_id = ${teamId} and not exists (select 1 from version_deletions d where d.version_id = v.id and d.purged_at is not null)
    on conflict do nothing`);
  await tx.execute(sql`
    update team_storage set bytes = (select coalesce(sum(size), 0) from team_blobs where team_id = ${teamId}) where team_id = ${teamId}`);
}

/** Changes what the site keeps, and for how long. */
export async function changeStorageSettings(tx: Transaction, actor: Actor, input: StorageSettings): Promise<StorageSettings> {
  const before = await readStorageSettings(tx);
  await tx.update(storageSettings).set(input);
  await record(tx, actor, { action: "storage.settings_changed", target: "storage", details: difference({ ...before }, input) });
  return input;
}

/** Gives a team a quota of its own, or takes it away (null). */
export async function setTeamQuota(tx: Transaction, actor: Actor, input: { team: string; quotaBytes: number | null }) {
  const team = await requireTeam(tx, actor, input.team);
  const [before] = await tx.select({ quotaBytes: teamStorage.quotaBytes }).from(teamStorage).where(eq(teamStorage.teamId, team.id)).for("update");
  await tx
    .insert(teamStorage)
    .values({ teamId: team.id, quotaBytes: input.quotaBytes })
    .onConflictDoUpdate({ target: teamStorage.teamId, set: { quotaBytes: input.quotaBytes } });
  await record(tx, actor, { action: "storage.quota_set", target: team.slug, details: difference({ ...before }, { quotaBytes: input.quotaBytes }) });
  return { team: team.slug, quotaBytes: input.quotaBytes };
}

/** Asks for a collection now, which a worker does. */
export async function orderCollection(tx: Transaction, actor: Actor, { dryRun }: { dryRun: boolean }) {
  await addJob(tx, "collect_garbage", { startedBy: actor.name, dryRun });
  await record(tx, actor, { action: "storage.collection_ordered", target: "storage", details: { dryRun } });
  return { ordered: true };
}
