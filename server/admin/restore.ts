import { createReadStream } from "node:fs";
import { copyFile, link, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import postgres from "postgres";
import type { Checkpoint } from "../audit/checkpoints.ts";
import { record } from "../audit/commands.ts";
import { openCheckpoints } from "../audit/open-checkpoints.ts";
import { openFileStore } from "../blobs/file-store.ts";
import { openStore } from "../blobs/open-store.ts";
import { connect } from "../db/client.ts";
import { migrate, migrationsFolder } from "../db/migrate.ts";
import type { Env } from "../env.ts";
import { systemActor } from "../identity/actor.ts";
import { readBlobs } from "./backup.ts";
import { demandPart, findBackup, type Manifest, type TablePart } from "./backup-manifest.ts";
import { listTables, quoted, readMigrations, type Sql } from "./backup-tables.ts";
import { copyBlob } from "./copy.ts";
import type { Progress } from "./progress.ts";

export interface RestoreReport {
  at: string;
  digest: string;
  rows: number;
  blobs: number;
  missing: string[];
}

/**
 * Brings a registry back from a backup, into a database and a store that hold none. First everything is compared with the
 * manifest; then bytes and keys are put in their places; last comes the database, in one transaction, so that what was cut
 * off can be begun again.
 * @param options.digest what the backup was called when it was taken; left out, its manifest is believed
 * @throws Error in one sentence, when the backup is not as it was taken, or there is a registry already
 */
export async function restoreBackup({ env, url }: { env: Env; url: string }, options: { from: string; digest?: string | undefined; progress: Progress; say: (line: string) => void }): Promise<RestoreReport> {
  const { from, progress, say } = options;
  const { folder, blobs, manifest, digest } = await findBackup(from);
  if (options.digest !== undefined && options.digest !== digest) throw new Error(`The backup in ${folder} is ${digest}, and not ${options.digest}.`);
  await demandKnown(manifest);
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {}, connection: { application_name: "countersign-restore" } });
  try {
    await demandEmpty(sql, manifest);
    say("Comparing the backup with its manifest");
    for (const part of [...manifest.tables, ...manifest.keys, manifest.blobs]) await demandPart(folder, part);
    await demandKeysFit(env, folder, manifest);
    await bringBlobs(env, { blobs, list: join(folder, manifest.blobs.file), manifest, progress });
    await bringKeys(env, folder, manifest);
    say("Restoring the database");
    await bringTables(sql, url, folder, manifest, say);
  } finally {
    await sql.end({ timeout: 5 });
  }
  // What this version has added since.
  await migrate(url);
  const { db, close } = connect(url, { max: 2 });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const actor = { ...systemActor("the command line"), name: "The command line" };
  try {
    await db.transaction((tx) => record(tx, actor, { action: "registry.restored", target: "registry", details: { digest, at: manifest.at, rows } }));
  } finally {
    await close();
  }
  return { at: manifest.at, digest, rows, blobs: manifest.blobs.count, missing: manifest.missing };
}

async function readJournal(): Promise<{ entries: { when: number; tag: string }[] }> {
  return JSON.parse(await readFile(join(migrationsFolder(), "meta", "_journal.json"), "utf8")) as { entries: { when: number; tag: string }[] };
}

async function demandKnown({ migrations }: Manifest): Promise<void> {
  const known = new Set((await readJournal()).entries.map(({ when }) => when));
  if (migrations.some((when) => !known.has(when))) throw new Error("The backup was taken by a newer version of Countersign. Restore it with that one.");
}

/** A restore that was cut off has left tables, and nobody in them. */
async function demandEmpty(sql: postgres.Sql, { migrations }: Manifest): Promise<void> {
  const [there] = await sql<{ any: boolean; ours: boolean }[]>`
    select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r') as any,
      to_regclass('drizzle.__drizzle_migrations') is not null and to_regclass('users') is not null as ours`;
  if (!there!.any) return;
  const users = there!.ours ? await sql`select 1 from users limit 1` : [];
  const isCutOff = there!.ours && users.length === 0 && String((await readMigrations(sql)).migrations) === String(migrations.toSorted((a, b) => a - b));
  if (!isCutOff) throw new Error("The database is not empty. A backup is restored into an empty database: name another, or remove what is there.");
}

const contentOf = async (path: string) => await readFile(path, "utf8").catch(() => null);

/** What is sealed in the database can be opened with the secret of the backup alone. */
async function demandKeysFit(env: Env, folder: string, { keys }: Manifest): Promise<void> {
  const secret = await readFile(join(folder, "keys", "secret"), "utf8");
  const present = env.NEXTAUTH_SECRET ?? (await contentOf(join(env.COUNTERSIGN_HOME, "secret")));
  if (present !== null && present !== secret) {
    throw new Error(`${env.NEXTAUTH_SECRET ? "NEXTAUTH_SECRET" : join(env.COUNTERSIGN_HOME, "secret")} is another secret than the backup's, which stands in ${join(folder, "keys", "secret")}. Set NEXTAUTH_SECRET to that, or leave it out.`);
  }
  if (!keys.some(({ file }) => file === join("keys", "key.pem"))) return;
  const key = await contentOf(env.checkpoints.keyFile);
  if (key !== null && key !== (await readFile(join(folder, "keys", "key.pem"), "utf8"))) {
    throw new Error(`${env.checkpoints.keyFile} is another key than the one that the backup's checkpoints are signed with. Move it away, or set COUNTERSIGN_AUDIT_KEY to another file.`);
  }
}

/** A disk reads one while another is hashed, and a bucket takes its time to answer. */
const copiedAtOnce = 4;

async function bringBlobs(env: Env, { blobs, list, manifest, progress }: { blobs: string; list: string; manifest: Manifest; progress: Progress }): Promise<void> {
  const [source, target] = [await openFileStore(blobs), await openStore(env.store)];
  const absent = new Set(manifest.missing);
  progress.begin({ blobs: manifest.blobs.count, bytes: manifest.blobs.total });
  const rows = readBlobs(list);
  const work = async () => {
    for await (const row of rows) {
      if (!absent.has(row.sha256)) {
        const outcome = (await target.sizeOf(row.sha256)) === row.size ? "copied" : await copyBlob(source, target, { ...row, expected: true }, progress.add);
        if (outcome !== "copied") throw new Error(`The bytes of ${row.sha256} in the backup are not what they were. Take another backup.`);
      }
      progress.next(row.sha256);
    }
  };
  try {
    await Promise.all(Array.from({ length: copiedAtOnce }, work));
  } finally {
    progress.end();
    await Promise.all([source.close(), target.close()]);
  }
}

/**
 * The tables as they were when the backup was taken, and then their rows. Triggers refuse what a restore has to do, and are off meanwhile;
 * foreign keys are made anew at the end, which checks them. None of it needs more than to own the tables.
 */
async function bringTables(sql: postgres.Sql, url: string, folder: string, manifest: Manifest, say: (line: string) => void): Promise<void> {
  await migrateTo(url, manifest.migrations);
  if ((await readMigrations(sql)).jobMigrations !== manifest.jobMigrations) {
    throw new Error("The backup was taken by a version of Countersign with another job queue. Restore it with that version, then start this one.");
  }
  await sql.begin(async (tx) => {
    const tables = await listTables(tx);
    const keys = await tx<{ table: string; name: string; definition: string }[]>`
      select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)`;
    for (const { table, name } of keys) await tx.unsafe(`alter table ${table} drop constraint ${name}`);
    for (const each of tables) await tx.unsafe(`alter table ${quoted(each).table} disable trigger user`);
    // Migrations have filled some.
    await tx.unsafe(`truncate ${tables.map((each) => quoted(each).table).join(", ")}`);
    for (const part of manifest.tables) {
      await bringRows(tx, folder, part);
      say(`${part.schema}.${part.name}: ${part.rows} rows`);
    }
    // Nobody does these jobs now.
    await tx`update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null`;
    await tx`update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`;
    for (const { schema, name, last, called } of manifest.sequences) await tx`select setval(format('%I.%I', ${schema}::text, ${name}::text)::regclass, ${last}::bigint, ${called}::boolean)`;
    for (const { table, name, definition } of keys) await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`);
    for (const each of tables) await tx.unsafe(`alter table ${quoted(each).table} enable trigger user`);
  });
  await sql`analyze`;
}

/** @throws Error when Postgres refuses the rows */
async function bringRows(tx: Sql, folder: string, part: TablePart): Promise<void> {
  const { table, list } = quoted(part);
  const rows = await tx.unsafe(`copy ${table} (${list}) from stdin`).writable();
  await pipeline(createReadStream(join(folder, part.file)), createGunzip(), rows, { end: false });
  while (rows.writableLength > 0) await setImmediate();
  // postgres.js tells nobody of what is refused after the last row: ask, by a statement that a failed transaction refuses.
  rows.end();
  await setImmediate();
  try {
    await tx`select 1`;
  } catch (cause) {
    throw new Error(`Postgres refuses the rows of ${part.schema}.${part.name}; its log says why. Nothing of the database was changed.`, { cause });
  }
}

/** Applies the migrations that the backup's database had, and no other. */
async function migrateTo(url: string, migrations: readonly number[]): Promise<void> {
  const { entries, ...journal } = await readJournal();
  const part = entries.filter(({ when }) => migrations.includes(when));
  const folder = await mkdtemp(join(tmpdir(), "countersign-migrations-"));
  try {
    await mkdir(join(folder, "meta"));
    await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ ...journal, entries: part }));
    for (const { tag } of part) await copyFile(join(migrationsFolder(), `${tag}.sql`), join(folder, `${tag}.sql`));
    await migrate(url, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bringKeys(env: Env, folder: string, { keys }: Manifest): Promise<void> {
  await mkdir(env.COUNTERSIGN_HOME, { recursive: true });
  if (!env.NEXTAUTH_SECRET) await bringFile(join(folder, "keys", "secret"), join(env.COUNTERSIGN_HOME, "secret"));
  if (!keys.some(({ file }) => file === join("keys", "key.pem"))) return;
  await bringFile(join(folder, "keys", "key.pem"), env.checkpoints.keyFile);
  const place = await openCheckpoints({ ...env.checkpoints, makesKey: false });
  const kept = new Set<number>();
  for await (const { seq } of place.read()) kept.add(seq);
  const lines = (await readFile(join(folder, "keys", "checkpoints.jsonl"), "utf8")).split("\n").filter(Boolean);
  for (const line of lines) {
    const checkpoint = JSON.parse(line) as Checkpoint;
    if (!kept.has(checkpoint.seq)) await place.keep(checkpoint);
  }
}

/** Copies a secret, for its owner alone; one that is there is the same, see `demandKeysFit`. */
async function bringFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const aside = `${to}.${process.pid}`;
  await writeFile(aside, await readFile(from), { mode: 0o600, flush: true });
  await link(aside, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(aside);
}
