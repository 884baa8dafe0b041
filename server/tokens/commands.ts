import { and, eq, isNull, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { requireExternalCheck } from "../checks/queries.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { keepsToken, mayRevoke, ownerOf } from "./queries.ts";
import { serviceScopeSchema, type Scope } from "./schema.ts";
import { newSecret } from "./secret.ts";
import { tokens } from "./tables.ts";

const hour = 60 * 60 * 1000;
const day = 24 * hour;

interface NewToken {
  account?: string | undefined;
  name: string;
  scopes: readonly Scope[];
  models: readonly string[];
  checks: readonly string[];
  expiresInDays: number;
}

/**
 * Creates a token of the actor's own, or of a service account that they manage. Its secret is in the answer and nowhere else.
 * @throws DomainError invalid_input, not_found, forbidden, account_retired
 */
export async function createToken(tx: Transaction, actor: Actor, input: NewToken) {
  const owner = await ownerOf(tx, actor, input.account);
  if (owner.kind === "service") refuseBeyondMachine(input);
  await lockOwner(tx, owner);
  const checks = [...new Set(input.checks)];
  for (const check of checks) await requireExternalCheck(tx, check);
  if (checks.length > 0 && !input.scopes.includes("check:report")) {
    throw new DomainError("invalid_input", "A token that is pinned to checks needs the scope check:report.", { checks });
  }
  const expiresAt = new Date(Date.now() + input.expiresInDays * day);
  const made = await insertToken(tx, actor, { userId: owner.id, name: input.name, scopes: [...new Set(input.scopes)], models: [...new Set(input.models)], checks, expiresAt });
  await record(tx, actor, {
    action: "token.created",
    target: `${made.prefix}…`,
    details: { name: input.name, ...(owner.kind === "service" ? { account: owner.name } : {}), scopes: input.scopes, models: input.models, checks, expiresAt: made.expiresAt },
  });
  return made;
}

/**
 * Makes a token that takes the place of another: same name, scopes, models, checks and length of life. The old one ends
 * after the overlap, and never later than it would have.
 * @throws DomainError not_found; token_ended, token_rotated
 */
export async function rotateToken(tx: Transaction, actor: Actor, input: { id: string; overlapHours: number }) {
  const [old] = await tx.select().from(tokens).where(and(eq(tokens.id, input.id), keepsToken(tx, actor))).for("update");
  if (!old) throw notFound("That token");
  const now = new Date();
  if (old.revokedAt) throw new DomainError("token_ended", `${old.name} was revoked at ${old.revokedAt.toISOString()}, and can't be rotated. Create a new token.`);
  if (old.expiresAt && old.expiresAt <= now) {
    throw new DomainError("token_ended", `${old.name} ended at ${old.expiresAt.toISOString()}, and can't be rotated. Create a new token.`);
  }
  const [successor] = await tx.select({ prefix: tokens.prefix }).from(tokens).where(and(eq(tokens.replaces, old.id), isNull(tokens.revokedAt)));
  if (successor) {
    throw new DomainError("token_rotated", `${old.name} was rotated already: ${successor.prefix}… takes its place. Rotate that one, or revoke it first.`, { successor: successor.prefix });
  }
  const life = old.expiresAt ? old.expiresAt.getTime() - old.createdAt.getTime() : 366 * day;
  const overlapEnds = new Date(Math.min(now.getTime() + input.overlapHours * hour, old.expiresAt?.getTime() ?? Infinity));
  await tx.update(tokens).set({ expiresAt: overlapEnds }).where(eq(tokens.id, old.id));
  const { userId, name, scopes, models, checks } = old;
  const made = await insertToken(tx, actor, { userId, name, scopes, models, checks, replaces: old.id, expiresAt: new Date(now.getTime() + life) });
  await record(tx, actor, {
    action: "token.rotated",
    target: `${made.prefix}…`,
    details: { name, replaces: `${old.prefix}…`, overlapEndsAt: overlapEnds.toISOString(), expiresAt: made.expiresAt },
  });
  return { ...made, overlapEndsAt: overlapEnds.toISOString() };
}

/** Ends a token at once: one's own, that of a service account that one manages, or anybody's for who keeps accounts. */
export async function revokeToken(tx: Transaction, actor: Actor, id: string) {
  const [token] = await tx
    .update(tokens)
    .set({ revokedAt: new Date() })
    .where(and(eq(tokens.id, id), mayRevoke(tx, actor), isNull(tokens.revokedAt)))
    .returning({ prefix: tokens.prefix, name: tokens.name, userId: tokens.userId });
  if (!token) throw notFound("That token");
  const [owner] = await tx.select({ name: users.name }).from(users).where(eq(users.id, token.userId));
  await record(tx, actor, { action: "token.revoked", target: `${token.prefix}…`, details: { name: token.name, ...(token.userId === actor.userId ? {} : { owner: owner?.name }) } });
  return { revoked: true };
}

/** Ends all tokens of somebody's, which is recorded by who calls this. @returns how many there were */
export async function revokeTokensOf(tx: Transaction, userId: string): Promise<number> {
  const revoked = await tx.update(tokens).set({ revokedAt: new Date() }).where(and(eq(tokens.userId, userId), isNull(tokens.revokedAt))).returning({ id: tokens.id });
  return revoked.length;
}

/** @throws DomainError invalid_input, which names the scopes that no machine may have, or not without a check */
function refuseBeyondMachine({ scopes, checks }: Pick<NewToken, "scopes" | "checks">): void {
  if (scopes.includes("check:report") && checks.length === 0) {
    throw new DomainError("invalid_input", "A service account's token has the scope check:report for the checks that it is pinned to, and no others. Name them, or leave the scope out.", { scopes: ["check:report"] });
  }
  const beyond = scopes.filter((scope) => !(serviceScopeSchema.options as readonly Scope[]).includes(scope));
  if (beyond.length === 0) return;
  throw new DomainError(
    "invalid_input",
    `A service account's token can't have the scope${beyond.length === 1 ? "" : "s"} ${beyond.join(", ")}: a machine signs nothing, and keeps nothing. Leave ${beyond.length === 1 ? "it" : "them"} out, or use a token of a person.`,
    { scopes: beyond },
  );
}

/** So that an account which is being retired gets no token in between. @throws DomainError account_retired */
async function lockOwner(tx: Transaction, { id, name }: { id: string; name: string }): Promise<void> {
  const [owner] = await tx.select({ deactivatedAt: users.deactivatedAt }).from(users).where(eq(users.id, id)).for("share");
  if (owner?.deactivatedAt) throw new DomainError("account_retired", `${name} was retired at ${owner.deactivatedAt.toISOString()}, and gets no token any more. Create another service account.`);
}

async function insertToken(tx: Transaction, actor: Actor, values: Omit<typeof tokens.$inferInsert, "prefix" | "secretHash" | "createdBy"> & { expiresAt: Date }) {
  const { secret, prefix, hash } = newSecret();
  const [token] = await tx
    .insert(tokens)
    .values({ ...values, createdBy: actor.userId, prefix, secretHash: hash })
    .returning({ id: tokens.id });
  return { id: token!.id, secret, prefix, expiresAt: values.expiresAt.toISOString() };
}

/** How many addresses of a token are remembered. */
const mostAddresses = 20;

/**
 * Notes that a token was used, at most once a minute, and puts on record that it came from another address than before.
 * @param token.addresses those that are known
 */
export async function touchToken(db: Database, actor: Actor, { id, addresses }: { id: string; addresses: readonly string[] }): Promise<void> {
  const { address } = actor.request;
  const unnoted = sql`(${tokens.lastUsedAt} is null or ${tokens.lastUsedAt} < now() - interval '1 minute')`;
  // Nearly always it comes from where it came before.
  if (addresses.includes(address)) {
    await db.update(tokens).set({ lastUsedAt: sql`now()` }).where(and(eq(tokens.id, id), unnoted));
    return;
  }
  await db.transaction(async (tx) => {
    const [token] = await tx
      .select({ name: tokens.name, prefix: tokens.prefix, addresses: tokens.addresses })
      .from(tokens)
      .where(and(eq(tokens.id, id), unnoted))
      .for("update", { skipLocked: true });
    if (!token || token.addresses.includes(address)) return;
    await tx
      .update(tokens)
      .set({ lastUsedAt: sql`now()`, addresses: [...token.addresses, address].slice(-mostAddresses) })
      .where(eq(tokens.id, id));
    await record(tx, actor, { action: "token.used", target: `${token.prefix}…`, details: { name: token.name, before: token.addresses.at(-1) ?? null } });
  });
}
