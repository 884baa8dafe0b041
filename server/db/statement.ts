/** Statements that are sent over and over with other values. */
import { fillPlaceholders, sql, SQL, type QueryWithTypings } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { wholeOf, type Executor, type Transaction } from "./client.ts";

const dialect = new PgDialect();

/** A statement whose text is there already. */
class Written extends SQL {
  readonly #query: QueryWithTypings;
  constructor(query: QueryWithTypings) {
    super([]);
    this.#query = query;
  }
  override toQuery(): QueryWithTypings {
    return this.#query;
  }
}

/** Sends a statement with values for its placeholders, at once: what is called after it comes after it on a transaction's connection. */
export type Statement<Row extends Record<string, unknown>, Values> = (db: Executor, values: Values) => Promise<readonly Row[]>;

/**
 * Puts a statement's text together once: for one that is long or often sent, that takes longer than all else that is done here for it.
 * @param of with `sql.placeholder` for each of the values. What they are sent as is up to the caller: nothing knows a column's type here
 */
export function statement<Row extends Record<string, unknown>, Values extends Record<string, unknown>>(of: SQL): Statement<Row, Values> {
  let written: QueryWithTypings | undefined;
  return (db, values) => {
    written ??= dialect.sqlToQuery(of);
    return db.execute<Row>(new Written({ sql: written.sql, params: fillPlaceholders(written.params, values) })).execute() as unknown as Promise<readonly Row[]>;
  };
}

/** A statement that is sent once in a transaction, by the first who asks for it: what is called after it comes after it. */
export function once(of: SQL): (tx: Transaction) => Promise<void> {
  const send = statement(of);
  const sent = new WeakSet<Transaction>();
  return async (tx) => {
    const whole = wholeOf(tx);
    if (sent.has(whole)) return;
    sent.add(whole);
    await send(whole, {});
  };
}

/**
 * Has the statements of a transaction that come again planned once for whatever values, from here on: those that find their rows by
 * keys alone, however many there are, take longer to plan than to run. They are planned by the keys even while a table is so small
 * that reading all of it is less: the plan is kept while the table grows.
 */
export const planOnce = once(sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)`);

/**
 * Waits for statements that were sent together, one after the other on the transaction's connection.
 * @throws what the first of them in this order failed with, whichever was told first
 */
export async function together<Results extends readonly unknown[]>(...sent: { [Each in keyof Results]: Promise<Results[Each]> }): Promise<Results> {
  const settled = await Promise.allSettled(sent);
  return settled.map((each) => {
    if (each.status === "rejected") throw each.reason;
    return each.value;
  }) as unknown as Results;
}
