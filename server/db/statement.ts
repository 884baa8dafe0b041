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
    sendGathered(wholeOf(db));
    written ??= dialect.sqlToQuery(of);
    return db.execute<Row>(new Written({ sql: written.sql, params: fillPlaceholders(written.params, values) })).execute() as unknown as Promise<readonly Row[]>;
  };
}

/** What somebody asks for of a statement, and how they are told. */
interface Asked<Row, Values> {
  values: Values;
  resolve: (rows: readonly Row[]) => void;
  reject: (error: unknown) => void;
}

/** A statement that has not been sent, and who asks for it of those who share the transaction. */
interface Gathering {
  by: object;
  shares: Set<Executor>;
  asked: unknown[];
  send: () => Promise<void>;
}

const gatherings = new WeakMap<Executor, Gathering[]>();

/**
 * A statement that is sent once for all who ask for it at the same time in a transaction that they share, and for one alone anywhere
 * else. What somebody asks for comes after what they asked for before.
 * @param columns the types of the values, as Postgres calls them
 * @param of what is asked for, as rows `asked` with a column for each value and their number `n`, which stands in each row of the answer
 */
export function gathered<Row extends Record<string, unknown>, Values extends Record<string, unknown>>(
  columns: Record<keyof Values & string, string>,
  of: (asked: SQL) => SQL,
): Statement<Row, Values> {
  const typed = Object.entries<string>(columns).map(([name, type]) => sql`${sql.identifier(name)} ${sql.raw(type)}`);
  const send = statement<Row & { n: number }, { asked: string }>(of(sql`json_to_recordset(${sql.placeholder("asked")}::json) asked (n int, ${sql.join(typed, sql`, `)})`));
  const ask = async (db: Executor, all: readonly Values[]) => {
    const answers: Row[][] = all.map(() => []);
    for (const { n, ...row } of await send(db, { asked: JSON.stringify(all.map((values, at) => ({ n: at, ...values }))) })) answers[n]!.push(row as unknown as Row);
    return answers;
  };
  const askForAll = async (whole: Executor, asked: readonly Asked<Row, Values>[]) => {
    try {
      const answers = await ask(whole, asked.map(({ values }) => values));
      for (const [at, { resolve }] of asked.entries()) resolve(answers[at]!);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  return async (db, values) => {
    const whole = wholeOf(db);
    if (whole === db) return (await ask(db, [values]))[0]!;
    return await new Promise<readonly Row[]>((resolve, reject) => {
      const asked: Asked<Row, Values>[] = [{ values, resolve, reject }];
      gather(whole, { by: send, shares: new Set([db]), asked, send: () => askForAll(whole, asked) });
    });
  };
}

/** Has it sent with what others ask for of the same statement, but after what its own asked for before. */
function gather(whole: Executor, one: Gathering): void {
  const open = gatherings.get(whole) ?? [];
  if (open.length === 0) {
    gatherings.set(whole, open);
    setImmediate(() => sendGathered(whole));
  }
  const [share] = one.shares;
  const before = open.findLastIndex(({ shares }) => shares.has(share!));
  const same = open.find(({ by }, at) => at > before && by === one.by);
  if (!same) {
    open.push(one);
    return;
  }
  same.shares.add(share!);
  same.asked.push(...one.asked);
}

/** Sends what has been gathered, in the order in which it was first asked for. */
function sendGathered(whole: Executor): void {
  const open = gatherings.get(whole);
  if (!open) return;
  gatherings.delete(whole);
  for (const { send } of open) void send();
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
