/** A pool of postgres.js clients that have one connection each. */
import postgres from "postgres";
import { gatheringSockets } from "./sockets.ts";

/** The statements that came once, and those that came again and are prepared: the same for all connections. */
type Texts = { once: Set<string>; prepared: Set<string> };
type Lane = { client: postgres.Sql; running: number };

export interface PoolLoad {
  connections: number;
  /** Connections with a statement or a transaction under way. */
  busy: number;
  /** Transactions that wait for a connection. */
  waiting: number;
}

/** A connection keeps what it has prepared: texts that grow with their input must not fill it, nor those that come but once. */
const mostStatements = 500;
const longestStatement = 20_000;

/** A process that stops in the middle of a transaction must not hold up all others for ever. In milliseconds. */
const patience = { idle_in_transaction_session_timeout: 60_000, lock_timeout: 30_000 };

/**
 * Opens a pool; nothing connects before the first statement.
 *
 * postgres.js has a pool of its own, whose queues are arrays that only shrink when they run empty. With more than one
 * connection they hardly ever do: each statement then searches a longer array (measured: half the rate after 120,000
 * statements, and it goes on). With one connection a client's queues run empty all the time.
 *
 * Some lanes are for single statements, which share them: several travel at once, so a few suffice. The others are for
 * transactions, each of which has one to itself. As they never wait for each other's lanes, a statement within a
 * transaction's command that goes around it can't lock the process up.
 * @param url `postgres://…`
 * @param max connections at most; 2 where it is less
 * @returns what Drizzle takes for a postgres.js client; `load`, how it stands now
 */
export function openLanes(url: string, max: number): { client: postgres.Sql; load: () => PoolLoad; close: () => Promise<void> } {
  const texts: Texts = { once: new Set(), prepared: new Set() };
  const open = (): Lane => ({ client: openClient(url, texts), running: 0 });
  const shared = Array.from({ length: Math.max(1, Math.floor(max / 3)) }, open);
  const exclusive = Array.from({ length: Math.max(1, max - shared.length) }, open);
  const waiting: ((lane: Lane) => void)[] = [];

  const enter = () => {
    const free = exclusive.find((lane) => lane.running === 0);
    if (!free) return new Promise<Lane>((resolve) => waiting.push(resolve));
    free.running = 1;
    return free;
  };
  const leave = (lane: Lane) => {
    const next = waiting.shift();
    if (next) next(lane);
    else lane.running = 0;
  };

  const unsafe = (text: string, parameters?: never[], options?: object) => {
    const lane = shared.reduce((least, each) => (each.running < least.running ? each : least));
    lane.running++;
    const query = lane.client.unsafe(text, parameters, options);
    const leaves = () => void lane.running--;
    query.then(leaves, leaves);
    return query;
  };
  const begin = async (run: (transaction: postgres.TransactionSql) => unknown) => {
    const lane = await enter();
    try {
      return await lane.client.begin(run);
    } finally {
      leave(lane);
    }
  };
  const all = [...shared, ...exclusive];
  return {
    // As much of a client as Drizzle asks for. It changes the parsers of the one it is given, which all lanes share.
    client: { options: shareTypes(all), unsafe, begin } as unknown as postgres.Sql,
    load: () => ({ connections: all.length, busy: all.filter((lane) => lane.running > 0).length, waiting: waiting.length }),
    close: async () => {
      await Promise.all(all.map((lane) => lane.client.end({ timeout: 5 })));
    },
  };
}

function shareTypes(lanes: readonly Lane[]): postgres.Sql["options"] {
  const [first, ...others] = lanes.map((lane) => lane.client.options);
  for (const options of others) Object.assign(options, { parsers: first!.parsers, serializers: first!.serializers });
  return first!;
}

function openClient(url: string, texts: Texts): postgres.Sql {
  const client = postgres(url, {
    max: 1,
    connection: { application_name: "countersign", ...patience },
    onnotice: () => {},
    // Documented, and missing in its types.
    ...({ socket: gatheringSockets() } as object),
  });
  prepareStatements(client, texts);
  const begin = client.begin.bind(client);
  client.begin = ((run: (transaction: postgres.TransactionSql) => unknown) =>
    begin((transaction) => run(prepareWithin(transaction, texts)))) as typeof begin;
  return client;
}

/**
 * Drizzle runs every statement through `unsafe`, which postgres.js has parsed and planned anew each time unless it is
 * told to prepare. Planning our joins takes longer than running them.
 */
function prepareStatements(client: Pick<postgres.Sql, "unsafe">, texts: Texts): void {
  const unsafe = client.unsafe.bind(client);
  client.unsafe = ((text: string, parameters?: never[], options?: object) => {
    return unsafe(text, parameters, { ...options, prepare: comesAgain(text, texts) });
  }) as typeof unsafe;
}

/** Whether a text has come before: only then it is worth preparing. */
function comesAgain(text: string, { once, prepared }: Texts): boolean {
  if (prepared.has(text)) return true;
  if (text.length >= longestStatement || prepared.size >= mostStatements) return false;
  if (once.delete(text)) {
    prepared.add(text);
    return true;
  }
  if (once.size >= mostStatements) once.clear();
  once.add(text);
  return false;
}

/** The same for the statements of a transaction and of its savepoints. */
function prepareWithin(transaction: postgres.TransactionSql, texts: Texts): postgres.TransactionSql {
  prepareStatements(transaction, texts);
  const savepoint = transaction.savepoint.bind(transaction);
  transaction.savepoint = ((run: (inner: postgres.TransactionSql) => unknown) =>
    savepoint((inner) => run(prepareWithin(inner, texts)))) as typeof savepoint;
  return transaction;
}
