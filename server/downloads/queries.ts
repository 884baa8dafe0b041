import { eq, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { resolveReference } from "../pointers/queries.ts";
import { versions } from "../versions/tables.ts";
import type { DownloadStats } from "./schema.ts";

const shownDays = 30;
const shownFetchers = 10;

/** How often a version was fetched, when and by whom. */
export async function downloadStats(db: Executor, actor: Actor, reference: string): Promise<DownloadStats> {
  const { versionId } = await resolveReference(db, actor, reference);
  const [totals, days, by] = await Promise.all([
    db.execute<{ files: number; bytes: number; people: number }>(sql`
      select coalesce(sum(files), 0)::float8 as files, coalesce(sum(bytes), 0)::float8 as bytes, count(distinct user_id)::int as people
      from downloads where version_id = ${versionId}`),
    db.execute<{ day: string; files: number; bytes: number }>(sql`
      select to_char(each.day, 'YYYY-MM-DD') as day, coalesce(sum(d.files), 0)::float8 as files, coalesce(sum(d.bytes), 0)::float8 as bytes
      from generate_series((now() at time zone 'UTC')::date - ${shownDays - 1}::int, (now() at time zone 'UTC')::date, interval '1 day') as each(day)
      left join downloads d on d.version_id = ${versionId} and d.day = each.day::date
      group by each.day order by each.day`),
    db.execute<{ id: string; name: string; token: string | null; files: number; bytes: number; lastDay: string }>(sql`
      select u.id, u.name, t.name as token, sum(d.files)::float8 as files, sum(d.bytes)::float8 as bytes, to_char(max(d.day), 'YYYY-MM-DD') as "lastDay"
      from downloads d join users u on u.id = d.user_id left join tokens t on d.credential = 'token:' || t.id
      where d.version_id = ${versionId}
      group by u.id, u.name, t.id, t.name order by sum(d.files) desc, u.name, t.name limit ${shownFetchers}`),
  ]);
  return {
    ...(totals[0] ?? { files: 0, bytes: 0, people: 0 }),
    days: days.map(({ day, files, bytes }) => ({ day, files, bytes })),
    by: by.map(({ id, name, token, files, bytes, lastDay }) => ({ person: { id, name }, token, files, bytes, lastDay })),
  };
}

/** A version that is to be sent as one archive. */
export async function findArchived(db: Executor, actor: Actor, reference: string) {
  const resolved = await resolveReference(db, actor, reference);
  const [row] = await db
    .select({ files: versions.files, bytes: versions.bytes, createdAt: versions.finalizedAt })
    .from(versions)
    .where(eq(versions.id, resolved.versionId));
  if (!row?.createdAt) throw new Error(`${resolved.reference} vanished`);
  const { versionId, model, version: number, digest } = resolved;
  return { reference: resolved.reference, versionId, model, number, digest, files: row.files, bytes: row.bytes, createdAt: row.createdAt };
}
