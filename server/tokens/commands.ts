import { and, eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { requireExternalCheck } from "../checks/queries.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import type { Scope } from "./schema.ts";
import { newSecret } from "./secret.ts";
import { tokens } from "./tables.ts";

const day = 24 * 60 * 60 * 1000;

/** Creates a token of the actor's own. Its secret is in the answer and nowhere else. */
export async function createToken(
  tx: Transaction,
  actor: Actor,
  input: { name: string; scopes: Scope[]; checks: string[]; expiresInDays: number },
) {
  const checks = [...new Set(input.checks)];
  for (const check of checks) await requireExternalCheck(tx, check);
  if (checks.length > 0 && !input.scopes.includes("check:report")) {
    throw new DomainError("invalid_input", "A token that is pinned to checks needs the scope check:report.", { checks });
  }
  const { secret, prefix, hash } = newSecret();
  const expiresAt = new Date(Date.now() + input.expiresInDays * day);
  const [token] = await tx
    .insert(tokens)
    .values({ userId: actor.userId, name: input.name, prefix, secretHash: hash, scopes: input.scopes, checks, expiresAt })
    .returning({ id: tokens.id });
  await record(tx, actor, {
    action: "token.created",
    target: `${prefix}…`,
    details: { name: input.name, scopes: input.scopes, checks, expiresAt: expiresAt.toISOString() },
  });
  return { id: token!.id, secret, prefix, expiresAt: expiresAt.toISOString() };
}

/** Ends one of the actor's own tokens, at once. */
export async function revokeToken(tx: Transaction, actor: Actor, id: string) {
  const token = await revokeTokenOf(tx, actor.userId, id);
  await record(tx, actor, { action: "token.revoked", target: `${token.prefix}…`, details: { name: token.name } });
  return { revoked: true };
}

/** Ends one token of somebody's, which is recorded by who calls this. @throws DomainError not_found */
export async function revokeTokenOf(tx: Transaction, userId: string, id: string): Promise<{ prefix: string; name: string }> {
  const [token] = await tx
    .update(tokens)
    .set({ revokedAt: new Date() })
    .where(and(eq(tokens.id, id), eq(tokens.userId, userId), isNull(tokens.revokedAt)))
    .returning({ prefix: tokens.prefix, name: tokens.name });
  if (!token) throw notFound("That token");
  return token;
}

/** Ends all tokens of somebody's, which is recorded by who calls this. @returns how many there were */
export async function revokeTokensOf(tx: Transaction, userId: string): Promise<number> {
  const revoked = await tx.update(tokens).set({ revokedAt: new Date() }).where(and(eq(tokens.userId, userId), isNull(tokens.revokedAt))).returning({ id: tokens.id });
  return revoked.length;
}

/** Notes that a token was used, at most once a minute. */
export async function touchToken(db: Database, id: string): Promise<void> {
  await db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(tokens.id, id), sql`(${tokens.lastUsedAt} is null or ${tokens.lastUsedAt} < now() - interval '1 minute')`));
}
