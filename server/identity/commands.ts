import { eq, lt, sql } from "drizzle-orm";
import { record, recordRefusedSignIn } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import type { Actor, RequestFacts } from "./actor.ts";
import { hashNewPassword, hashPassword, verifyPassword } from "./password.ts";
import type { SiteRole } from "./schema.ts";
import { findCredentials, isEmptyRegistry } from "./queries.ts";
import { sessions, signInFailures, users } from "./tables.ts";

interface NewUser {
  name: string;
  email: string;
  password: string;
}

/** Held while the first administrator is made, so that two first visits make one. */
const setUpLock = 0x0c51;

const attempts = { perAccount: 10, perAddress: 100, windowMinutes: 15 };

/**
 * Creates the administrator of an empty registry.
 * @throws DomainError already_set_up, when anybody has an account
 */
export async function setUp(tx: Transaction, request: RequestFacts, input: NewUser) {
  await tx.execute(sql`select pg_advisory_xact_lock(${setUpLock})`);
  if (!(await isEmptyRegistry(tx))) {
    throw new DomainError("already_set_up", "This registry has an administrator already. Sign in, or ask them for an account.");
  }
  const user = await insertUser(tx, input, "admin");
  await record(tx, asActor(user, request), { action: "registry.set_up", target: user.email });
  return { id: user.id, email: user.email };
}

/** Creates an account with a first password, which its owner should change. */
export async function createUser(tx: Transaction, actor: Actor, input: NewUser & { siteRole: SiteRole }) {
  // Who makes an account knows its password: a token that could do it could become somebody with more rights.
  if (actor.credential.kind === "token") {
    throw new DomainError("forbidden_by_token", "Accounts are made by an administrator in the browser, never with a token.");
  }
  const user = await insertUser(tx, input, input.siteRole);
  await record(tx, actor, { action: "user.created", target: user.email, details: { name: user.name, siteRole: user.siteRole } });
  return { id: user.id, email: user.email };
}

async function insertUser(tx: Transaction, input: NewUser, siteRole: SiteRole) {
  const passwordHash = await hashNewPassword(input.password, input);
  const [user] = await tx
    .insert(users)
    .values({ name: input.name, email: input.email, siteRole, passwordHash })
    .onConflictDoNothing()
    .returning({ id: users.id, name: users.name, email: users.email, siteRole: users.siteRole });
  if (!user) throw new DomainError("already_exists", `Somebody has an account with ${input.email} already.`);
  return user;
}

function asActor(
  user: { id: string; name: string; email: string; siteRole: SiteRole },
  request: RequestFacts,
): Actor {
  return { ...user, userId: user.id, credential: { kind: "session", tokenHash: "", confirmedAt: new Date() }, request };
}

/**
 * Checks an e-mail address and a password, and records what came of it.
 * @returns the account, or null when the two don't belong together
 * @throws DomainError too_many_attempts
 */
export async function signIn(db: Database, request: RequestFacts, input: { email: string; password: string }) {
  try {
    const user = await checkSignIn(db, request, input);
    if (!user) await recordRefusedSignIn(db, request, input.email, "The e-mail address and the password don’t belong together.");
    return user;
  } catch (error) {
    if (error instanceof DomainError) await recordRefusedSignIn(db, request, input.email, `${error.reason}: ${error.message}`);
    throw error;
  }
}

/**
 * Every try is counted, for the account and for the address, before the password
 * is looked at, so that many at once gain nothing; a right one takes its own back.
 */
async function checkSignIn(db: Database, request: RequestFacts, input: { email: string; password: string }) {
  const keys = { account: `account:${input.email}`, address: `address:${request.address}` };
  await countAttempt(db, keys);
  const user = await findCredentials(db, input.email);
  const right = await verifyPassword(input.password, user?.passwordHash ?? (await absentAccountHash()));
  if (!user || !right) return null;
  await db.transaction(async (tx) => {
    await tx.delete(signInFailures).where(eq(signInFailures.key, keys.account));
    await tx.update(signInFailures).set({ count: sql`${signInFailures.count} - 1` }).where(eq(signInFailures.key, keys.address));
    await tx.execute(sql`delete from sign_in_failures where key in (
      select key from sign_in_failures where window_ends_at < now() limit 100 for update skip locked)`);
    await record(tx, asActor(user, request), { action: "user.signed_in", target: user.email });
  });
  return { id: user.id, name: user.name, email: user.email };
}

async function countAttempt(db: Database, keys: { account: string; address: string }): Promise<void> {
  const { count, windowEndsAt } = signInFailures;
  const nextEnd = sql`now() + make_interval(mins => ${attempts.windowMinutes})`;
  const rows = await db
    .insert(signInFailures)
    .values(Object.values(keys).map((key) => ({ key, count: 1, windowEndsAt: nextEnd })))
    .onConflictDoUpdate({
      target: signInFailures.key,
      set: {
        count: sql`case when ${windowEndsAt} <= now() then 1 else ${count} + 1 end`,
        windowEndsAt: sql`case when ${windowEndsAt} <= now() then excluded.window_ends_at else ${windowEndsAt} end`,
      },
    })
    .returning();
  for (const row of rows) {
    const most = row.key === keys.account ? attempts.perAccount : attempts.perAddress;
    if (row.count <= most) continue;
    const minutes = Math.max(1, Math.ceil((row.windowEndsAt.getTime() - Date.now()) / 60_000));
    throw new DomainError(
      "too_many_attempts",
      `Too many failed sign-ins. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
      { retryAfterSeconds: minutes * 60 },
    );
  }
}

let absentHash: Promise<string> | undefined;

/** Compared with when there is no such account, so that the time taken does not tell. */
function absentAccountHash(): Promise<string> {
  absentHash ??= hashPassword("no account has this password");
  return absentHash;
}

/** Ends the session that the actor acts by. */
export async function signOut(tx: Transaction, actor: Actor) {
  if (actor.credential.kind !== "session") {
    throw new DomainError("forbidden_by_token", "A token has no session to sign out of. Revoke it under Settings, Tokens.");
  }
  await tx.delete(sessions).where(eq(sessions.tokenHash, actor.credential.tokenHash));
  await record(tx, actor, { action: "user.signed_out", target: actor.email });
  return { signedOut: true };
}

/**
 * Takes the password once more, for acts that want a fresh sign-in. Tries are counted as those of signing in are.
 * @throws DomainError forbidden, when it is wrong; forbidden_by_token; too_many_attempts
 */
export async function confirmPassword(db: Database, tx: Transaction, actor: Actor, password: string) {
  if (actor.credential.kind !== "session") {
    throw new DomainError("forbidden_by_token", "A token has no password. Sign in with the browser for acts that want it.");
  }
  const keys = { account: `account:${actor.email}`, address: `address:${actor.request.address}` };
  await countAttempt(db, keys);
  const user = await findCredentials(tx, actor.email);
  if (!user?.passwordHash || !(await verifyPassword(password, user.passwordHash))) throw new DomainError("forbidden", "That is not your password. Try again.");
  await tx.delete(signInFailures).where(eq(signInFailures.key, keys.account));
  const confirmedAt = new Date();
  await tx.update(sessions).set({ confirmedAt }).where(eq(sessions.tokenHash, actor.credential.tokenHash));
  await record(tx, actor, { action: "session.confirmed", target: actor.email });
  return { confirmedAt: confirmedAt.toISOString() };
}

/** Keeps a session that has been opened after a successful sign-in. */
export async function openSession(db: Database, session: { tokenHash: string; userId: string; expiresAt: Date }) {
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await db.insert(sessions).values(session);
}

export async function extendSession(db: Database, tokenHash: string, expiresAt: Date): Promise<void> {
  await db.update(sessions).set({ expiresAt }).where(eq(sessions.tokenHash, tokenHash));
}

export async function closeSession(db: Database, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}
