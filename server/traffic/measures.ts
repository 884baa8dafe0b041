/** What the database knows of work that waits. Read when somebody asks for the metrics, each within a bound of time. */
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../db/client.ts";

/** How long one of these may take, in milliseconds: what watches must not be what weighs. */
const boundMs = 2000;
/** As many unread events are counted. */
const mostUnread = 100_000;

async function bounded<Row>(db: Database, query: SQL): Promise<Row[]> {
  return await db.transaction(
    async (tx) => {
      await tx.execute(sql.raw(`set local statement_timeout = ${boundMs}`));
      return (await tx.execute(query)) as unknown as Row[];
    },
    { accessMode: "read only" },
  );
}

export interface JobCounts {
  /** Could be done now. */
  waiting: number;
  /** Are for later: by the clock, or because they failed and are tried again. */
  scheduled: number;
  running: number;
  /** Failed as often as they may, and stay until somebody looks. */
  failed: number;
  /** For how long the oldest of those that wait has been due, in seconds. */
  oldest: number;
}

export async function countJobs(db: Database): Promise<JobCounts> {
  const [row] = await bounded<JobCounts>(
    db,
    sql`select
      count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now())::int as waiting,
      count(*) filter (where locked_at is null and attempts < max_attempts and run_at > now())::int as scheduled,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
      coalesce(extract(epoch from now() - min(run_at) filter (where locked_at is null and attempts < max_attempts and run_at <= now())), 0)::float8 as oldest
    from graphile_worker.jobs`,
  );
  return row!;
}

/** How many events each reader of the outbox has not read yet, and for how long the first of them has waited, in seconds. */
export async function measureOutbox(db: Database): Promise<{ reader: string; unread: number; oldest: number }[]> {
  return await bounded(
    db,
    sql`select r.name as reader,
      (select count(*)::int from (select 1 from events e where e.id > r.position limit ${mostUnread}) unread) as unread,
      coalesce((select extract(epoch from now() - e.created_at)::float8 from events e where e.id > r.position order by e.id limit 1), 0) as oldest
    from event_readers r`,
  );
}

/** How many deliveries to webhooks there are of each state, and how long the first that waits has waited, in seconds. */
export async function countDeliveries(db: Database): Promise<{ state: string; count: number; oldest: number }[]> {
  return await bounded(
    db,
    sql`select state, count(*)::int as count, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest from deliveries group by state`,
  );
}
