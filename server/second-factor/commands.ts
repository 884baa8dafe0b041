import { eq, type InferInsertModel } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { confirmPassword } from "../identity/commands.ts";
import { requireFresh } from "../identity/fresh.ts";
import { seal, unseal } from "../identity/seal.ts";
import { recoveryCodes, users } from "../identity/tables.ts";
import { countTry, signInTries } from "../identity/throttle.ts";
import { checkFactor, requireFactor, takeStep } from "./check.ts";
import { enrolment, newRecoveryCodes, newTotpSecret, recoveryHash, stepOf } from "./totp.ts";

/** Where the registry keeps its secret, and counts tries: outside the transaction. */
interface Place {
  db: Database;
  secret: string;
}

/** Draws a secret for the actor's authenticator. It counts once a code of it was shown. @throws DomainError sign_in_stale, already_exists */
export async function beginEnrolment(tx: Transaction, actor: Actor, { secret: own }: Pick<Place, "secret">) {
  requireFresh(actor, "A second factor");
  if ((await lockUser(tx, actor.userId)).totpEnabledAt) throw new DomainError("already_exists", "You have a second factor already. Turn it off first, to set up another.");
  const secret = newTotpSecret();
  await change(tx, actor.userId, { totpSecret: seal(own, "second factor", secret), totpLastStep: null });
  await record(tx, actor, { action: "second_factor.begun", target: actor.email });
  return { secret, ...enrolment(secret, actor.email) };
}

/**
 * Turns the second factor on, by a code that shows that the authenticator has the secret.
 * @returns the recovery codes, which are shown this once
 * @throws DomainError second_factor_wrong, already_exists, too_many_attempts
 */
export async function confirmEnrolment(tx: Transaction, actor: Actor, { db, secret }: Place, code: string) {
  requireFresh(actor, "A second factor");
  await countTry(db, signInTries(actor.email, actor.request.address));
  const user = await lockUser(tx, actor.userId);
  if (user.totpEnabledAt || !user.totpSecret) throw new DomainError("already_exists", "There is nothing to confirm: begin to set up the second factor first.");
  const step = stepOf(unseal(secret, "second factor", user.totpSecret), code.replaceAll(/\s/g, ""), new Date());
  requireFactor((await takeStep(tx, actor.userId, step)) ? "code" : "wrong");
  await change(tx, actor.userId, { totpEnabledAt: new Date() });
  const codes = await replaceCodes(tx, actor.userId);
  await record(tx, actor, { action: "second_factor.enabled", target: actor.email });
  return { codes };
}

/** A code, and the password too where the sign-in is not fresh any more. */
interface Proof {
  code: string;
  password?: string | undefined;
}

/** Ends the actor's recovery codes and gives new ones. @throws DomainError sign_in_stale, second_factor_wrong */
export async function renewRecoveryCodes(tx: Transaction, actor: Actor, place: Place, proof: Proof) {
  await demandProof(tx, actor, place, proof, "A new set of recovery codes");
  const codes = await replaceCodes(tx, actor.userId);
  await record(tx, actor, { action: "second_factor.codes_renewed", target: actor.email });
  return { codes };
}

/** Turns the actor's second factor off. @throws DomainError sign_in_stale, second_factor_wrong */
export async function disableSecondFactor(tx: Transaction, actor: Actor, place: Place, proof: Proof) {
  await demandProof(tx, actor, place, proof, "Turning off the second factor");
  await forget(tx, actor.userId);
  await record(tx, actor, { action: "second_factor.disabled", target: actor.email });
  return { disabled: true };
}

/** Takes the second factor from somebody who has lost it. @throws DomainError not_found, sign_in_stale */
export async function removeSecondFactor(tx: Transaction, actor: Actor, userId: string) {
  requireFresh(actor, "Taking a second factor away");
  const user = await lockUser(tx, userId);
  if (!user.totpEnabledAt) throw notFound("A second factor of that account");
  await forget(tx, userId);
  await record(tx, actor, { action: "second_factor.removed", target: user.email });
  return { removed: true };
}

/** One code is asked for, also where the sign-in has to be made fresh by it: none is taken twice. */
async function demandProof(tx: Transaction, actor: Actor, place: Place, { code, password }: Proof, act: string): Promise<void> {
  if (password !== undefined) {
    await confirmPassword(place, tx, actor, { password, code });
    return;
  }
  requireFresh(actor, act);
  await countTry(place.db, signInTries(actor.email, actor.request.address));
  const outcome = await checkFactor(tx, place.secret, actor.userId, code);
  if (outcome === "off") throw notFound("Your second factor");
  requireFactor(outcome);
}

async function replaceCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, codeHash: recoveryHash(code) })));
  return codes;
}

async function forget(tx: Transaction, userId: string): Promise<void> {
  await change(tx, userId, { totpSecret: null, totpEnabledAt: null, totpLastStep: null });
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
}

async function change(tx: Transaction, userId: string, values: Partial<InferInsertModel<typeof users>>): Promise<void> {
  await tx.update(users).set(values).where(eq(users.id, userId));
}

/** @throws DomainError not_found */
async function lockUser(tx: Transaction, userId: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
  if (!user) throw notFound("That account");
  return user;
}
