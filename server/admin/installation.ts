import { stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openStore } from "../blobs/open-store.ts";
import type { BlobStore } from "../blobs/store.ts";
import { connect, type Database } from "../db/client.ts";
import { startEmbeddedPostgres } from "../db/embedded.ts";
import type { Env } from "../env.ts";

/** A registry's database and store, without the registry. */
export interface Installation {
  env: Env;
  /** The database's address. */
  url: string;
  db: Database;
  store: BlobStore;
  /** Stops the embedded Postgres too, unless the registry uses it. */
  close: () => Promise<void>;
}

/** @throws Error that says what to do, when there is no registry or it was made by another version */
export async function openInstallation(env: Env): Promise<Installation> {
  const postgres = env.DATABASE_URL ? { url: env.DATABASE_URL, stop: async () => {} } : await embedded(env.COUNTERSIGN_HOME);
  const { db, close: disconnect } = connect(postgres.url, { max: 5 });
  let closing: Promise<void> | undefined;
  let store: BlobStore | undefined;
  const end = async () => {
    await store?.close();
    await disconnect();
    await postgres.stop();
  };
  const close = () => (closing ??= end());
  try {
    await demandTables(db);
    store = await openStore(env.store);
    return { env, url: postgres.url, db, store, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function embedded(home: string): Promise<{ url: string; stop: () => Promise<void> }> {
  // Starting it would make an empty one.
  const found = await stat(join(home, "postgres", "data")).catch(() => null);
  if (!found) throw new Error(`There is no registry in ${home}: set COUNTERSIGN_HOME to its folder, or DATABASE_URL to its database.`);
  return await startEmbeddedPostgres({ home });
}

async function demandTables(db: Database): Promise<void> {
  const found = await db.execute(sql`
    select 1 from information_schema.columns where table_name = 'blobs' and column_name = 'removed_at'`);
  if (found.length > 0) return;
  throw new Error("The database has no registry of this version in it. Correct DATABASE_URL, or start the registry once, which brings it up to date.");
}
