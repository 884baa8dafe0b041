import { and, asc, eq, inArray, sql, type Placeholder, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { rolesWith } from "../identity/permissions.ts";
import type { Permission } from "../identity/schema.ts";
import { users } from "../identity/tables.ts";
import type { Member, Team, TeamRole } from "./schema.ts";
import { members, teams } from "./tables.ts";

/** As much of an actor as decides; a statement that is prepared once for everybody leaves out who asks. */
type Asker = Pick<Actor, "siteRole" | "credential"> & { userId: string | Placeholder };

/**
 * The condition on `teams.id` that the actor holds `permission` there. Every read and write of what a team owns has
 * it in its where clause; without a row that says yes, the answer is no.
 */
export function teamPermits(actor: Asker, permission: Permission): SQL<boolean> {
  if (!credentialAllows(actor, permission)) return sql<boolean>`false`;
  if (actor.siteRole === "admin") return sql<boolean>`true`;
  return sql<boolean>`exists (select 1 from ${members} where ${members.teamId} = ${teams.id}
    and ${members.userId} = ${actor.userId} and ${inArray(members.role, rolesWith(permission))})`;
}

/** The actor's role in the team of the row at hand, as a column. */
export function roleInTeam(actor: Actor): SQL<TeamRole | null> {
  return sql<TeamRole | null>`(select m.role from members m where m.team_id = teams.id and m.user_id = ${actor.userId})`;
}

export interface TeamRow {
  id: string;
  slug: string;
  role: TeamRole | null;
}

/** @throws DomainError not_found */
export async function requireTeam(db: Executor, actor: Actor, slug: string): Promise<TeamRow> {
  const [team] = await db
    .select({ id: teams.id, slug: teams.slug, role: roleInTeam(actor) })
    .from(teams)
    .where(and(eq(teams.slug, slug), teamPermits(actor, "model:read")));
  if (!team) throw notFound(`The team ${slug}`);
  return team;
}

/** The teams that the actor may see, by name. */
export async function listTeams(db: Executor, actor: Actor, limit: number): Promise<Team[]> {
  const rows = await db
    .select({
      id: teams.id,
      slug: teams.slug,
      name: teams.name,
      createdAt: teams.createdAt,
      // Spelled out: in a select from one table, Drizzle leaves the table's name off its columns.
      members: sql<number>`(select count(*)::int from members m where m.team_id = teams.id)`,
      models: sql<number>`(select count(*)::int from models m where m.team_id = teams.id and m.announced)`,
    })
    .from(teams)
    .where(teamPermits(actor, "model:read"))
    .orderBy(asc(teams.slug))
    .limit(limit);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

export async function listMembers(db: Executor, actor: Actor, slug: string): Promise<Member[]> {
  const team = await requireTeam(db, actor, slug);
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      since: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.teamId, team.id))
    .orderBy(asc(users.name), asc(users.id))
    .limit(500);
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}
