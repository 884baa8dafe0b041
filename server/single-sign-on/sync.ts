import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { systemActor, type RequestFacts } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { lookAtApprovals, memberEvent } from "../teams/commands.ts";
import { members, teams } from "../teams/tables.ts";
import type { Groups } from "./claims.ts";
import { listGifts, readBefore } from "./queries.ts";
import { changesFor, type Changes } from "./roles.ts";

/**
 * Gives somebody whose account is locked what their groups give now, and takes away what groups have given before.
 * @returns what records the changes, once every lock is held
 */
export async function syncRoles(tx: Transaction, request: RequestFacts, account: { id: string; name: string; email: string }, groups: Groups): Promise<() => Promise<void>> {
  const gifts = await listGifts(tx);
  // Changes to a team's members queue at its row. In one order: no two sign-ins wait for each other.
  const held = tx.select({ teamId: members.teamId }).from(members).where(and(eq(members.userId, account.id), eq(members.source, "group")));
  const given = gifts.flatMap(({ group, teamId }) => (teamId !== null && groups.names.includes(group) ? [teamId] : []));
  const concerned = given.length > 0 ? sql`${inArray(teams.id, given)} or ${inArray(teams.id, held)}` : inArray(teams.id, held);
  const slugs = new Map(
    (await tx.select({ id: teams.id, slug: teams.slug }).from(teams).where(concerned).orderBy(asc(teams.id)).for("update")).map(({ id, slug }) => [id, slug]),
  );
  const changes = changesFor(groups.names, gifts, await readBefore(tx, account.id));
  await write(tx, account.id, changes);
  if (changes.members.length > 0 || changes.site) await lookAtApprovals(tx);
  return async () => {
    const actor = { ...systemActor(request.id), request };
    const because = { source: "group", ...(groups.fault ? { groups: groups.fault } : {}) };
    for (const { teamId, from, to } of changes.members) {
      const team = slugs.get(teamId) ?? teamId;
      const told = { target: `${team}: ${account.email}`, event: memberEvent(team, account) };
      await record(tx, actor, to === null ? { ...told, action: "member.removed", details: { from, ...because } } : { ...told, action: "member.set", details: { from, to, ...because } });
    }
    const { site, keptLastAdmin } = changes;
    if (site) await record(tx, actor, { action: "user.role_changed", target: account.email, details: { from: site.from, to: site.to, ...because } });
    if (keptLastAdmin) await record(tx, actor, { action: "user.role_changed", target: account.email, details: { from: "admin", to: "admin", ...because, kept: "the last administrator" } });
  };
}

async function write(tx: Transaction, userId: string, { members: changed, site }: Changes): Promise<void> {
  for (const { teamId, to } of changed) {
    if (to === null) {
      await tx.delete(members).where(and(eq(members.teamId, teamId), eq(members.userId, userId), eq(members.source, "group")));
    } else {
      await tx
        .insert(members)
        .values({ teamId, userId, role: to, source: "group" })
        .onConflictDoUpdate({ target: [members.teamId, members.userId], set: { role: to }, setWhere: eq(members.source, "group") });
    }
  }
  if (site) await tx.update(users).set({ siteRole: site.to, siteRoleSource: site.source }).where(eq(users.id, userId));
}
