import { and, eq, isNull } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireTeam } from "../teams/queries.ts";
import { members } from "../teams/tables.ts";
import { tokens } from "../tokens/tables.ts";
import { requireServiceAccount } from "./queries.ts";
import type { ServiceRole } from "./schema.ts";
import { serviceAccounts } from "./tables.ts";

/** Makes an account for a machine, owned by a team and with a role in it. @throws DomainError not_found, forbidden, already_exists */
export async function createServiceAccount(tx: Transaction, actor: Actor, input: { team: string; name: string; description: string; role: ServiceRole }) {
  const team = await requireTeam(tx, actor, input.team);
  demand(actor, team, "service:manage");
  const email = `${input.name}@${team.slug}.service`;
  const [user] = await tx.insert(users).values({ kind: "service", name: input.name, email }).onConflictDoNothing().returning({ id: users.id });
  if (!user) {
    throw new DomainError("already_exists", `${team.slug} has, or had, a service account with the name ${input.name}. Choose another: the record would not tell them apart.`);
  }
  await tx.insert(serviceAccounts).values({ userId: user.id, teamId: team.id, description: input.description, createdBy: actor.userId });
  await tx.insert(members).values({ teamId: team.id, userId: user.id, role: input.role });
  await record(tx, actor, { action: "service.created", target: email, details: { team: team.slug, role: input.role, description: input.description } });
  return { id: user.id, name: input.name, email };
}

/** Says what a service account is for, and which role it has in its team. @throws DomainError not_found, forbidden, account_retired */
export async function describeServiceAccount(tx: Transaction, actor: Actor, input: { account: string; description: string; role: ServiceRole }) {
  const account = await requireServiceAccount(tx, actor, input.account);
  if (account.retiredAt) throw new DomainError("account_retired", `${account.name} was retired at ${account.retiredAt.toISOString()}, and does not change any more.`);
  await tx.update(serviceAccounts).set({ description: input.description }).where(eq(serviceAccounts.userId, account.id));
  const [before] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.teamId, account.teamId), eq(members.userId, account.id)))
    .for("update");
  await tx.insert(members).values({ teamId: account.teamId, userId: account.id, role: input.role }).onConflictDoUpdate({ target: [members.teamId, members.userId], set: { role: input.role } });
  await record(tx, actor, { action: "service.described", target: account.email, details: { description: input.description, from: before?.role ?? null, to: input.role } });
  return { id: account.id, name: account.name };
}

/**
 * Retires a service account: its tokens end at once, and it gets no other. What it has made stays.
 * @throws DomainError not_found, forbidden, account_retired
 */
export async function retireServiceAccount(tx: Transaction, actor: Actor, input: { account: string; reason: string }) {
  const account = await requireServiceAccount(tx, actor, input.account);
  const now = new Date();
  const [retired] = await tx.update(users).set({ deactivatedAt: now }).where(and(eq(users.id, account.id), isNull(users.deactivatedAt))).returning({ id: users.id });
  if (!retired) throw new DomainError("account_retired", `${account.name} is retired already.`);
  const ended = await tx.update(tokens).set({ revokedAt: now }).where(and(eq(tokens.userId, account.id), isNull(tokens.revokedAt))).returning({ id: tokens.id });
  await record(tx, actor, { action: "service.retired", target: account.email, details: { reason: input.reason, tokens: ended.length } });
  return { retired: true, tokens: ended.length };
}
