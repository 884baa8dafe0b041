import { and, desc, eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor, RequestFacts } from "../identity/actor.ts";
import { asActor, insertUser } from "../identity/commands.ts";
import { requireFresh, requirePerson } from "../identity/fresh.ts";
import { siteHolds } from "../identity/permissions.ts";
import { accountLinks } from "../identity/tables.ts";
import { queueLetter, type Mailing } from "../mail/commands.ts";
import { invitationLetter } from "../mail/letters.ts";
import { registryName } from "../mail/queries.ts";
import { lockTeam, lookAtApprovals, memberEvent } from "../teams/commands.ts";
import { requireTeam, roleInTeam, teamPermits } from "../teams/queries.ts";
import type { TeamRole } from "../teams/schema.ts";
import { members, teams } from "../teams/tables.ts";
import { hashSecret } from "../tokens/secret.ts";
import { newLinkSecret } from "./link-secret.ts";
import { hasAccount, mayStillInvite, openLink } from "./queries.ts";
import type { NewInvitation } from "./schema.ts";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Makes a link by which somebody gets an account. Its secret is in the answer and nowhere else.
 * An administrator may invite into all teams and roles; who keeps a team, into that.
 * @throws DomainError forbidden, already_exists, not_found, sign_in_stale, forbidden_by_token
 */
export async function invite(tx: Transaction, actor: Actor, mailing: Mailing, input: NewInvitation) {
  await demandInvitation(tx, actor, input);
  requirePerson(actor, "An invitation");
  if (await hasAccount(tx, input.email)) {
    throw new DomainError("already_exists", `Somebody has an account with ${input.email} already. Add them to the team by that address instead.`, { email: input.email });
  }
  const secret = newLinkSecret();
  const expiresAt = new Date(Date.now() + input.days * dayMs);
  const [link] = await tx
    .insert(accountLinks)
    .values({ kind: "invitation", secretHash: hashSecret(secret), email: input.email, siteRole: input.siteRole, teams: input.teams, createdBy: actor.userId, expiresAt })
    .returning({ id: accountLinks.id });
  if (input.mail) {
    if (mailing.origin === null) throw new DomainError("invalid_input", "This registry sends no mail. Leave mail out, and hand over the link yourself.");
    const address = `${mailing.origin}/invitation/${secret}`;
    await queueLetter(tx, mailing, invitationLetter(input.email, { link: address, by: actor.name, registry: await registryName(tx), expiresAt }));
  }
  await record(tx, actor, {
    action: "user.invited",
    target: input.email,
    details: { siteRole: input.siteRole, teams: input.teams, expiresAt: expiresAt.toISOString(), mailed: input.mail },
  });
  return { id: link!.id, secret, expiresAt: expiresAt.toISOString() };
}

async function demandInvitation(tx: Transaction, actor: Actor, input: NewInvitation): Promise<void> {
  const everywhere = siteHolds(actor.siteRole, "user:manage");
  for (const { team } of input.teams) {
    const found = await requireTeam(tx, actor, team);
    if (!everywhere) demand(actor, found, "team:manage");
  }
  if (everywhere) {
    if (input.siteRole === "admin") requireFresh(actor, "Inviting an administrator");
    return;
  }
  if (input.siteRole === "member" && input.teams.length === 1) return;
  throw new DomainError("forbidden", "Who keeps a team invites into that team, as a member of the registry. For more, ask an administrator.", { permission: "user:manage" });
}

/** Ends an invitation that was not used. @throws DomainError not_found, forbidden */
export async function revokeInvitation(tx: Transaction, actor: Actor, id: string) {
  const everyones = siteHolds(actor.siteRole, "user:manage");
  // Who keeps one team knows of the invitations into that team alone.
  const [link] = await tx
    .select({ email: accountLinks.email, slug: sql<string>`coalesce(${teams.slug}, '')`, role: roleInTeam(actor) })
    .from(accountLinks)
    .leftJoin(teams, sql`${teams.slug} = ${accountLinks.teams} -> 0 ->> 'team' and jsonb_array_length(${accountLinks.teams}) = 1`)
    .where(and(eq(accountLinks.id, id), eq(accountLinks.kind, "invitation"), openLink, everyones ? undefined : teamPermits(actor, "model:read")))
    .for("update", { of: accountLinks });
  if (!link) throw notFound("That invitation");
  if (!everyones) demand(actor, { ...link, granted: [] }, "team:manage");
  requirePerson(actor, "Ending an invitation");
  await tx.update(accountLinks).set({ revokedAt: new Date() }).where(eq(accountLinks.id, id));
  await record(tx, actor, { action: "user.invitation_revoked", target: link.email });
  return { revoked: true };
}

/**
 * Makes the account that an invitation is for. Of two who use it at once, one does.
 * @throws DomainError not_found, when it was used, revoked or is over; already_exists
 */
export async function acceptInvitation(tx: Transaction, request: RequestFacts, input: { secret: string; name: string; password: string }) {
  const [link] = await tx
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.secretHash, hashSecret(input.secret)), eq(accountLinks.kind, "invitation"), openLink))
    .for("update");
  const given = link?.teams ?? [];
  if (!link?.createdBy || !(await mayStillInvite(tx, link.createdBy, given.map(({ team }) => team)))) throw notFound("That invitation");
  const user = await insertUser(tx, { name: input.name, email: link.email, password: input.password }, link.siteRole ?? "member");
  const recordJoining = await redeemInvitation(tx, request, link, user);
  await recordJoining();
  return { id: user.id, email: user.email };
}

/** An invitation as it is kept. */
export type InvitationRow = typeof accountLinks.$inferSelect;

/**
 * The invitation that waits for an address, the latest, held until the transaction ends: for who has proved that the address
 * is theirs, and needs no link.
 */
export async function lockInvitationFor(tx: Transaction, email: string): Promise<InvitationRow | null> {
  const links = await tx
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.email, email), eq(accountLinks.kind, "invitation"), openLink))
    .orderBy(desc(accountLinks.createdAt), desc(accountLinks.id))
    .for("update");
  for (const link of links) {
    if (link.createdBy && (await mayStillInvite(tx, link.createdBy, (link.teams ?? []).map(({ team }) => team)))) return link;
  }
  return null;
}

/**
 * Gives a new account what its invitation says, and uses that up.
 * @returns what records it, once every lock is held
 */
export async function redeemInvitation(tx: Transaction, request: RequestFacts, link: InvitationRow, user: Parameters<typeof asActor>[0]): Promise<() => Promise<void>> {
  const joined = await join(tx, user.id, link.teams ?? []);
  await tx.update(accountLinks).set({ usedAt: new Date() }).where(eq(accountLinks.id, link.id));
  if (joined.length > 0) await lookAtApprovals(tx);
  return async () => {
    const actor = asActor(user, request);
    await record(tx, actor, { action: "user.joined", target: user.email, details: { name: user.name, siteRole: user.siteRole, invitation: link.id } });
    for (const { team, role } of joined) await record(tx, actor, { action: "member.set", target: `${team}: ${user.email}`, details: { from: null, to: role }, event: memberEvent(team, user) });
  };
}

/** A team that was there when somebody was invited may be gone. */
async function join(tx: Transaction, userId: string, given: readonly { team: string; role: TeamRole }[]): Promise<{ team: string; role: TeamRole }[]> {
  const joined: { team: string; role: TeamRole }[] = [];
  for (const each of given.toSorted((a, b) => (a.team < b.team ? -1 : 1))) {
    const [team] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.slug, each.team));
    if (!team) continue;
    await lockTeam(tx, team.id);
    await tx.insert(members).values({ teamId: team.id, userId, role: each.role }).onConflictDoNothing();
    joined.push(each);
  }
  return joined;
}
