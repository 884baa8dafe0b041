/** Bringing a database to the schema of this version. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { sql } from "drizzle-orm";
import { migrate as apply } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import { Pool } from "pg";
import { connect, type Database } from "./client.ts";

const lock = 3_181_506_227;

/**
 * Applies the migrations that are missing, ours and those of the job queue. Several instances may start at once: one works, the others wait and find nothing to do.
 * The lock belongs to a transaction on a connection of its own, so it also holds through a pooler that shares connections,
 * and it is gone when the process is.
 * @param url the database
 * @param folder the migrations, as drizzle-kit writes them
 * @throws Error when a migration fails; Drizzle applies all that are missing, or none
 */
export async function migrate(url: string, folder: string = migrationsFolder()): Promise<void> {
  const [guard, worker] = [connect(url, { max: 1 }), connect(url, { max: 1 })];
  try {
    await guard.db.transaction(async (tx) => {
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
      await tx.execute(sql`set local lock_timeout = 0`);
      await tx.execute(sql`select pg_advisory_xact_lock(${lock})`);
      await apply(worker.db, { migrationsFolder: folder });
      await migrateJobs(url);
    });
  } catch (error) {
    const { message } = (error instanceof Error && error.cause instanceof Error ? error.cause : error) as Error;
    throw new Error(`The database can't be brought to the schema of this version: ${message}. Nothing of it was changed.`, { cause: error });
  } finally {
    await Promise.all([guard.close(), worker.close()]);
  }
}

/** The tables of the job queue, which has a driver of its own. */
async function migrateJobs(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 });
  // A connection that is cut while it is being closed is no failure of anything.
  pool.on("error", () => {}).on("connect", (client) => void client.on("error", () => {}));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/**
 * Whether the database has every migration of this version. It may have newer ones, as it does while a new version is rolled out.
 * @throws Error when the database cannot be reached, or the journal cannot be read
 */
export async function migrationsCurrent(db: Database, folder: string = migrationsFolder()): Promise<boolean> {
  const journal = JSON.parse(await readFile(path.join(folder, "meta", "_journal.json"), "utf8")) as { entries: { when: number }[] };
  const [table] = await db.execute<{ there: boolean }>(sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`);
  if (!table?.there) return journal.entries.length === 0;
  const applied = await db.execute<{ when: string }>(sql`select created_at::text as "when" from drizzle.__drizzle_migrations`);
  const known = new Set(applied.map((row) => Number(row.when)));
  return journal.entries.every((entry) => known.has(entry.when));
}

/**
 * `drizzle/` at the top of the project. Looked for when asked, not when loaded: a bundler moves this file,
 * and then the working directory is what still points at the project.
 */
export function migrationsFolder(): string {
  const beside = path.resolve(import.meta.dirname ?? ".", "..", "..", "drizzle");
  return existsSync(beside) ? beside : path.resolve("drizzle");
}
