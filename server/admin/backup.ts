import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import postgres from "postgres";
import { openCheckpoints } from "../audit/open-checkpoints.ts";
import { record } from "../audit/commands.ts";
import { backupLock } from "../blobs/commands.ts";
import { openFileStore } from "../blobs/file-store.ts";
import type { BlobStore } from "../blobs/store.ts";
import { systemActor } from "../identity/actor.ts";
import { copyBlob } from "./copy.ts";
import type { Installation } from "./installation.ts";
import { backupsFolder, blobsFolder, digestOf, manifestName, type Manifest, type Part, type TablePart } from "./backup-manifest.ts";
import { listTables, quoted, readMigrations, readSequences, type Sql, type Table } from "./backup-tables.ts";
import type { Progress } from "./progress.ts";

/** What a backup reads: a registry that may serve meanwhile. */
export type BackupSource = Pick<Installation, "env" | "url" | "db" | "store">;

export interface BackupReport {
  folder: string;
  /** Names the backup and all that is in it. Keep it elsewhere. */
  digest: string;
  rows: number;
  blobs: number;
  /** What was copied now; the rest was there from earlier backups. */
  copied: number;
  copiedBytes: number;
  missing: string[];
}

/**
 * Takes a backup below a folder: every table in one snapshot, then the bytes of all that the snapshot tells of, and the keys.
 * Bytes that an earlier backup in the folder has are not copied again. While it runs, no bytes are removed from the registry.
 * What is not complete has no manifest, and is no backup.
 * @param options.to the folder; it is made where it is missing, for its owner alone
 * @throws Error when the database can't be read, or the folder takes no more
 */
export async function takeBackup(source: BackupSource, { to, progress, say }: { to: string; progress: Progress; say: (line: string) => void }): Promise<BackupReport> {
  const { db, store, url } = source;
  const at = new Date().toISOString();
  // Two within one millisecond are two.
  const folder = join(to, backupsFolder, `${at.replaceAll(":", "-")}-${randomBytes(2).toString("hex")}`);
  await mkdir(join(folder, "tables"), { recursive: true, mode: 0o700 });
  await mkdir(join(folder, "keys"), { mode: 0o700 });
  const target = await openFileStore(join(to, blobsFolder));
  const sql = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {}, connection: { application_name: "countersign-backup" } });
  try {
    // Before the snapshot: what it sees must not be removed before it is copied.
    await sql`select pg_advisory_lock(${backupLock})`;
    const { lastEntry, ...tables } = await sql.begin("isolation level repeatable read read only", (tx) => copyTables(tx, folder, say));
    const keys = await keepKeys(source, folder, lastEntry);
    const { copied, copiedBytes, missing } = await copyBlobs(store, target, join(folder, tables.blobs.file), { blobs: tables.blobs.count, bytes: tables.blobs.total }, progress);
    const manifest: Manifest = { form: "countersign.backup/1", at, ...tables, missing, keys };
    const digest = digestOf(manifest);
    await keepManifest(folder, { digest, manifest });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const details = { digest, rows, blobs: tables.blobs.count, missing: missing.length };
    await db.transaction((tx) => record(tx, { ...systemActor("the command line"), name: "The command line" }, { action: "registry.backed_up", target: "registry", details }));
    return { folder, digest, rows, blobs: tables.blobs.count, copied, copiedBytes, missing };
  } finally {
    await sql.end({ timeout: 5 });
    await target.close();
  }
}

type Tables = Omit<Manifest, "form" | "at" | "missing" | "keys"> & { lastEntry: number };

async function copyTables(tx: Sql, folder: string, say: (line: string) => void): Promise<Tables> {
  const tables: TablePart[] = [];
  for (const table of await listTables(tx)) {
    const part = await copyTable(tx, folder, table);
    say(`${table.schema}.${table.name}: ${part.rows} rows`);
    tables.push(part);
  }
  const [registry] = await tx<{ id: string }[]>`select registry_id as id from audit_settings`;
  const [last] = await tx<{ seq: number }[]>`select coalesce(max(seq), 0)::float8 as seq from audit_entries`;
  return { registry: registry!.id, ...(await readMigrations(tx)), tables, sequences: await readSequences(tx), blobs: await listBlobs(tx, folder), lastEntry: last!.seq };
}

/** One row is one line of Postgres's own text format. */
async function copyTable(tx: Sql, folder: string, table: Table): Promise<TablePart> {
  const file = join("tables", `${table.schema}.${table.name}.copy.gz`);
  const { table: name, list } = quoted(table);
  let rows = 0;
  const counted = new Transform({
    transform(piece: Buffer, _, done) {
      for (const byte of piece) if (byte === 10) rows++;
      done(null, piece);
    },
  });
  const lines = await tx.unsafe(`copy ${name} (${list}) to stdout`).readable();
  const part = await keepPart(folder, file, lines, counted, createGzip({ level: 1 }));
  return { ...table, ...part, rows };
}

async function listBlobs(tx: Sql, folder: string): Promise<Manifest["blobs"]> {
  const totals = { count: 0, total: 0 };
  async function* lines() {
    // Announced ones that nothing refers to have not come.
    const query = tx<{ sha256: string; size: string }[]>`
      select sha256, size::text from blobs b where removed_at is null
        and (checks is not null or exists (select 1 from version_files f where f.sha256 = b.sha256)) order by sha256`;
    for await (const rows of query.cursor(1000)) {
      for (const { size } of rows) totals.total += Number(size);
      totals.count += rows.length;
      yield rows.map(({ sha256, size }) => `${sha256} ${size}\n`).join("");
    }
  }
  return { ...(await keepPart(folder, "blobs.txt", Readable.from(lines()))), ...totals };
}

/** Writes a file of the backup, for its owner alone. */
async function keepPart(folder: string, file: string, ...streams: [Readable, ...Transform[]]): Promise<Part> {
  const hash = createHash("sha256");
  let bytes = 0;
  const measured = new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece);
      bytes += piece.length;
      done(null, piece);
    },
  });
  await pipeline([...streams, measured, createWriteStream(join(folder, file), { mode: 0o600, flush: true })]);
  return { file, bytes, sha256: hash.digest("hex") };
}

/** What the registry can't be brought back without, and what shows that its record is whole. */
async function keepKeys({ env }: BackupSource, folder: string, lastEntry: number): Promise<Part[]> {
  const keep = (name: string, content: string) => keepPart(folder, join("keys", name), Readable.from([Buffer.from(content)]));
  const secret = env.NEXTAUTH_SECRET ?? (await readFile(join(env.COUNTERSIGN_HOME, "secret"), "utf8").catch(() => null));
  if (secret === null) throw new Error(`The registry's secret is not in ${env.COUNTERSIGN_HOME}: set NEXTAUTH_SECRET, or COUNTERSIGN_HOME, to what the registry runs with.`);
  const parts = [await keep("secret", secret)];
  const key = await readFile(env.checkpoints.keyFile, "utf8").catch(() => null);
  if (key === null) return parts;
  parts.push(await keep("key.pem", key));
  // Those that were signed after the snapshot tell of entries that are not in it.
  const checkpoints: string[] = [];
  for await (const checkpoint of (await openCheckpoints({ ...env.checkpoints, makesKey: false })).read()) {
    if (checkpoint.seq <= lastEntry) checkpoints.push(`${JSON.stringify(checkpoint)}\n`);
  }
  parts.push(await keep("checkpoints.jsonl", checkpoints.join("")));
  return parts;
}

/** A disk reads one while another is hashed, and a bucket takes its time to answer. */
const copiedAtOnce = 4;

async function copyBlobs(from: BlobStore, to: BlobStore, list: string, total: { blobs: number; bytes: number }, progress: Progress): Promise<Pick<BackupReport, "copied" | "copiedBytes" | "missing">> {
  const report = { copied: 0, copiedBytes: 0, missing: [] as string[] };
  progress.begin(total);
  const rows = readBlobs(list);
  const work = async () => {
    for await (const row of rows) {
      if ((await to.sizeOf(row.sha256)) === row.size) progress.add(row.size);
      else if ((await copyBlob(from, to, { ...row, expected: true }, progress.add)) === "copied") {
        report.copied++;
        report.copiedBytes += row.size;
      } else report.missing.push(row.sha256);
      progress.next(row.sha256);
    }
  };
  await Promise.all(Array.from({ length: copiedAtOnce }, work));
  progress.end();
  return report;
}

/** The blobs of a backup's list. */
export async function* readBlobs(list: string): AsyncGenerator<{ sha256: string; size: number }> {
  for await (const line of createInterface({ input: createReadStream(list) })) {
    const [sha256 = "", size = ""] = line.split(" ");
    yield { sha256, size: Number(size) };
  }
}

/** Last, and whole: what has a manifest is a backup. */
async function keepManifest(folder: string, content: { digest: string; manifest: Manifest }): Promise<void> {
  const aside = join(folder, `${manifestName}.part`);
  await writeFile(aside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(aside, join(folder, manifestName));
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
