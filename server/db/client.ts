/** The way to Postgres for everything but the embedded server's own upkeep. */
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Database = PostgresJsDatabase;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a query takes. A command takes a Transaction, so that forgetting to open one does not compile. */
export type Executor = Database | Transaction;

export type Connection = {
  db: Database;
  /** Lets running statements finish for up to five seconds, then closes every connection. */
  close: () => Promise<void>;
};

/**
 * Opens a pool; nothing connects before the first statement.
 * The postgres.js client stays inside: Drizzle replaces its date and JSON parsers, so raw queries on it would
 * quietly give other values. Use Drizzle's `sql` template.
 * @param url `postgres://…`
 * @param max connections at most (default 10)
 */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const client = postgres(url, {
    max,
    connection: { application_name: "countersign" },
    onnotice: () => {},
  });
  prepareStatements(client, new Set());
  return { db: drizzle(client), close: () => client.end({ timeout: 5 }) };
}

/** A connection keeps what it has prepared: texts that grow with their input must not fill it. */
const mostStatements = 500;
const longestStatement = 8_000;

/**
 * Drizzle runs every statement through `unsafe`, which postgres.js has parsed and planned anew each time unless it is
 * told to prepare. Planning our joins takes longer than running them.
 */
function prepareStatements(client: postgres.Sql, texts: Set<string>): void {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = ((text: string, parameters: never[], options?: object) => {
    if (text.length < longestStatement && texts.size < mostStatements) texts.add(text);
    return unsafe(text, parameters, { ...options, prepare: texts.has(text) });
  }) as typeof unsafe;
  const within = (run: (transaction: postgres.TransactionSql) => unknown) => (transaction: postgres.TransactionSql) => {
    prepareStatements(transaction as unknown as postgres.Sql, texts);
    const savepoint = transaction.savepoint.bind(transaction);
    transaction.savepoint = ((inner: typeof run) => savepoint(within(inner) as never)) as typeof savepoint;
    return run(transaction);
  };
  // Within a transaction there is no other to begin.
  if (!("begin" in client)) return;
  const begin = client.begin.bind(client);
  client.begin = ((...given: [string, typeof within] | [typeof within]) =>
    begin(...(given.map((each) => (typeof each === "function" ? within(each as never) : each)) as [never]))) as typeof begin;
}
