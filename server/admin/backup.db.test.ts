import { createHash, randomBytes } from "node:crypto";
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { createRegistry, verify } from "@countersign/sdk";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backupLock, markStored } from "../blobs/commands.ts";
import { openFileStore } from "../blobs/file-store.ts";
import { takeCheckpoint } from "../audit/upkeep.ts";
import { openRegistry, type Registry } from "../context.ts";
import { testDatabase, type TestDatabase } from "../db/testing.ts";
import { readEnv, type Env } from "../env.ts";
import { requestHandler } from "../http.ts";
import { signIn } from "../identity/commands.ts";
import { sendJson } from "../responses.ts";
import { collect } from "../storage/collect.ts";
import { runAdmin } from "../testing/process.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { metadataExample as metadata } from "../versions/schema.ts";
import { verifyAudit } from "./audit.ts";
import { takeBackup, type BackupReport } from "./backup.ts";
import { digestOf, findBackup, type Manifest } from "./backup-manifest.ts";
import { noProgress as progress } from "./progress.ts";
import { restoreBackup } from "./restore.ts";
import { verifyStore } from "./verify.ts";

const say = () => {};
let source: TestRegistry;
let author: TestPerson;
let top: string;
let backups: string;
let first: BackupReport;
/** What was acknowledged before the backup began. */
const before: string[] = [];

/** Settings under which everything lies in a folder of this test. */
const envOf = (name: string, database: string, rest: Record<string, string> = {}) => ({ COUNTERSIGN_HOME: join(top, name), DATABASE_URL: database, ...rest });
const settings = () =>
  envOf("source", source.databaseUrl, {
    COUNTERSIGN_STORE: `fs:${source.folder}`, COUNTERSIGN_CHECKPOINTS: `fs:${source.audit}`, COUNTERSIGN_AUDIT_KEY: join(source.audit, "key.pem"), NEXTAUTH_SECRET: source.registry.secret,
  });
const backup = () => takeBackup({ env: readEnv(settings()), url: source.databaseUrl, db: source.registry.db, store: source.registry.store }, { to: backups, progress, say });
const restore = (env: Env, from = backups, digest?: string) => restoreBackup({ env, url: env.DATABASE_URL! }, { from, digest, progress, say });

async function push(model: string): Promise<string> {
  const folder = await mkdtemp(join(top, "push-"));
  await writeFile(join(folder, "weights.bin"), randomBytes(30_000));
  // Tabs, line breaks and backslashes are what a text format could stumble over.
  await writeFile(join(folder, "README.md"), `# ${model}\n\n\tC:\\models\\n\u00e9 \u2028`);
  const { reference } = await createRegistry({ url: source.url, token: author.token }).saveModel({ model, files: folder, metadata });
  return reference;
}

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), "countersign-backup-"));
  backups = join(top, "backups of it");
  source = await startTestRegistry();
  await source.addTeam("risk");
  author = await source.addPerson("Ann Author", { risk: "maintainer" });
  for (let n = 0; n < 10; n++) before.push(await push(`risk/before-${n % 3}`));
  const { db, checkpoints } = source.registry;
  await takeCheckpoint({ db, checkpoints: checkpoints!, now: new Date(), every: 1 });

  // Taken while four write.
  const over = new AbortController();
  const write = async (n: number) => {
    while (!over.signal.aborted) await push(`risk/meanwhile-${n}`);
  };
  const writing = [0, 1, 2, 3].map(write);
  await Promise.all([0, 1, 2, 3].map((n) => push(`risk/meanwhile-${n}`)));
  first = await backup();
  over.abort();
  await Promise.all(writing);
}, 180_000);
afterAll(async () => {
  await source.close();
  await rm(top, { recursive: true, force: true });
});

/** Serves a registry that was restored. */
async function serve(env: Env): Promise<{ registry: Registry; url: string; close: () => Promise<void> }> {
  const secret = await readFile(join(env.COUNTERSIGN_HOME, "secret"), "utf8");
  const registry = openRegistry(env.DATABASE_URL!, await openFileStore(join(env.COUNTERSIGN_HOME, "blobs")), secret, 4);
  const handle = requestHandler(registry, async (_, res) => sendJson(res, 404, {}));
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await registry.close();
  };
  return { registry, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

describe("a backup that was taken under load", () => {
  let database: TestDatabase;
  let env: Env;
  let restored: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    database = await testDatabase({ empty: true });
    env = readEnv(envOf("restored", database.url));
    await restore(env, backups, first.digest);
    restored = await serve(env);
  }, 120_000);
  afterAll(async () => {
    await restored.close();
    await database.drop();
  });

  test("holds all that was there before it, and every version of it verifies after a pull", async () => {
    expect(first.missing).toEqual([]);
    const registry = createRegistry({ url: restored.url, token: author.token });
    const rows = await database.db.execute<{ reference: string }>(sql`
      select 'risk/' || m.name || '@' || v.number as reference from versions v join models m on m.id = v.model_id where v.number is not null`);
    const references = rows.map(({ reference }) => reference);
    expect(references).toEqual(expect.arrayContaining(before));
    for (const reference of references) {
      const to = await mkdtemp(join(top, "pull-"));
      await registry.pull(reference, { to });
      expect(await verify(to)).toMatchObject({ missing: [], changed: [] });
      expect(await readFile(join(to, "README.md"), "utf8")).toContain("C:\\models\\n\u00e9 \u2028");
    }
    expect(await verifyStore({ db: database.db, store: restored.registry.store, progress })).toMatchObject({ missing: [], damaged: [] });
  });

  test("has a record that is whole, agrees with what was signed, and tells of the restore", async () => {
    const found = await verifyAudit({ db: database.db, env }, say);
    expect(found).toMatchObject({ fault: null, checkpoints: 1 });
    const [last] = await database.db.execute<{ action: string; details: { digest: string } }>(sql`select action, details from audit_entries order by seq desc limit 1`);
    expect(last).toMatchObject({ action: "registry.restored", details: { digest: first.digest } });
  });

  test("goes on: people sign in, numbers follow, and what must not change can't be changed", async () => {
    const place = { db: database.db, secret: restored.registry.secret };
    const request = { id: "r", address: "127.0.0.1", userAgent: "t" };
    await expect(signIn(place, request, { email: author.email, password: author.password })).resolves.toBeTruthy();
    const folder = await mkdtemp(join(top, "push-"));
    await writeFile(join(folder, "weights.bin"), "afterwards");
    const version = await createRegistry({ url: restored.url, token: author.token }).saveModel({ model: "risk/before-0", files: folder, metadata });
    expect(version.version).toBe(5);
    await expect(database.db.execute(sql`delete from audit_entries where seq = 1`)).rejects.toThrow("Failed query");
    await expect(database.db.execute(sql`insert into version_files select (jsonb_populate_record(f, '{"version_id": "00000000-0000-0000-0000-000000000000"}')).* from version_files f limit 1`)).rejects.toThrow("Failed query");
  });

  test("is not restored over a registry", async () => {
    await expect(restore(env)).rejects.toThrow("The database is not empty");
  });
});

test("the next backup into the folder copies new bytes alone, and is for its owner's eyes", async () => {
  const reference = await push("risk/later");
  const second = await backup();
  expect(second.copied).toBeGreaterThan(0);
  expect(second.copied).toBeLessThan(second.blobs);
  const third = await backup();
  expect(third.copied).toBe(0);
  expect((await findBackup(backups)).digest).toBe(third.digest);
  expect(third.digest).not.toBe(second.digest);
  for (const file of ["keys/secret", "manifest.json", "tables/public.users.copy.gz"]) expect((await stat(join(third.folder, file))).mode & 0o777).toBe(0o600);
  const [{ count } = { count: 0 }] = await source.registry.db.execute<{ count: number }>(sql`select count(*)::int as count from audit_entries where action = 'registry.backed_up'`);
  expect(count).toBe(3);
  expect(reference).toBe("risk/later@1");
}, 60_000);

test("while one is taken, no bytes are removed", async () => {
  const { db, store } = source.registry;
  await push("risk/unneeded");
  await db.execute(sql`update storage_settings set grace_hours = 1`);
  const unneeded = await store.write(Readable.from([Buffer.from("nothing needs these")]));
  await db.transaction((tx) => markStored(tx, [unneeded]));
  const collectLater = () => collect({ db, store, startedBy: "schedule", dryRun: false, now: new Date(Date.now() + 2 * 3_600_000) });
  const holder = postgres(source.databaseUrl, { max: 1 });
  await holder`select pg_advisory_lock(${backupLock})`;
  expect(await collectLater()).toMatchObject({ blobs: 0 });
  expect(await store.sizeOf(unneeded.sha256)).toBe(unneeded.size);
  await holder.end();
  expect(await collectLater()).toMatchObject({ blobs: 1 });
}, 60_000);

test("one that was altered, cut off or never finished is refused, and one that can't be restored leaves nothing", async () => {
  const { folder, manifest } = await findBackup(backups);
  const database = await testDatabase({ empty: true });
  const env = readEnv(envOf("refused", database.url));
  const path = (file: string) => join(folder, file);
  /** Restores with something wrong, and puts it right again. */
  const refused = async (files: string[], spoil: () => Promise<void>) => {
    const kept = await Promise.all(files.map((file) => readFile(path(file))));
    await spoil();
    const message = await restore(env, folder).then(() => "restored", (error: Error) => error.message);
    await Promise.all(files.map((file, n) => writeFile(path(file), kept[n]!)));
    return message;
  };
  const users = "tables/public.users.copy.gz";
  expect(await refused([users], () => appendFile(path(users), "x"))).toContain("was changed, or is cut off");
  expect(await refused([users], () => truncate(path(users), 20))).toContain("was changed, or is cut off");
  expect(await refused(["keys/secret"], () => writeFile(path("keys/secret"), randomBytes(43).toString("hex").slice(0, 43)))).toContain("was changed");
  expect(await refused(["manifest.json"], async () => writeFile(path("manifest.json"), (await readFile(path("manifest.json"), "utf8")).replace(/"rows": \d+/, '"rows": 12345')))).toContain("was changed");
  expect(await refused(["manifest.json"], () => rm(path("manifest.json")))).toContain("no complete backup");
  await expect(restore(env, folder, "0".repeat(64))).rejects.toThrow("and not 0000");
  await expect(restore({ ...env, NEXTAUTH_SECRET: "another secret, which is long enough" }, folder)).rejects.toThrow("NEXTAUTH_SECRET is another secret");

  // Bytes that went bad, and a table that Postgres refuses.
  const [line = ""] = (await readFile(path("blobs.txt"), "utf8")).split("\n");
  const sha256 = line.split(" ")[0]!;
  const blob = join("..", "..", "blobs", "sha256", sha256.slice(0, 2), sha256.slice(2));
  expect(await refused([blob], async () => writeFile(path(blob), randomBytes((await stat(path(blob))).size)))).toContain("are not what they were");
  expect(
    await refused([users, "manifest.json"], async () => {
      const bytes = gzipSync(`${gunzipSync(await readFile(path(users))).toString()}one\tcolumn\n`);
      const changed: Manifest = { ...manifest, tables: manifest.tables.map((table) => (table.name === "users" ? { ...table, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") } : table)) };
      await writeFile(path(users), bytes);
      await writeFile(path("manifest.json"), JSON.stringify({ digest: digestOf(changed), manifest: changed }));
    }),
  ).toMatch(/refuses the rows of public.users|column|uuid/);
  await restore(env, folder);
  expect((await verifyAudit({ db: database.db, env }, say)).fault).toBeNull();
  await database.drop();
}, 120_000);

test("from the shell, with what it says", async () => {
  const taken = await runAdmin(["backup", "--to", join(top, "by hand")], settings());
  expect(taken.stdout).toMatch(/^The backup is in .*by hand\/backups\/.*: [\d,]+ rows, \d+ blobs/);
  expect(taken.stderr).toMatch(/public\.users: \d+ rows/);
  const digest = /[0-9a-f]{64}/.exec(taken.stdout)![0];
  const database = await testDatabase({ empty: true });
  const env = envOf("by hand restored", database.url);
  const { stdout } = await runAdmin(["restore", "--from", join(top, "by hand"), "--digest", digest, "--json"], env);
  expect(JSON.parse(stdout)).toMatchObject({ digest, missing: [] });
  const [stored, recorded] = await Promise.all([runAdmin(["storage", "verify"], env), runAdmin(["audit", "verify"], env)]);
  expect(stored.stdout).toContain("0 missing, 0 damaged");
  expect(recorded.stdout).toContain("The record is whole");
  await database.drop();
}, 120_000);
