/**
 * Our standing in the embedded server: one connection that holds a shared lock while we use it.
 * Who stops the server must hold that lock alone, so nobody is cut off in the instant of arriving.
 */
import * as fs from "node:fs/promises";
import * as net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

export type Presence = {
  /** Creates a database unless it is there. */
  ensureDatabase: (name: string) => Promise<void>;
  /** True when nobody else uses the server; it is then closed to newcomers until we leave. */
  claimAlone: () => Promise<boolean>;
  /** Lets the process end although this connection is open. */
  unref: () => void;
  leave: () => Promise<void>;
};

// Advisory locks are per database, so everyone meets in `postgres`, which is always there.
const meetingPlace = "postgres";
const lock = 4_019_772_611;

/**
 * Enters the server.
 * @param data the data directory that the server must be serving
 * @returns undefined when the server is not to be had now: starting, stopping, or another data directory's
 * @throws Error when it refuses our password
 */
export async function enter(server: { port: number; user: string; password: string; data: string }): Promise<Presence | undefined> {
  let socket: net.Socket | undefined;
  const options = {
    host: "127.0.0.1",
    port: server.port,
    user: server.user,
    password: server.password,
    database: meetingPlace,
    max: 1,
    // The lock lives as long as this one connection.
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: "countersign presence" },
    // postgres.js keeps its sockets to itself; ours must not hold the event loop.
    socket: async () => (socket = await connected(server.port)),
  };
  const sql = postgres(options);
  try {
    const [row] = await sql<{ data: string }[]>`select current_setting('data_directory') as data`;
    if (row && (await isSame(row.data, server.data))) {
      const [{ entered } = { entered: false }] = await sql<{ entered: boolean }[]>`
        select pg_try_advisory_lock_shared(${lock}) as entered`;
      if (entered) return presenceOf(sql, () => socket);
    }
  } catch (error) {
    await sql.end({ timeout: 1 });
    if (error instanceof postgres.PostgresError && error.code === "28P01") {
      throw new Error(`Postgres on 127.0.0.1:${server.port} does not accept the password stored for ${server.data}: restore the password file.`, { cause: error });
    }
    return undefined;
  }
  await sql.end({ timeout: 1 });
  return undefined;
}

function presenceOf(sql: postgres.Sql, socket: () => net.Socket | undefined): Presence {
  return {
    async ensureDatabase(name) {
      const [found] = await sql`select 1 from pg_database where datname = ${name}`;
      if (found) return;
      await sql`create database ${sql(name)}`.catch(async (error: unknown) => {
        const [now] = await sql`select 1 from pg_database where datname = ${name}`;
        if (!now) throw error;
      });
    },
    async claimAlone() {
      socket()?.ref();
      try {
        await sql`select pg_advisory_unlock_shared(${lock})`;
        const [{ alone } = { alone: false }] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${lock}) as alone`;
        return alone && (await noOthers(sql));
      } catch {
        // Our connection is gone, and with it our say in the matter.
        return false;
      }
    },
    unref: () => void socket()?.unref(),
    leave: () => sql.end({ timeout: 1 }),
  };
}

// A backend takes a moment to go after its client has closed.
async function noOthers(sql: postgres.Sql): Promise<boolean> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const [others] = await sql`
      select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`;
    if (!others) return true;
    await sleep(25);
  }
  return false;
}

function connected(port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
    socket.once("error", reject);
  });
}

async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((file) => fs.stat(file).catch(() => undefined)));
  return a !== undefined && a.ino === b?.ino && a.dev === b?.dev;
}
