/**
 * Transactions that several callers share. What each of them does costs less than what is done around it: to begin, to wait for
 * the lock of the record, to compute what is searched, to commit. When many ask at once, that is done once for several.
 */
import { sql } from "drizzle-orm";
import { shareOf, type Database, type Transaction } from "./client.ts";
import { statement, together } from "./statement.ts";

/** So many groups are under way at once in a process. */
const groupsAtOnce = 2;
/** So many callers share a transaction at most. */
const mostMembers = 16;
/** While many ask, so long is waited at most for as many to come as the last group had, in milliseconds. */
const gatherMs = 8;
/** For so long a group waits for a lock that another holds, in milliseconds: its members would wait for each other's. */
const patienceMs = 100;

interface Member {
  /** What no two members of groups under way have in common. */
  key: string;
  work: (tx: Transaction) => Promise<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const hurry = statement(sql`set local lock_timeout = ${sql.raw(String(patienceMs))}`);
const takeTime = statement(sql`set local lock_timeout to default`);

interface Queue {
  waiting: Member[];
  busy: Set<string>;
  /** How many groups are under way. */
  running: number;
  /** Whether one of them has not been told yet who is in it. */
  isOpening: boolean;
  /** How many were in the last one. */
  lastSize: number;
  /** Opens the next when not as many come as are waited for. */
  timer: NodeJS.Timeout | undefined;
}

/** What is done last, in this order: what follows from facts, and then the record, whose lock everybody waits for. */
const steps = ["derive", "record"] as const;
type Step = (typeof steps)[number];
type Finish<Item> = (tx: Transaction, items: readonly Item[]) => Promise<void>;

/** What the members of a group have left for its end. */
type Rest = Map<Finish<never>, { step: Step; items: unknown[] }>;

const queues = new WeakMap<Database, Queue>();
const rests = new WeakMap<Transaction, Rest>();

/**
 * What is done at once in a transaction of one's own, and in a group's once for all members, after their work.
 * @param finish given what one caller has, or all members. What it sends before it waits for anything comes after what the step before
 *   has sent
 */
export function atEnd<Item>(step: Step, finish: Finish<Item>): Finish<Item> {
  return async (tx, items) => {
    const rest = rests.get(tx);
    if (!rest) return await finish(tx, items);
    rest.set(finish, { step, items: [...(rest.get(finish)?.items ?? []), ...items] });
  };
}

/**
 * Does work in a transaction: in one of its own, or, when more is asked for at once, with others in one. When
 * anything fails in a shared one, each does its work again in one of its own, so that nobody fails for another.
 * @param key what the work locks: no two with the same are done at the same time here
 * @param work may be begun twice, of which one leaves nothing. It asks for nothing that it left to `atEnd`
 */
export async function inGroup<Result>(db: Database, key: string, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const queue = queues.get(db) ?? { waiting: [], busy: new Set(), running: 0, isOpening: false, lastSize: 0, timer: undefined };
  queues.set(db, queue);
  return await new Promise<Result>((resolve, reject) => {
    queue.waiting.push({ key, work, resolve: resolve as Member["resolve"], reject });
    gather(db, queue);
  });
}

/**
 * Opens a transaction for those who wait, when it is time. Who asks while nobody else does waits for nobody. While many ask, those who
 * were in the last group are likely to ask again, and as many are waited for.
 */
function gather(db: Database, queue: Queue): void {
  const isMany = queue.running > 0 || queue.lastSize > 1;
  if (isMany && queue.waiting.length < queue.lastSize) {
    queue.timer ??= setTimeout(() => open(db, queue), gatherMs);
    return;
  }
  open(db, queue);
}

function open(db: Database, queue: Queue): void {
  clearTimeout(queue.timer);
  queue.timer = undefined;
  const canBegin = queue.running < groupsAtOnce && !queue.isOpening && queue.waiting.some(({ key }) => !queue.busy.has(key));
  if (!canBegin) return;
  queue.running++;
  queue.isOpening = true;
  void doGroup(db, queue);
}

/** Those who are in the group that is open: also who came while it was being opened. */
function close(db: Database, queue: Queue): Member[] {
  const group: Member[] = [];
  queue.waiting = queue.waiting.filter((member) => {
    if (group.length === mostMembers || queue.busy.has(member.key)) return true;
    queue.busy.add(member.key);
    group.push(member);
    return false;
  });
  queue.isOpening = false;
  queue.lastSize = group.length;
  if (queue.waiting.length > 0) gather(db, queue);
  return group;
}

async function doGroup(db: Database, queue: Queue): Promise<void> {
  let group: Member[] | undefined;
  let isDone = false;
  try {
    const results = await db.transaction(async (tx) => {
      group = close(db, queue);
      const done = group.length === 1 ? [await group[0]!.work(tx)] : await doTogether(tx, group);
      isDone = true;
      return done;
    });
    for (const [n, { resolve }] of group!.entries()) resolve(results[n]);
  } catch (error) {
    const isOpen = group !== undefined;
    group ??= close(db, queue);
    // Whether it was committed is not known when the end of it fails: it must not be done once more.
    if (!isOpen || isDone || group.length === 1) for (const { reject } of group) reject(error);
    else await Promise.all(group.map(({ work, resolve, reject }) => db.transaction(work).then(resolve, reject)));
  }
  queue.running--;
  for (const { key } of group!) queue.busy.delete(key);
  if (queue.waiting.length > 0) gather(db, queue);
}

/** @returns what each of them has done. What fails one fails all */
async function doTogether(tx: Transaction, group: readonly Member[]): Promise<unknown[]> {
  const rest: Rest = new Map();
  const shares = group.map(() => shareOf(tx));
  for (const share of shares) rests.set(share, rest);
  const [, ...done] = await together<unknown[]>(hurry(tx, {}), ...group.map(({ work }, n) => work(shares[n]!)));
  const left = steps.flatMap((step) => [...rest].filter(([, each]) => each.step === step));
  // Sent one after the other, without waiting in between for what the one before has come to.
  await together(takeTime(tx, {}), ...left.map(([finish, { items }]) => finish(tx, items as never[])));
  return done;
}
