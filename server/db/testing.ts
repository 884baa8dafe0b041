/** A real Postgres for tests: one server for the run, one freshly migrated database for each test file. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { sql } from "drizzle-orm";
import type { TestProject } from "vitest/node";
import { connect, type Database } from "./client.ts";
import { startEmbeddedPostgres } from "./embedded.ts";
import { migrate, migrationsFolder } from "./migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

const template = "countersign_template";

/** vitest's globalSetup: starts the server, prepares the template, and hands its url to the workers. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await fs.mkdtemp(path.join(tmpdir(), "countersign-test-"));
  // Postgres runs as another user when the tests run as root, and must get through.
  await fs.chmod(home, 0o711);
  const server = await startEmbeddedPostgres({ home, durable: false });
  await execute(server.url, `create database ${template}`);
  // Migrations are generated; before the first one there is nothing to apply.
  if (existsSync(path.join(migrationsFolder(), "meta", "_journal.json"))) await migrate(urlOf(server.url, template));
  project.provide("postgresUrl", server.url);
  return async () => {
    await server.stop();
    await removeHome(home);
  };
}

/** Removes a home whose server has stopped, with its data, which may lie elsewhere. */
export async function removeHome(home: string): Promise<void> {
  const data = await fs.realpath(path.join(home, "postgres", "data")).catch(() => home);
  await fs.rm(data, { recursive: true, force: true });
  await fs.rm(home, { recursive: true, force: true });
}

export type TestDatabase = {
  db: Database;
  url: string;
  /** Closes `db` and removes the database, whoever else is still connected to it. */
  drop: () => Promise<void>;
};

/**
 * A database of the caller's own with the current schema and no rows: a copy of the template.
 * @param options.empty without the schema, too
 */
export async function testDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  // Only workers may load vitest's own module; globalSetup runs outside of them.
  const { inject } = await import("vitest");
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await execute(server, `create database ${name}${empty ? "" : ` template ${template}`}`);
  const url = urlOf(server, name);
  const { db, close } = connect(url, { max: 5 });
  return {
    db,
    url,
    drop: async () => {
      await close();
      await execute(server, `drop database ${name} with (force)`);
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const { db, close } = connect(url, { max: 1 });
  try {
    await db.execute(sql.raw(statement));
  } finally {
    await close();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
