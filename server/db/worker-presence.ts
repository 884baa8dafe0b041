/** Which workers of the job queue are alive, so that the jobs of one that was killed are not held for hours. */
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";

/** The first half of the keys; the second is made of the worker's name. */
const space = 0x0c5d;

/** So long a worker may take to say that it is alive, in milliseconds. */
const graceMs = 2000;

export interface Presence {
  /** Says that a worker of this process is alive, for as long as the process is connected. */
  appear: (worker: string) => Promise<void>;
  /** Gives back the jobs of workers that are not alive any more. @returns their names */
  releaseDead: () => Promise<string[]>;
  close: () => Promise<void>;
}

/**
 * Every worker holds a lock of a connection of this process, which Postgres lets go when the process is gone. A worker
 * that holds jobs and whose lock nobody holds is dead.
 */
export function openPresence(url: string): Presence {
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {}, connection: { application_name: "countersign-worker" } });
  return {
    async appear(worker) {
      await sql`select pg_advisory_lock(${space}::int, hashtext(${worker}))`;
    },
    async releaseDead() {
      const holders = await sql<{ worker: string }[]>`select distinct locked_by as worker from graphile_worker._private_jobs where locked_by is not null`;
      const silent = await silentOf(sql, holders.map(({ worker }) => worker));
      if (silent.length === 0) return [];
      // One that has just begun may hold a job before it could say that it is alive.
      await pause(graceMs);
      const dead = await silentOf(sql, silent);
      if (dead.length > 0) await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`;
      return dead;
    },
    close: () => sql.end({ timeout: 1 }),
  };
}

/** Those of the workers whose lock nobody holds. */
async function silentOf(sql: postgres.Sql, workers: readonly string[]): Promise<string[]> {
  const silent = await sql<{ worker: string }[]>`
    select worker from unnest(${[...workers]}::text[]) w (worker)
    where not exists (select 1 from pg_locks where locktype = 'advisory' and classid = ${space}::int::oid and objid = hashtext(worker)::oid and granted)`;
  return silent.map(({ worker }) => worker);
}
