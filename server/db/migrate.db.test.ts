import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connect, type Connection } from "./client.ts";
import { migrate, migrationsCurrent } from "./migrate.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

// A database beside the template's own migrations: an empty one of another name on the same server.
let server: TestDatabase;
let database: Connection;
let url: string;
let folder: string;
let count = 0;

beforeAll(async () => {
  server = await testDatabase();
  folder = await fs.mkdtemp(path.join(tmpdir(), "countersign-migrations-"));
  await fs.mkdir(path.join(folder, "meta"));
});
afterAll(async () => {
  await server.drop();
  await fs.rm(folder, { recursive: true });
});

beforeEach(async () => {
  const name = `${new URL(server.url).pathname.slice(1)}_${count++}`;
  await server.db.execute(sql.raw(`create database ${name}`));
  url = server.url.replace(/[^/]*$/, name);
  database = connect(url, { max: 1 });
  return async () => {
    await database.close();
    await server.db.execute(sql.raw(`drop database ${name} with (force)`));
  };
});

async function writeMigrations(...statements: string[]) {
  const entries = statements.map((_, idx) => ({ idx, version: "7", when: 1000 + idx, tag: `000${idx}`, breakpoints: true }));
  await Promise.all(statements.map((text, i) => fs.writeFile(path.join(folder, `000${i}.sql`), text)));
  await fs.writeFile(path.join(folder, "meta", "_journal.json"), JSON.stringify({ version: "7", dialect: "postgresql", entries }));
}

test("a database is current exactly when it has every migration of this version", async () => {
  await writeMigrations("create table a (n int)");
  expect(await migrationsCurrent(database.db, folder)).toBe(false);
  await migrate(url, folder);
  expect(await migrationsCurrent(database.db, folder)).toBe(true);

  await writeMigrations("create table a (n int)", "create table b (n int)");
  expect(await migrationsCurrent(database.db, folder)).toBe(false);
  await migrate(url, folder);
  expect(await migrationsCurrent(database.db, folder)).toBe(true);

  // An instance of the version before is still ready after the roll-out of the next.
  await writeMigrations("create table a (n int)");
  expect(await migrationsCurrent(database.db, folder)).toBe(true);
});

test("instances that start together apply each migration once", async () => {
  await writeMigrations("create table a (n int); select pg_sleep(0.2)", "insert into a values (1)");
  await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
  const [row] = await database.db.execute(sql`select count(*)::int as n from a`);
  expect(row?.n).toBe(1);
});

test("a failing migration leaves nothing behind and lets the next instance try", async () => {
  await writeMigrations("create table a (n int)", "this is no sql");
  await expect(migrate(url, folder)).rejects.toThrow(/schema of this version: syntax error at or near "this"/);
  const [row] = await database.db.execute(sql`select to_regclass('a') as a`);
  expect(row?.a).toBeNull();

  await writeMigrations("create table a (n int)", "create table b (n int)");
  await migrate(url, folder);
  expect(await migrationsCurrent(database.db, folder)).toBe(true);
});
