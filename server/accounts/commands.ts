import { and, count, eq, isNull, or, sql, type InferInsertModel } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor } from "../identity/actor.ts";
import { requireFresh } from "../identity/fresh.ts";
import type { SiteRole } from "../identity/schema.ts";
import { accountLinks, users } from "../identity/tables.ts";
import { dropSessions } from "../sessions/commands.ts";
import { lookAtApprovals } from "../teams/commands.ts";
import { revokeTokensOf } from "../tokens/commands.ts";

/** Held by whoever may take an administrator away, so that two can't take away the last two. */
const administratorsLock = 0x0c52;

/**
 * Gives somebody another role on the site, by hand.
 * @throws DomainError last_administrator, sign_in_stale, not_found
 */
export async function changeSiteRole(tx: Transaction, actor: Actor, input: { id: string; siteRole: SiteRole }) {
  requireFresh(actor, "Changing a role on the site");
  const user = await lockAccount(tx, input.id);
  if (input.siteRole !== "admin") await keepAnAdministrator(tx, user);
  await change(tx, user.id, { siteRole: input.siteRole, siteRoleSource: "hand" });
  await lookAtApprovals(tx);
  await record(tx, actor, { action: "user.role_changed", target: user.email, details: { from: user.siteRole, to: input.siteRole } });
  return { siteRole: input.siteRole };
}

/**
 * Ends an account: its sessions and tokens at once, and the links that it made or that were made for it. What it did stays,
 * its roles too, and count for nothing.
 * @throws DomainError last_administrator, sign_in_stale, not_found, forbidden
 */
export async function deactivateAccount(tx: Transaction, actor: Actor, input: { id: string; reason: string }) {
  requireFresh(actor, "Deactivating an account");
  if (input.id === actor.userId) throw new DomainError("forbidden", "You can't deactivate your own account. Another administrator can.");
  const user = await lockAccount(tx, input.id);
  if (user.deactivatedAt) throw new DomainError("already_exists", `${user.name} is deactivated already.`);
  await keepAnAdministrator(tx, user);
  await change(tx, user.id, { deactivatedAt: new Date() });
  const ended = await endCredentials(tx, user.id);
  await lookAtApprovals(tx);
  await record(tx, actor, { action: "user.deactivated", target: user.email, details: { reason: input.reason, ...ended } });
  return ended;
}

/** Opens an account again. No session and no token comes back. @throws DomainError sign_in_stale, not_found */
export async function reactivateAccount(tx: Transaction, actor: Actor, input: { id: string; reason: string }) {
  requireFresh(actor, "Reactivating an account");
  const user = await lockAccount(tx, input.id);
  if (!user.deactivatedAt) throw new DomainError("already_exists", `${user.name} is not deactivated.`);
  // What somebody was about to be given in the instant in which they were deactivated.
  await endCredentials(tx, user.id);
  await change(tx, user.id, { deactivatedAt: null });
  await lookAtApprovals(tx);
  await record(tx, actor, { action: "user.reactivated", target: user.email, details: { reason: input.reason } });
  return { reactivated: true };
}

async function endCredentials(tx: Transaction, userId: string): Promise<{ sessions: number; tokens: number }> {
  const { createdBy, usedAt, revokedAt } = accountLinks;
  await tx
    .update(accountLinks)
    .set({ revokedAt: new Date() })
    .where(and(or(eq(accountLinks.userId, userId), eq(createdBy, userId)), isNull(usedAt), isNull(revokedAt)));
  return { sessions: await dropSessions(tx, userId), tokens: await revokeTokensOf(tx, userId) };
}

/**
 * Refuses to take away the last administrator who can sign in. Whoever makes one less calls it, before they do.
 * @throws DomainError last_administrator
 */
export async function keepAnAdministrator(tx: Transaction, user: { id: string; siteRole: SiteRole; deactivatedAt: Date | null }): Promise<void> {
  if (user.siteRole !== "admin" || user.deactivatedAt) return;
  const [active] = await tx
    .select({ n: count() })
    .from(users)
    .where(and(eq(users.siteRole, "admin"), isNull(users.deactivatedAt)));
  if ((active?.n ?? 0) > 1) return;
  throw new DomainError("last_administrator", "This is the last administrator of the registry. Make somebody else one first.");
}

/** Until the transaction ends, nobody else changes who can sign in as what. */
export async function lockAccounts(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${administratorsLock})`);
}

/** The account as it is, held until the transaction ends. @throws DomainError not_found */
export async function lockAccount(tx: Transaction, id: string) {
  // Before the row, always: who is counted as an administrator must not change meanwhile.
  await lockAccounts(tx);
  const [user] = await tx.select().from(users).where(and(eq(users.id, id), eq(users.kind, "person"))).for("update");
  if (!user) throw notFound("That account");
  return user;
}

async function change(tx: Transaction, id: string, values: Partial<InferInsertModel<typeof users>>): Promise<void> {
  await tx.update(users).set(values).where(eq(users.id, id));
}
