/**
 * The registry is killed with -9 at random moments of pushes, while what nothing needs is being collected: afterwards no
 * byte that a version needs is missing, and none is kept that nothing needs. Seeded: the same seed does the same.
 * A few rounds here; 100 with `npm run campaign`.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { createRegistry, type SavedVersion } from "@countersign/sdk";
import postgres from "postgres";
import { createPeople, type Account } from "../demo/accounts.ts";
import { databaseUrl, startProcess, type RegistryProcess } from "../server/testing/process.ts";
import { metadata } from "./random-bytes.ts";
import { expect, test } from "./test.ts";

const campaign = process.env["COUNTERSIGN_CAMPAIGN"] === "1";
const rounds = campaign ? 100 : 4;
const seed = Number(process.env["COUNTERSIGN_SEED"] ?? 20_261_123);

/** Mulberry32: numbers from 0 to 1 by a seed. */
function seeded(state: number): () => number {
  let at = state;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = seeded(seed);
const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));

/** Bytes that one number decides: the same number gives the same bytes, so that versions share files. */
function bytesOf(content: number, size: number): Buffer {
  const next = seeded(content);
  const block = Buffer.from(Array.from({ length: 4096 }, () => Math.floor(next() * 256)));
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += block.length) block.copy(bytes, at);
  if (size >= 8) bytes.writeDoubleLE(content, size - 8);
  return bytes;
}

let home: string;
let registry: RegistryProcess;
let accounts: Record<"admin" | "author", Account>;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "countersign-faults-"));
  registry = await startProcess({ home });
  accounts = await createPeople(registry.url, ["admin", "author"]);
});

test.afterAll(async () => {
  await registry.stop();
  await rm(home, { recursive: true, force: true });
});

const sdk = (person: "admin" | "author") => createRegistry({ url: registry.url, token: accounts[person].token, cache: false });

async function makeFiles(round: number): Promise<string> {
  const folder = join(home, "files", String(round));
  const count = between(1, 12);
  await mkdir(folder, { recursive: true });
  for (let at = 0; at < count; at++) {
    // A third of the files were in earlier versions; one in four rounds brings a large one.
    const content = random() < 0.33 ? between(1, 40) : round * 1000 + at;
    const size = at === 0 && random() < 0.4 ? between(20, 60) * 1024 * 1024 : between(0, 40) === 0 ? 0 : 1000 + content * 7;
    await writeFile(join(folder, `${at}.bin`), bytesOf(content, size));
  }
  return folder;
}

/** Makes all that is there look two hours old, so that a grace time of one hour is over. Nobody may be pushing. */
async function age(): Promise<void> {
  const sql = postgres(await databaseUrl(home), { max: 1 });
  await sql`update blobs set claimed_at = claimed_at - interval '2 hours'`;
  await sql.end();
  const incoming = join(home, "blobs", "incoming");
  const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
  for (const name of await readdir(incoming)) await utimes(join(incoming, name), old, old);
}

async function collectAll(): Promise<void> {
  const api = sdk("admin").api;
  const before = (await api.storage.overview.query()).collections[0]?.startedAt ?? "";
  await api.storage.collect.mutate({ dryRun: false });
  await expect
    .poll(async () => (await api.storage.overview.query()).collections.some((each) => each.startedAt > before && each.finishedAt !== null), { timeout: 30_000 })
    .toBe(true);
}

async function storedHashes(): Promise<string[]> {
  const root = join(home, "blobs", "sha256");
  const folders = await readdir(root);
  const names = await Promise.all(folders.map(async (folder) => (await readdir(join(root, folder))).map((rest) => folder + rest)));
  return names.flat().toSorted();
}

async function neededHashes(): Promise<string[]> {
  const sql = postgres(await databaseUrl(home), { max: 1 });
  const rows = await sql<{ sha256: string }[]>`
    select distinct f.sha256 from version_files f join versions v on v.id = f.version_id
    where not exists (select 1 from version_deletions d where d.version_id = v.id and d.purged_at is not null)`;
  await sql.end();
  return rows.map((row) => row.sha256).toSorted();
}

test(`${rounds} pushes with kill -9 at random moments, while garbage is collected, lose nothing and leave nothing (seed ${seed})`, async () => {
  test.setTimeout(rounds * 30_000);
  const port = Number(new URL(registry.url).port);
  await sdk("admin").api.storage.change.mutate({ restoreDays: 30, draftDays: 30, graceHours: 1, quotaBytes: null });
  const saved: SavedVersion[] = [];
  let kills = 0;
  for (let round = 0; round < rounds; round++) {
    const files = await makeFiles(round);
    const push = sdk("author").saveModel({ model: `quality/faults-${round % 5}`, files, metadata }).then(
      (version) => version,
      () => null,
    );
    const collecting = sdk("admin").api.storage.collect.mutate({ dryRun: false }).catch(() => null);
    if (random() < 0.85) {
      await sleep(between(0, 400));
      await registry.kill();
      kills++;
      registry = await startProcess({ home, port });
    }
    const version = await push;
    await collecting;
    if (version) saved.push(version);
    await rm(files, { recursive: true });
    // Some versions are deleted, and some of these given up at once.
    const victim = saved.length > 3 && random() < 0.3 ? saved.splice(between(0, saved.length - 1), 1)[0] : undefined;
    if (victim) await deleteForEver(victim.reference);
    await age();
  }
  expect(saved.length).toBeGreaterThan(rounds / 3);
  await age();
  await collectAll();
  await discardDrafts();
  await collectAll();

  for (const { reference, digest } of saved) {
    const to = join(home, "pulled");
    const pulled = await sdk("author").pull(reference, { to });
    expect(pulled.digest).toBe(digest);
    await rm(to, { recursive: true });
  }
  expect(await storedHashes()).toEqual(await neededHashes());
  expect(await readdir(join(home, "blobs", "incoming"))).toEqual([]);
  const { stdout } = await promisify(execFile)(process.execPath, ["server/admin.ts", "storage", "verify", "--json"], {
    env: { ...process.env, COUNTERSIGN_HOME: home },
  });
  expect(JSON.parse(stdout)).toMatchObject({ missing: [], damaged: [] });
  console.log(`${rounds} pushes, ${kills} times kill -9, ${saved.length} versions kept, all verified`);
});

/** Deletes a version and ends the time in which it could be restored. */
async function deleteForEver(reference: string): Promise<void> {
  await sdk("admin").api.deletions.deleteVersion.mutate({ reference, reason: "not needed" });
  const sql = postgres(await databaseUrl(home), { max: 1 });
  await sql`update version_deletions set purge_after = now() where purged_at is null`;
  await sql.end();
}

/** Drafts that killed pushes have left: all of them, with the time in which they could be restored. */
async function discardDrafts(): Promise<void> {
  const { api } = sdk("author");
  for (const { draft, deletedAt } of await api.drafts.list.query({})) {
    if (deletedAt === null) await api.deletions.discardDraft.mutate({ draft });
  }
  const sql = postgres(await databaseUrl(home), { max: 1 });
  await sql`update version_deletions set purge_after = now() where purged_at is null`;
  await sql.end();
  await collectAll();
  await age();
}
