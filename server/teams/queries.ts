import { and, count, eq, ilike, or, sql, type Placeholder, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { notFound } from "../errors.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { permissionsOf, rolesWith, siteHolds } from "../identity/permissions.ts";
import type { Permission } from "../identity/schema.ts";
import { users } from "../identity/tables.ts";
import { likePatterns, reachAll, teamOf } from "../tokens/patterns.ts";
import type { Member, Team, TeamDetail, TeamRole } from "./schema.ts";
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
export function roleInTeam(actor: { userId: string | Placeholder | SQL }): SQL<TeamRole | null> {
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

interface Listed {
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const likeOf = (search: string) => `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** As the actor sees it: models that their token does not reach are not counted. */
const teamColumns = (actor: Actor) => ({
  id: teams.id,
  slug: teams.slug,
  name: teams.name,
  createdAt: teams.createdAt,
  // Spelled out: in a select from one table, Drizzle leaves the table's name off its columns.
  members: sql<number>`(select count(*)::int from members m join users u on u.id = m.user_id where m.team_id = teams.id and u.kind = 'person')`,
  models: sql<number>`(select count(*)::int from models m where m.team_id = teams.id and m.announced and ${reachedInTeam(actor)})`,
});

/** A page of the teams that the actor may see, by slug; `search` looks in names and slugs. */
export async function listTeams(db: Executor, actor: Actor, { search, cursor, limit }: Listed): Promise<{ items: Team[]; nextCursor: string | null }> {
  const from = cursor === undefined ? undefined : decodeCursor(cursor, ["text"]);
  const found = search ? or(ilike(teams.name, likeOf(search)), ilike(teams.slug, likeOf(search))) : undefined;
  const rows = await db
    .select(teamColumns(actor))
    .from(teams)
    .where(and(teamPermits(actor, "model:read"), found, after([teams.slug], from, "ascending")))
    .orderBy(...inOrder([teams.slug], "ascending"))
    .limit(limit + 1);
  const { items, nextCursor } = page(rows, limit, (row) => [row.slug]);
  return { items: items.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })), nextCursor };
}

/** A team that the actor may see, and what they may do with it. @throws DomainError not_found */
export async function getTeam(db: Executor, actor: Actor, slug: string): Promise<TeamDetail> {
  const active = sql`from members m join users u on u.id = m.user_id where m.team_id = teams.id and u.kind = 'person' and u.deactivated_at is null`;
  const [team] = await db
    .select({
      ...teamColumns(actor),
      role: roleInTeam(actor),
      signers: sql<number>`(select count(*)::int ${active} and m.role in ${rolesWith("promotion:review")})`,
      maintainers: sql<number>`(select count(*)::int ${active} and m.role in ${rolesWith("team:manage")})`,
      serviceAccounts: sql<number>`(select count(*)::int from service_accounts s join users u on u.id = s.user_id where s.team_id = teams.id and u.deactivated_at is null)`,
    })
    .from(teams)
    .where(and(eq(teams.slug, slug), teamPermits(actor, "model:read")));
  if (!team) throw notFound(`The team ${slug}`);
  const can = permissionsOf(actor.siteRole, { role: team.role, granted: [] }).filter((permission) => credentialAllows(actor, permission));
  return { ...team, can, createdAt: team.createdAt.toISOString() };
}

const byName = [users.name, users.id];

/** A page of a team's members, by name; `search` looks in names and addresses. @throws DomainError not_found */
export async function listMembers(db: Executor, actor: Actor, input: Listed & { team: string }): Promise<{ items: Member[]; nextCursor: string | null; total: number }> {
  const team = await requireTeam(db, actor, input.team);
  const from = input.cursor === undefined ? undefined : decodeCursor(input.cursor, ["text", "uuid"]);
  const found = input.search ? or(ilike(users.name, likeOf(input.search)), ilike(users.email, likeOf(input.search))) : undefined;
  const matching = and(eq(members.teamId, team.id), found);
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      kind: users.kind,
      role: members.role,
      since: members.createdAt,
      deactivatedAt: users.deactivatedAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(matching, after(byName, from, "ascending")))
    .orderBy(...inOrder(byName, "ascending"))
    .limit(input.limit + 1);
  const [total] = await db.select({ n: count() }).from(members).innerJoin(users, eq(users.id, members.userId)).where(matching);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.name, row.userId]);
  return {
    items: items.map((row) => ({ ...row, since: row.since.toISOString(), deactivatedAt: row.deactivatedAt?.toISOString() ?? null })),
    nextCursor,
    total: total?.n ?? 0,
  };
}
