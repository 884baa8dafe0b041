/** Which workers of the job queue are alive, so that the jobs of one that was killed are not held for hours. */
import postgres from "postgres";

/** The first half of the keys; the second is made of the worker's name. */
const space = 0x0c5d;

export interface Presence {
  /** Says that a worker of this process is alive, for as long as the process is connected. */
  appear: (worker: string) => Promise<void>;
  /** Gives back the jobs of workers that are not alive any more. @returns their names */
  releaseDead: () => Promise<string[]>;
  close: () => Promise<void>;
}

/**
 * Every worker holds a lock of a connection of this process, which Postgres lets go when the process is gone. Whoever gets
 * the lock of a worker that holds jobs knows that it is dead.
 */
export function openPresence(url: string): Presence {
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {}, connection: { application_name: "countersign-worker" } });
  return {
    async appear(worker) {
      await sql`select pg_advisory_lock(${space}::int, hashtext(${worker}))`;
    },
    async releaseDead() {
      const holders = await sql<{ worker: string }[]>`select distinct locked_by as worker from graphile_worker._private_jobs where locked_by is not null`;
      const dead: string[] = [];
      for (const { worker } of holders) {
        // One that this process holds itself is alive; asked for again, it would be given.
        const [lock] = await sql<{ held: boolean; got: boolean }[]>`
          select held, case when held then false else pg_try_advisory_lock(${space}::int, hashtext(${worker})) end as got
          from (select exists (select 1 from pg_locks where locktype = 'advisory' and classid = ${space}::int::oid and objid = hashtext(${worker})::oid and granted) as held) holding`;
        if (!lock?.got) continue;
        dead.push(worker);
        await sql`select graphile_worker.force_unlock_workers(array[${worker}]::text[])`;
        await sql`select pg_advisory_unlock(${space}::int, hashtext(${worker}))`;
      }
      return dead;
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
