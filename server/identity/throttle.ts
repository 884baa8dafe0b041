import { eq, inArray, sql } from "drizzle-orm";
import type { Database, Executor } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Limit } from "../traffic/limits.ts";
import { signInFailures } from "./tables.ts";

/** What tries are counted for: an account, and the address that they come from. */
export interface Tries {
  account: string;
  address: string;
}

interface Limits {
  perAccount: number;
  perAddress: number;
  /** What there were too many of, as it is counted and in words. */
  limit: Limit;
  what: string;
}

const windowMinutes = 15;
const ofSignIns: Limits = { perAccount: 10, perAddress: 100, limit: "sign_ins", what: "failed sign-ins" };
const ofLetters: Limits = { perAccount: 3, perAddress: 20, limit: "letters", what: "requests for a link" };

/** The tries to prove that one is the owner of an account: by its password, and by its second factor. */
export function signInTries(email: string, address: string): Tries {
  return { account: `account:${email}`, address: `address:${address}` };
}

/**
 * Counts a try before what it shows is looked at, so that many at once gain nothing. Outside every transaction: one that
 * fails must not take its count back.
 * @throws DomainError too_many_attempts
 */
export async function countTry(db: Database, tries: Tries): Promise<void> {
  await count(db, tries, ofSignIns);
}

/** The same for those who ask for a letter with a link. @throws DomainError too_many_attempts */
export async function countLetter(db: Database, email: string, address: string): Promise<void> {
  await count(db, { account: `letters:${email}`, address: `letters from:${address}` }, ofLetters);
}

async function count(db: Database, tries: Tries, limits: Limits): Promise<void> {
  const { count: counted, windowEndsAt } = signInFailures;
  const nextEnd = sql`now() + make_interval(mins => ${windowMinutes})`;
  const rows = await db
    .insert(signInFailures)
    .values(Object.values(tries).map((key) => ({ key, count: 1, windowEndsAt: nextEnd })))
    .onConflictDoUpdate({
      target: signInFailures.key,
      set: {
        count: sql`case when ${windowEndsAt} <= now() then 1 else ${counted} + 1 end`,
        windowEndsAt: sql`case when ${windowEndsAt} <= now() then excluded.window_ends_at else ${windowEndsAt} end`,
      },
    })
    .returning();
  for (const row of rows) {
    const most = row.key === tries.account ? limits.perAccount : limits.perAddress;
    if (row.count <= most) continue;
    const minutes = Math.max(1, Math.ceil((row.windowEndsAt.getTime() - Date.now()) / 60_000));
    throw new DomainError("too_many_attempts", `Too many ${limits.what}. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`, { limit: limits.limit, retryAfterSeconds: minutes * 60 });
  }
}

/** A try that proved right: the account's are forgotten, and the address has its own back. */
export async function forgetTries(tx: Executor, tries: Tries): Promise<void> {
  await tx.delete(signInFailures).where(eq(signInFailures.key, tries.account));
  await takeBack(tx, [tries.address]);
}

/** A try that was neither right nor wrong, because it showed only the first half. */
export async function takeTryBack(tx: Executor, tries: Tries): Promise<void> {
  await takeBack(tx, Object.values(tries));
}

async function takeBack(tx: Executor, keys: string[]): Promise<void> {
  await tx.update(signInFailures).set({ count: sql`${signInFailures.count} - 1` }).where(inArray(signInFailures.key, keys));
  await tx.execute(sql`delete from sign_in_failures where key in (
    select key from sign_in_failures where window_ends_at < now() limit 100 for update skip locked)`);
}
