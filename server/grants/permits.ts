import { sql, type Placeholder, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { gathered, type Statement } from "../db/statement.ts";
import { credentialAllows, type Actor } from "../identity/actor.ts";
import { grantedRolesWith, internalRole, rolesWith, siteHolds } from "../identity/permissions.ts";
import { siteRoles, type Permission } from "../identity/schema.ts";
import { roleInTeam } from "../teams/queries.ts";
import type { TeamRole } from "../teams/schema.ts";
import { likePatterns, likeRanges, reachAll } from "../tokens/patterns.ts";

/** As much of an actor as decides; a statement that is prepared once for everybody leaves out who asks. */
export type Asker = Pick<Actor, "siteRole" | "credential"> & { userId: string | Placeholder | SQL; patterns?: Placeholder | SQL };

/** Whether the actor holds `permission` on every model that there is. */
export function holdsEverywhere(actor: Asker, permission: Permission): boolean {
  return credentialAllows(actor, permission) && siteHolds(actor.siteRole, permission) && !isNarrow(actor);
}

/**
 * The ids of models (as `id`) among which is every one that the actor holds `permission` on, each of which an index gives, for lists
 * whose reader sees few of many: `modelPermits` decides which of them they are.
 * @param most when there are more ids of one origin than these, some are left out
 */
export function likelyModels(actor: Asker, permission: Permission, most: number): SQL {
  const { credential } = actor;
  if (credential.kind === "token" && isNarrow(actor)) {
    const { like, from, to } = likeRanges(credential.models);
    return sql`select e.id from unnest(${sql.param(like)}::text[], ${sql.param(from)}::text[], ${sql.param(to)}::text[]) p (pattern, low, high)
      cross join lateral (select model_id as id from model_entries where reference between p.low and p.high and reference like p.pattern limit ${most}) e limit ${most}`;
  }
  const userId = sql`${actor.userId}`;
  const ofTeams = sql`(select m.id from members k cross join lateral (select id from models where team_id = k.team_id limit ${most}) m where k.user_id = ${userId} and k.role in ${rolesWith(permission)} limit ${most})`;
  const granting = grantedRolesWith(permission);
  if (granting.length === 0) return ofTeams;
  const given = sql`(select g.model_id from grants g where g.role in ${granting} and g.user_id = ${userId} limit ${most})
    union (select g.model_id from grants g where g.role in ${granting} and g.team_id = any(array(select team_id from members where user_id = ${userId})) limit ${most})`;
  const open = granting.includes(internalRole) ? sql`union (select m.id from models m where m.visibility = 'internal' limit ${most})` : sql``;
  return sql`${ofTeams} union ${given} ${open}`;
}

/** What decides of a model whether somebody holds a permission on it, beside that everybody may see it: read once for many rows. */
export interface Reach {
  /** Teams in which their role holds it. */
  teams: string[];
  /** Models on which they were given a role that holds it. */
  given: string[];
}

/** The reach of an actor as two columns, `teams` and `given`. */
export function reachColumns({ userId }: Asker, permission: Permission): SQL {
  const granting = grantedRolesWith(permission);
  const given = granting.length === 0 ? sql`select g.model_id from grants g where false` : sql`select g.model_id from grants g where g.role in ${granting} and ${givenTo(sql`${userId}`)}`;
  return sql`to_json(array(select m.team_id from members m where m.user_id = ${userId} and m.role in ${rolesWith(permission)})) as teams, to_json(array(${given})) as given`;
}

/**
 * The same condition as `modelPermits`, in sets, of an actor whose role on the site does not hold the permission, and whose
 * credential reaches every model.
 */
export function withinSets({ teams, given }: Reach, permission: Permission, model: { teamId: PgColumn; modelId: PgColumn; internal: PgColumn }): SQL<boolean> {
  const open = grantedRolesWith(permission).includes(internalRole) ? sql` or ${model.internal}` : sql``;
  // Lists rather than subqueries: of these Postgres knows how much they leave out.
  const one = given.length > 0 ? sql` or ${model.modelId} = any(${sql.param(given)}::uuid[])` : sql``;
  return sql<boolean>`(${model.teamId} = any(${sql.param(teams)}::uuid[])${one}${open})`;
}

/**
 * The condition on a row of `models` joined with its `teams` that the actor holds `permission` on the model: by their role
 * in its team, by a grant that has not ended, because everybody sees it, or by their role on the site, and within what
 * their token reaches. Every read and write of what belongs to a model has it in its where clause; without a row that says
 * yes, the answer is no.
 */
export function modelPermits(actor: Asker, permission: Permission): SQL<boolean> {
  if (!credentialAllows(actor, permission)) return sql<boolean>`false`;
  const reached = withinReach(actor);
  if (siteHolds(actor.siteRole, permission)) return reached;
  return sql<boolean>`(${reached} and (${holdsOnModel(sql`${actor.userId}`, permission)}))`;
}

/** The condition that the person of `userId` holds `permission` on the model at hand, be their site role what it may. */
export function holdsOnModel(userId: SQL, permission: Permission): SQL<boolean> {
  const inTeam = sql`exists (select 1 from members m where m.team_id = models.team_id and m.user_id = ${userId} and m.role in ${rolesWith(permission)})`;
  const granting = grantedRolesWith(permission);
  if (granting.length === 0) return sql<boolean>`(${inTeam})`;
  const granted = sql`exists (select 1 from grants g where g.model_id = models.id and g.role in ${granting} and ${givenTo(userId)})`;
  const open = granting.includes(internalRole) ? sql`models.visibility = 'internal' or ` : sql``;
  return sql<boolean>`(${open}${inTeam} or ${granted})`;
}

/** The condition on a row of `users` beside one of `models` that it is a person in this registry who holds `permission` on the model. */
export function mayOnModel(permission: Permission): SQL<boolean> {
  const holders = siteRoles.filter((role) => siteHolds(role, permission));
  return sql<boolean>`(users.kind = 'person' and users.deactivated_at is null and (users.site_role in ${holders} or ${holdsOnModel(sql`users.id`, permission)}))`;
}

/** The condition on `grants g` that it is in force, and for the person of `userId` or for a team that they are in. */
function givenTo(userId: SQL): SQL {
  return sql`(g.expires_at is null or g.expires_at > now())
    and (g.user_id = ${userId} or exists (select 1 from members gm where gm.team_id = g.team_id and gm.user_id = ${userId}))`;
}

/** Whether the actor's credential is a token that does not reach every model. */
export function isNarrow({ credential }: Pick<Actor, "credential">): boolean {
  return credential.kind === "token" && !reachAll(credential.models);
}

/** What the placeholder `patterns` of a prepared statement stands for. */
export function patternsOf({ credential }: Pick<Actor, "credential">): string[] {
  return credential.kind === "token" ? likePatterns(credential.models) : [];
}

/** The condition that the actor's token reaches the model at hand. */
function withinReach(asker: Asker): SQL<boolean> {
  if (!isNarrow(asker)) return sql<boolean>`true`;
  return sql<boolean>`(teams.slug || '/' || models.name) like any(${asker.patterns ?? sql.param(patternsOf(asker))}::text[])`;
}

/** The ids of those who hold `permission` by their role in the team, or by a grant in force on the model, as a subquery; not of those who hold it everywhere. */
export function holdersOf(teamId: SQL, modelId: SQL | null, permission: Permission): SQL {
  const inTeam = sql`select m.user_id from members m where m.team_id = ${teamId} and m.role in ${rolesWith(permission)}`;
  const granting = grantedRolesWith(permission);
  if (modelId === null || granting.length === 0) return inTeam;
  return sql`${inTeam} union select coalesce(g.user_id, gm.user_id) from grants g left join members gm on gm.team_id = g.team_id
    where g.model_id = ${modelId} and g.role in ${granting} and (g.expires_at is null or g.expires_at > now())`;
}

/** The roles of the person of `userId` on the model at hand beside the one in its team, as a column. */
export function rolesOnModel(userId: SQL): SQL<TeamRole[]> {
  return sql<TeamRole[]>`array_to_json(array(select g.role from grants g where g.model_id = models.id and ${givenTo(userId)}
    union select ${internalRole} where models.visibility = 'internal'))`;
}

/** How the actor stands to the model at hand and to its team, as two columns. */
export function standingOf(actor: Pick<Asker, "userId">) {
  return { role: roleInTeam(actor), granted: rolesOnModel(sql`${actor.userId}`) };
}

/**
 * A gathered statement whose text is put together once for all actors to whom the same conditions apply.
 * @param permission the one that the statement asks about
 * @param columns see `gathered`
 * @param of given who asks, of the rows `asked`
 */
export function gatheredFor<Row extends Record<string, unknown>, Values extends Record<string, unknown>>(
  permission: Permission,
  columns: Record<keyof Values & string, string>,
  of: (asked: SQL, asker: Asker) => SQL,
): (db: Executor, actor: Actor, values: Values) => Promise<readonly Row[]> {
  type Whole = Values & { userId: string; patterns: string[] };
  const known = new Map<string, Statement<Row, Whole>>();
  return (db, actor, values) => {
    const key = `${actor.siteRole} ${credentialAllows(actor, permission)} ${isNarrow(actor)}`;
    const asker = { ...actor, userId: sql`asked."userId"`, patterns: sql`asked.patterns` };
    const written = known.get(key) ?? gathered<Row, Whole>({ ...columns, userId: "uuid", patterns: "text[]" }, (asked) => of(asked, asker));
    known.set(key, written);
    return written(db, { ...values, userId: actor.userId, patterns: patternsOf(actor) });
  };
}
