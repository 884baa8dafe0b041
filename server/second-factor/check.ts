import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { unseal } from "../identity/seal.ts";
import { recoveryCodes, users } from "../identity/tables.ts";
import { recoveryHash, stepOf } from "./totp.ts";

/** `off`: there is none; `missing`: no code was given; `taken`: a code of the authenticator, or a recovery code, was taken. */
export type FactorOutcome = "off" | "missing" | "wrong" | "code" | "recovery code";

/**
 * Asks an account's second factor. A code that is right is used up: of two who show the same one, one is refused.
 * @param secret the registry's own
 * @param code six digits, or a recovery code; left out where none was given
 */
export async function checkFactor(tx: Transaction, secret: string, userId: string, code: string | undefined): Promise<FactorOutcome> {
  const [user] = await tx.select({ sealed: users.totpSecret, enabledAt: users.totpEnabledAt }).from(users).where(eq(users.id, userId));
  if (!user?.sealed || !user.enabledAt) return "off";
  const given = code?.replaceAll(/\s/g, "") ?? "";
  if (given === "") return "missing";
  if (/^\d{6}$/.test(given)) return (await takeStep(tx, userId, stepOf(unseal(secret, "second factor", user.sealed), given, new Date()))) ? "code" : "wrong";
  return (await takeRecoveryCode(tx, userId, given)) ? "recovery code" : "wrong";
}

/** No step's code is taken twice, nor one of a step before it. */
export async function takeStep(tx: Transaction, userId: string, step: number | null): Promise<boolean> {
  if (step === null) return false;
  const { id, totpLastStep } = users;
  const taken = await tx.update(users).set({ totpLastStep: step }).where(and(eq(id, userId), or(isNull(totpLastStep), lt(totpLastStep, step)))).returning({ id });
  return taken.length === 1;
}

async function takeRecoveryCode(tx: Transaction, userId: string, code: string): Promise<boolean> {
  const { codeHash, usedAt } = recoveryCodes;
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: new Date() })
    .where(and(eq(recoveryCodes.userId, userId), eq(codeHash, recoveryHash(code)), isNull(usedAt)))
    .returning({ codeHash });
  return taken.length === 1;
}

/** @throws DomainError second_factor_required, second_factor_wrong */
export function requireFactor(outcome: FactorOutcome): void {
  if (outcome === "missing") throw new DomainError("second_factor_required", "Give the code of your authenticator too, or one of your recovery codes.");
  if (outcome === "wrong") {
    throw new DomainError("second_factor_wrong", "That code is wrong, over, or was used already. Wait for the next one, or use a recovery code.");
  }
}
