import { and, eq } from "drizzle-orm";
import { lockAccounts } from "../accounts/commands.ts";
import { record } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { DomainError, notFound } from "../errors.ts";
import type { Actor, RequestFacts } from "../identity/actor.ts";
import { asActor } from "../identity/commands.ts";
import { requireFresh, requirePerson } from "../identity/fresh.ts";
import { lockInvitationFor, redeemInvitation } from "../invitations/commands.ts";
import { isEmptyRegistry } from "../identity/queries.ts";
import { externalIdentities, sessions, users } from "../identity/tables.ts";
import { readSiteSettings } from "../settings/queries.ts";
import { requireTeam } from "../teams/queries.ts";
import type { Identity } from "./claims.ts";
import { listMappings, lockByEmail, lockLinked, mostMappings, type Account } from "./queries.ts";
import type { NewMapping, Refusal } from "./schema.ts";
import { syncRoles } from "./sync.ts";
import { groupMappings } from "./tables.ts";

/** Whether somebody is let in, and as whom; else why not. */
export type Arrival = { account: { id: string; name: string; email: string } } | { refusal: Refusal };

/**
 * Finds the account of somebody who has signed in at the provider, or links or makes it, and gives it what their groups
 * give. Whoever is linked is known by the provider's subject; everybody else only by an e-mail address that it has verified.
 */
export async function signInByProvider(db: Database, request: RequestFacts, identity: Identity): Promise<Arrival> {
  return await db.transaction(async (tx) => {
    // Two sign-ins at once make one account, and of the two last administrators one stays.
    await lockAccounts(tx);
    const found = await findAccount(tx, identity);
    if ("refusal" in found) return found;
    const made = found.account ? null : await makeAccount(tx, request, identity);
    const account = found.account ?? made?.account;
    if (!account) return { refusal: "no_account" };
    const { issuer, subject } = identity;
    if (!found.linked) await tx.insert(externalIdentities).values({ issuer, subject, userId: account.id });
    // What has to be recorded comes last: it queues behind every other writer.
    const recordRoles = await syncRoles(tx, request, account, identity.groups);
    const actor = asActor({ ...account, siteRole: "member" }, request);
    await made?.recordIt();
    if (!found.linked) await record(tx, actor, { action: "user.linked", target: account.email, details: { issuer, subject } });
    const { names, fault } = identity.groups;
    await record(tx, actor, { action: "user.signed_in", target: account.email, details: { method: "oidc", groups: fault ?? names.length } });
    await recordRoles();
    return { account };
  });
}

type Found = { refusal: Refusal } | { account: Account | null; linked: boolean };

async function findAccount(tx: Transaction, { issuer, subject, email, emailVerified }: Identity): Promise<Found> {
  // Whoever comes first would be somebody without rights, and nobody could set the registry up any more.
  if (await isEmptyRegistry(tx)) return { refusal: "not_set_up" };
  const linked = await lockLinked(tx, { issuer, subject });
  if (linked) return linked.deactivatedAt ? { refusal: "deactivated" } : { account: linked, linked: true };
  if (email === null) return { refusal: "no_email" };
  if (!emailVerified) return { refusal: "unverified" };
  const known = await lockByEmail(tx, { issuer, email });
  if (!known) return { account: null, linked: false };
  if (known.account.kind !== "person") return { refusal: "no_account" };
  if (known.account.deactivatedAt) return { refusal: "deactivated" };
  // An address that a provider gives to somebody new does not bring the account of who had it before.
  return known.taken ? { refusal: "other_identity" } : { account: known.account, linked: false };
}

/**
 * Makes an account without a password, with what an invitation says that waits for the address.
 * @returns null when there is no invitation, and accounts are made by invitation alone
 */
async function makeAccount(tx: Transaction, request: RequestFacts, { name, email, issuer }: Identity): Promise<{ account: Account; recordIt: () => Promise<void> } | null> {
  if (email === null) return null;
  const invitation = await lockInvitationFor(tx, email);
  if (!invitation && !(await readSiteSettings(tx)).makesAccounts) return null;
  const [account] = await tx
    .insert(users)
    .values({ name, email, siteRole: invitation?.siteRole ?? "member" })
    .onConflictDoNothing()
    .returning({ id: users.id, name: users.name, email: users.email, siteRole: users.siteRole, kind: users.kind, deactivatedAt: users.deactivatedAt });
  if (!account) throw new Error(`an account with ${email} was made meanwhile`);
  if (invitation) return { account, recordIt: await redeemInvitation(tx, request, invitation, account) };
  const details = { name, siteRole: account.siteRole, by: issuer };
  return { account, recordIt: () => record(tx, asActor(account, request), { action: "user.created", target: email, details }) };
}

/** Says what a group gives. It counts from each person's next sign-in on. @throws DomainError already_exists, not_found, sign_in_stale, forbidden_by_token */
export async function addMapping(tx: Transaction, actor: Actor, input: NewMapping): Promise<{ id: string }> {
  requireFresh(actor, "A group that gives a role");
  const team = input.gives === "team" ? await requireTeam(tx, actor, input.team) : null;
  if ((await listMappings(tx)).length >= mostMappings) throw new DomainError("invalid_input", `There are ${mostMappings} mappings already. Remove some first.`);
  const gift = input.gives === "team" ? { teamId: team?.id ?? null, role: input.role } : { siteRole: input.siteRole };
  const [made] = await tx.insert(groupMappings).values({ group: input.group, ...gift }).onConflictDoNothing().returning({ id: groupMappings.id });
  if (!made) {
    const where = input.gives === "team" ? `in the team ${input.team}` : "on the site";
    throw new DomainError("already_exists", `The group ${input.group} gives a role ${where} already. Remove that first, to give another.`);
  }
  const { group, gives: _, ...given } = input;
  await record(tx, actor, { action: "group_mapping.added", target: group, details: given });
  return { id: made.id };
}

/** Takes a mapping away. What it gave goes with each person's next sign-in. @throws DomainError not_found, forbidden_by_token */
export async function removeMapping(tx: Transaction, actor: Actor, { id }: { id: string }): Promise<{ removed: true }> {
  requirePerson(actor, "A change of what groups give");
  const before = (await listMappings(tx)).find((mapping) => mapping.id === id);
  const [gone] = await tx.delete(groupMappings).where(eq(groupMappings.id, id)).returning({ group: groupMappings.group });
  if (!before || !gone) throw notFound("That mapping");
  const { team, role, siteRole } = before;
  await record(tx, actor, { action: "group_mapping.removed", target: gone.group, details: { team, role, siteRole } });
  return { removed: true };
}

/**
 * Unlinks an account from everybody at the provider, and ends the sessions that came of it. The next sign-in there with its
 * verified e-mail address links it anew.
 * @throws DomainError not_found, forbidden_by_token
 */
export async function unlinkAccount(tx: Transaction, actor: Actor, { userId }: { userId: string }): Promise<{ unlinked: number }> {
  requirePerson(actor, "Unlinking an account");
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId)).for("update");
  if (!user) throw notFound("That account");
  const gone = await tx.delete(externalIdentities).where(eq(externalIdentities.userId, userId)).returning({ issuer: externalIdentities.issuer, subject: externalIdentities.subject });
  if (gone.length === 0) throw new DomainError("not_found", `${user.email} is linked to nobody at a provider.`);
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.method, "oidc")));
  await record(tx, actor, { action: "user.unlinked", target: user.email, details: { identities: gone } });
  return { unlinked: gone.length };
}
