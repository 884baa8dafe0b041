import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Transaction } from "../db/client.ts";
import { addJob } from "../db/jobs.ts";
import { DomainError, notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireTeam } from "./queries.ts";
import type { TeamRole } from "./schema.ts";
import { members, teams } from "./tables.ts";

/** Creates a team; who creates it becomes its first maintainer. */
export async function createTeam(tx: Transaction, actor: Actor, input: { slug: string; name: string }) {
  const [team] = await tx.insert(teams).values(input).onConflictDoNothing().returning({ id: teams.id });
  if (!team) throw new DomainError("already_exists", `A team with the name ${input.slug} exists already. Choose another.`);
  await tx.insert(members).values({ teamId: team.id, userId: actor.userId, role: "maintainer" });
  await record(tx, actor, { action: "team.created", target: input.slug, details: { name: input.name }, event: { team: input.slug } });
  return { slug: input.slug };
}

/** Gives a team another name to be shown by. @throws DomainError not_found, forbidden */
export async function renameTeam(tx: Transaction, actor: Actor, input: { team: string; name: string }) {
  const team = await requireTeam(tx, actor, input.team);
  demand(actor, team, "team:manage");
  await lockTeam(tx, team.id);
  const [before] = await tx.select({ name: teams.name }).from(teams).where(eq(teams.id, team.id));
  await tx.update(teams).set({ name: input.name }).where(eq(teams.id, team.id));
  await record(tx, actor, { action: "team.renamed", target: team.slug, details: { from: before?.name, to: input.name }, event: { team: team.slug } });
  return { slug: team.slug, name: input.name };
}

/** Adds somebody to a team, or gives a member another role. @throws DomainError not_found, forbidden, invalid_input */
export async function setMember(
  tx: Transaction,
  actor: Actor,
  input: { team: string; email: string; role: TeamRole },
) {
  const team = await requireTeam(tx, actor, input.team);
  demand(actor, team, "team:manage");
  await lockTeam(tx, team.id);
  const [user] = await tx.select({ id: users.id, name: users.name, kind: users.kind }).from(users).where(eq(users.email, input.email));
  if (!user) throw new DomainError("not_found", `Nobody here has the e-mail address ${input.email}. An administrator can add them.`);
  const [before] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.teamId, team.id), eq(members.userId, user.id)));
  if (user.kind === "service") refuseMachine(user.name, team.slug, before !== undefined, input.role);
  await tx
    .insert(members)
    .values({ teamId: team.id, userId: user.id, role: input.role })
    .onConflictDoUpdate({ target: [members.teamId, members.userId], set: { role: sql`excluded.role`, source: sql`excluded.source` } });
  await lookAtApprovals(tx);
  await record(tx, actor, {
    action: "member.set",
    target: `${team.slug}: ${input.email}`,
    details: { from: before?.role ?? null, to: input.role },
    event: memberEvent(team.slug, user),
  });
  return { userId: user.id, name: user.name, role: input.role };
}

/** Takes somebody out of a team. */
export async function removeMember(tx: Transaction, actor: Actor, input: { team: string; userId: string }) {
  const team = await requireTeam(tx, actor, input.team);
  demand(actor, team, "team:manage");
  await lockTeam(tx, team.id);
  const [user] = await tx.select({ id: users.id, name: users.name, kind: users.kind }).from(users).where(eq(users.id, input.userId));
  if (user?.kind === "service") {
    throw new DomainError("invalid_input", `${user.name} is a service account of the team, and goes when it is retired: do that under Service accounts.`);
  }
  const [gone] = await tx
    .delete(members)
    .where(and(eq(members.teamId, team.id), eq(members.userId, input.userId)))
    .returning({ role: members.role });
  if (!gone || !user) throw notFound("That member");
  await lookAtApprovals(tx);
  await record(tx, actor, { action: "member.removed", target: `${team.slug}: ${input.userId}`, details: { from: gone.role }, event: memberEvent(team.slug, user) });
  return { removed: true };
}

/** What the event of a member tells in the place of their address. */
export function memberEvent(team: string, { id, name }: { id: string; name: string }) {
  return { target: team, team, member: { id, name } };
}

/** A service account stays in the team that owns it, and signs nothing. @throws DomainError invalid_input */
function refuseMachine(name: string, team: string, isMember: boolean, role: TeamRole): void {
  if (!isMember) throw new DomainError("invalid_input", `${name} is a service account of another team, and can't be a member of ${team}. Give it a role on single models instead.`);
  if (role === "viewer" || role === "contributor") return;
  throw new DomainError("invalid_input", `${name} is a service account, and can't be a ${role}: a machine signs nothing. Make it a viewer or a contributor.`);
}

/** Whose approval counts depends on who is in which team, and as what. */
export async function lookAtApprovals(tx: Transaction): Promise<void> {
  await addJob(tx, "tend_open", { stage: null }, { key: "stage:" });
}

/** Changes to a team's members queue here. */
export async function lockTeam(tx: Transaction, teamId: string): Promise<void> {
  await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId)).for("update");
}
