import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { rolesWith, siteHolds } from "../identity/permissions.ts";
import type { Permission } from "../identity/schema.ts";
import { users } from "../identity/tables.ts";
import { likePatterns, reachAll, teamOf } from "../tokens/patterns.ts";
import type { Member, Team, TeamRole } from "./schema.ts";
import { members, teams } from "./tables.ts";

/**
 * The condition on `teams` that the actor holds `permission` on the team as a whole, and their token reaches at least some of
 * its models. Every read and write of what a team owns has it in its where clause (of what a model owns, `modelPermits`);
 * without a row that says yes, the answer is no.
 */
export function teamPermits(actor: Actor, permission: Permission): SQL<boolean> {
  if (!credentialAllows(actor, permission)) return sql<boolean>`false`;
  const patterns = narrowPatterns(actor);
  const reached = patterns ? sql`teams.slug like any(${sql.param(likePatterns(patterns.map(teamOf)))}::text[])` : sql`true`;
  if (siteHolds(actor.siteRole, permission)) return sql<boolean>`${reached}`;
  return sql<boolean>`(${reached} and exists (select 1 from members m where m.team_id = teams.id
    and m.user_id = ${actor.userId} and m.role in ${rolesWith(permission)}))`;
}

/** The patterns of a token that does not reach every model; null of every other credential. */
function narrowPatterns({ credential }: Actor): readonly string[] | null {
  return credential.kind === "token" && !reachAll(credential.models) ? credential.models : null;
}

/** Of the models `m` of the team at hand, those that the actor's token reaches: whoever sees a team sees all of its models else. */
function reachedInTeam(actor: Actor): SQL {
  const patterns = narrowPatterns(actor);
  return patterns ? sql`(teams.slug || '/' || m.name) like any(${sql.param(likePatterns(patterns))}::text[])` : sql`true`;
}

/** The actor's role in the team of the row at hand, as a column. */
export function roleInTeam(actor: Actor): SQL<TeamRole | null> {
  return sql<TeamRole | null>`(select m.role from members m where m.team_id = teams.id and m.user_id = ${actor.userId})`;
}

export interface TeamRow {
  id: string;
  slug: string;
  role: TeamRole | null;
  /** Nobody holds anything on a team by what was given on one of its models. */
  granted: readonly [];
}

/** @throws DomainError not_found */
export async function requireTeam(db: Executor, actor: Actor, slug: string): Promise<TeamRow> {
  const [team] = await db
    .select({ id: teams.id, slug: teams.slug, role: roleInTeam(actor) })
    .from(teams)
    .where(and(eq(teams.slug, slug), teamPermits(actor, "model:read")));
  if (!team) throw notFound(`The team ${slug}`);
  return { ...team, granted: [] };
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
      models: sql<number>`(select count(*)::int from models m where m.team_id = teams.id and m.announced and ${reachedInTeam(actor)})`,
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
