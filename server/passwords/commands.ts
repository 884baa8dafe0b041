import { and, eq, isNull } from "drizzle-orm";
import { lockAccount } from "../accounts/commands.ts";
import { record } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { DomainError, notFound } from "../errors.ts";
import { systemActor, type Actor, type RequestFacts } from "../identity/actor.ts";
import { asActor } from "../identity/commands.ts";
import { requireFresh, requirePerson } from "../identity/fresh.ts";
import { hashNewPassword, verifyPassword } from "../identity/password.ts";
import { findCredentials, findUser } from "../identity/queries.ts";
import { seal } from "../identity/seal.ts";
import { accountLinks, users } from "../identity/tables.ts";
import { countLetter, countTry, forgetTries, signInTries } from "../identity/throttle.ts";
import { newLinkSecret } from "../invitations/link-secret.ts";
import { openLink } from "../invitations/queries.ts";
import { queueLetter, type Mailing } from "../mail/commands.ts";
import { resetLetter } from "../mail/letters.ts";
import { registryName } from "../mail/queries.ts";
import { demandPasswords } from "../settings/queries.ts";
import { dropSessions } from "../sessions/commands.ts";
import { hashSecret } from "../tokens/secret.ts";
import { findForgetful } from "./queries.ts";

const hourMs = 60 * 60 * 1000;

/**
 * Makes a link by which somebody sets their password anew; one that was made before ends. Its secret is in the answer and
 * nowhere else.
 * @param provider what the single sign-on provider is called, without which passwords can't be off; here as below
 * @throws DomainError sign_in_stale, not_found, forbidden, passwords_off
 */
export async function makeResetLink(tx: Transaction, actor: Actor, id: string, provider: string | null) {
  requireFresh(actor, "A link for a new password");
  await demandPasswords(tx, provider);
  const user = await lockAccount(tx, id);
  if (user.deactivatedAt) throw new DomainError("forbidden", `${user.name} is deactivated. Reactivate the account first.`);
  const { secret, expiresAt } = await insertResetLink(tx, user, { createdBy: actor.credential.kind === "system" ? null : actor.userId, hours: 24 });
  await record(tx, actor, { action: "password.link_made", target: user.email, details: { expiresAt: expiresAt.toISOString() } });
  return { secret, expiresAt: expiresAt.toISOString() };
}

async function insertResetLink(tx: Transaction, user: { id: string; email: string }, { createdBy, hours }: { createdBy: string | null; hours: number }) {
  const { userId, usedAt, revokedAt } = accountLinks;
  await tx.update(accountLinks).set({ revokedAt: new Date() }).where(and(eq(userId, user.id), isNull(usedAt), isNull(revokedAt)));
  const secret = newLinkSecret();
  const expiresAt = new Date(Date.now() + hours * hourMs);
  await tx.insert(accountLinks).values({ kind: "reset", secretHash: hashSecret(secret), email: user.email, userId: user.id, createdBy, expiresAt });
  return { secret, expiresAt };
}

/**
 * Takes note that somebody has forgotten their password. Whether there is such an account is looked up later, by the worker:
 * neither the answer nor the time that it takes tells.
 * @throws DomainError too_many_attempts; passwords_off; invalid_input, where the registry sends no mail
 */
export async function askForLink(db: Database, tx: Transaction, request: RequestFacts, mailing: Mailing, email: string, provider: string | null) {
  await demandPasswords(tx, provider);
  if (mailing.origin === null) throw new DomainError("invalid_input", "This registry sends no mail. Ask an administrator for a link.");
  await countLetter(db, email, request.address);
  await addJob(tx, "mail_reset_link", { sealed: seal(mailing.secret, "mail", email) });
  const nobody = { ...systemActor(request.id), name: "Somebody", request };
  await record(tx, nobody, { action: "password.link_asked", target: email });
  return { asked: true };
}

/** Mails the link that somebody has asked for, if they have an account that signs in with a password. */
export async function mailResetLink(tx: Transaction, mailing: Mailing, email: string, provider: string | null): Promise<void> {
  const user = mailing.origin === null ? null : await findForgetful(tx, email, provider);
  if (!user) return;
  const { secret, expiresAt } = await insertResetLink(tx, user, { createdBy: null, hours: 1 });
  await queueLetter(tx, mailing, resetLetter(user.email, { link: `${mailing.origin}/reset/${secret}`, registry: await registryName(tx), expiresAt }));
}

/**
 * Sets the password that a link is for, and ends all sessions. A second factor stays.
 * @throws DomainError passwords_off; not_found, when the link was used, replaced or is over; invalid_input, when the
 *   password is easily guessed
 */
export async function resetPassword(tx: Transaction, request: RequestFacts, input: { secret: string; password: string }, provider: string | null) {
  await demandPasswords(tx, provider);
  const [link] = await tx
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.secretHash, hashSecret(input.secret)), eq(accountLinks.kind, "reset"), openLink))
    .for("update");
  const user = link?.userId ? await findUser(tx, link.userId) : null;
  if (!link || !user || user.deactivatedAt) throw notFound("That link");
  await tx.update(accountLinks).set({ usedAt: new Date() }).where(eq(accountLinks.id, link.id));
  const passwordHash = await hashNewPassword(input.password, user);
  await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id));
  await forgetTries(tx, signInTries(user.email, request.address));
  const ended = await dropSessions(tx, user.id);
  await record(tx, asActor(user, request), { action: "password.reset", target: user.email, details: { sessions: ended } });
  return { email: user.email };
}

/**
 * Changes the actor's own password, and ends their other sessions.
 * @throws DomainError forbidden, when the present one is wrong; sign_in_stale, forbidden_by_token, too_many_attempts, passwords_off, invalid_input
 */
export async function changePassword(db: Database, tx: Transaction, actor: Actor, input: { current: string; password: string }, provider: string | null) {
  requirePerson(actor, "Changing a password");
  await demandPasswords(tx, provider);
  await countTry(db, signInTries(actor.email, actor.request.address));
  const user = await findCredentials(tx, actor.email);
  if (!user?.passwordHash) throw new DomainError("forbidden", "You sign in without a password that is kept here, so there is none to change.");
  if (!(await verifyPassword(input.current, user.passwordHash))) throw new DomainError("forbidden", "That is not your present password. Try again.");
  requireFresh(actor, "Changing a password");
  await forgetTries(tx, signInTries(actor.email, actor.request.address));
  await tx.update(users).set({ passwordHash: await hashNewPassword(input.password, actor) }).where(eq(users.id, actor.userId));
  const ended = await dropSessions(tx, actor.userId, actor);
  await record(tx, actor, { action: "password.changed", target: actor.email, details: { sessions: ended } });
  return { sessions: ended };
}
