import { eq, lt, sql } from "drizzle-orm";
import { record, recordRefusedSignIn } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { checkFactor, requireFactor } from "../second-factor/check.ts";
import type { Actor, RequestFacts } from "./actor.ts";
import { requireFresh, requirePerson } from "./fresh.ts";
import { hashNewPassword, hashPassword, verifyPassword } from "./password.ts";
import type { SessionMethod, SiteRole } from "./schema.ts";
import { findCredentials, isEmptyRegistry } from "./queries.ts";
import { sessions, users } from "./tables.ts";
import { countTry, forgetTries, signInTries, takeTryBack } from "./throttle.ts";

interface NewUser {
  name: string;
  email: string;
  password: string;
}

/** Held while the first administrator is made, so that two first visits make one. */
const setUpLock = 0x0c51;

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
  requirePerson(actor, "Making an account");
  if (input.siteRole === "admin") requireFresh(actor, "Making an administrator");
  const user = await insertUser(tx, input, input.siteRole);
  await record(tx, actor, { action: "user.created", target: user.email, details: { name: user.name, siteRole: user.siteRole } });
  return { id: user.id, email: user.email };
}

/** @throws DomainError already_exists; invalid_input, when the password is too easily guessed */
export async function insertUser(tx: Transaction, input: NewUser, siteRole: SiteRole) {
  const passwordHash = await hashNewPassword(input.password, input);
  const [user] = await tx
    .insert(users)
    .values({ name: input.name, email: input.email, siteRole, passwordHash })
    .onConflictDoNothing()
    .returning({ id: users.id, name: users.name, email: users.email, siteRole: users.siteRole });
  if (!user) throw new DomainError("already_exists", `Somebody has an account with ${input.email} already.`);
  return user;
}

/** Somebody who has no session yet, as the record names them. */
export function asActor(
  user: { id: string; name: string; email: string; siteRole: SiteRole },
  request: RequestFacts,
): Actor {
  return { ...user, userId: user.id, credential: { kind: "session", tokenHash: "", confirmedAt: new Date() }, request };
}

/**
 * Checks an e-mail address, a password and, where there is one, the second factor, and records what came of it.
 * @param place the registry's database and its own secret
 * @returns the account, or null when the two don't belong together
 * @throws DomainError too_many_attempts; second_factor_required, when the password is right and no code was given; second_factor_wrong
 */
export async function signIn(place: SignInPlace, request: RequestFacts, input: Credentials) {
  try {
    const user = await checkSignIn(place, request, input);
    if (!user) await recordRefusedSignIn(place.db, request, input.email, "The e-mail address and the password don’t belong together.");
    return user;
  } catch (error) {
    // That a code is wanted is half an answer, and no refusal.
    const isRefusal = error instanceof DomainError && error.reason !== "second_factor_required";
    if (isRefusal) await recordRefusedSignIn(place.db, request, input.email, `${error.reason}: ${error.message}`);
    throw error;
  }
}

interface SignInPlace {
  db: Database;
  secret: string;
}

interface Credentials {
  email: string;
  password: string;
  code?: string | undefined;
}

/**
 * Every try is counted, for the account and for the address, before anything is looked at, so that many at once gain
 * nothing; a right one takes its own back.
 */
async function checkSignIn({ db, secret }: SignInPlace, request: RequestFacts, input: Credentials) {
  const tries = signInTries(input.email, request.address);
  await countTry(db, tries);
  const user = await findCredentials(db, input.email);
  const right = await verifyPassword(input.password, user?.passwordHash ?? (await absentAccountHash()));
  if (!user || !right) return null;
  const outcome = await db.transaction(async (tx) => {
    const factor = await checkFactor(tx, secret, user.id, input.code);
    if (factor === "missing") await takeTryBack(tx, tries);
    if (factor === "missing" || factor === "wrong") return factor;
    await forgetTries(tx, tries);
    await record(tx, asActor(user, request), { action: "user.signed_in", target: user.email, details: factor === "off" ? {} : { secondFactor: factor } });
    return factor;
  });
  requireFactor(outcome);
  return { id: user.id, name: user.name, email: user.email };
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
 * Takes the password once more (and a code, where there is a second factor), for acts that want a fresh sign-in. Tries are
 * counted as those of signing in are.
 * @throws DomainError forbidden, when it is wrong; second_factor_required, second_factor_wrong; forbidden_by_token; too_many_attempts
 */
export async function confirmPassword(
  { db, secret }: { db: Database; secret: string },
  tx: Transaction,
  actor: Actor,
  input: { password: string; code?: string | undefined },
) {
  if (actor.credential.kind !== "session") {
    throw new DomainError("forbidden_by_token", "A token has no password. Sign in with the browser for acts that want it.");
  }
  const tries = signInTries(actor.email, actor.request.address);
  await countTry(db, tries);
  const user = await findCredentials(tx, actor.email);
  if (!user?.passwordHash || !(await verifyPassword(input.password, user.passwordHash))) throw new DomainError("forbidden", "That is not your password. Try again.");
  requireFactor(await checkFactor(tx, secret, actor.userId, input.code));
  await forgetTries(tx, tries);
  const confirmedAt = new Date();
  await tx.update(sessions).set({ confirmedAt }).where(eq(sessions.tokenHash, actor.credential.tokenHash));
  await record(tx, actor, { action: "session.confirmed", target: actor.email });
  return { confirmedAt: confirmedAt.toISOString() };
}

/** Changes what the actor is called. What is recorded keeps the name of its time. */
export async function renameMyself(tx: Transaction, actor: Actor, name: string) {
  requirePerson(actor, "Changing a name");
  await tx.update(users).set({ name }).where(eq(users.id, actor.userId));
  await record(tx, actor, { action: "user.renamed", target: actor.email, details: { from: actor.name, to: name } });
  return { name };
}

/** Keeps a session that has been opened after a successful sign-in. */
export async function openSession(
  db: Database,
  { address, userAgent }: RequestFacts,
  session: { tokenHash: string; userId: string; expiresAt: Date; method: SessionMethod; confirmedAt?: Date | undefined },
): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await db.insert(sessions).values({ ...session, address, userAgent });
  await db.update(users).set({ lastSignInAt: sql`now()` }).where(eq(users.id, session.userId));
}

export async function extendSession(db: Database, tokenHash: string, expiresAt: Date): Promise<void> {
  await db.update(sessions).set({ expiresAt }).where(eq(sessions.tokenHash, tokenHash));
}

export async function closeSession(db: Database, tokenHash: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}
