/** The way to Postgres for everything but the embedded server's own upkeep. */
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { openLanes, type PoolLoad } from "./lanes.ts";

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query takes. A command takes a Transaction, so that forgetting to open one does not compile. */
export type Executor = Database | Transaction;

export type Connection = {
  db: Database;
  /** How the pool stands now. */
  load: () => PoolLoad;
  /** Lets running statements finish for up to five seconds, then closes every connection. */
  close: () => Promise<void>;
};

/**
 * Opens a pool; nothing connects before the first statement.
 * The postgres.js clients stay inside: Drizzle replaces their date and JSON parsers, so raw queries on them would
 * quietly give other values. Use Drizzle's `sql` template.
 * @param url `postgres://…`
 * @param max connections at most (default 10; at least 2)
 */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const { client, load, close } = openLanes(url, max);
  return { db: drizzle(client), load, close };
}

const wholes = new WeakMap<Executor, Transaction>();

/** The transaction as one of several has it who share it: what is noted of theirs is not noted of the others'. */
export function shareOf(tx: Transaction): Transaction {
  const share = Object.create(tx) as Transaction;
  wholes.set(share, tx);
  return share;
}

/** The transaction that this is a share of; itself where it is none, or a database. */
export function wholeOf<Db extends Executor>(db: Db): Db {
  return (wholes.get(db) ?? db) as Db;
}
