import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireModel } from "../models/queries.ts";
import { teams } from "../teams/tables.ts";
import { explain, type Source } from "./explain.ts";
import type { Access, Grant } from "./schema.ts";
import { grants } from "./tables.ts";

const giver = alias(users, "giver");

function selectGrants(db: Executor) {
  return db
    .select({
      id: grants.id,
      role: grants.role,
      expiresAt: grants.expiresAt,
      ended: sql<boolean>`coalesce(${grants.expiresAt} <= now(), false)`,
      at: grants.createdAt,
      by: { id: giver.id, name: giver.name },
      user: { id: users.id, name: users.name, email: users.email, kind: users.kind },
      team: { slug: teams.slug, name: teams.name, members: sql<number>`(select count(*)::int from members m where m.team_id = ${teams.id})` },
    })
    .from(grants)
    .innerJoin(giver, eq(giver.id, grants.createdBy))
    .leftJoin(users, eq(users.id, grants.userId))
    .leftJoin(teams, eq(teams.id, grants.teamId));
}

function toGrant({ user, team, expiresAt, at, ...row }: Awaited<ReturnType<typeof selectGrants>>[number]): Grant {
  const to = user
    ? { kind: "user" as const, id: user.id, name: user.name, email: user.email, machine: user.kind === "service" }
    : { kind: "team" as const, team: team?.slug ?? "", name: team?.name ?? "", members: team?.members ?? 0 };
  return { ...row, to, expiresAt: expiresAt?.toISOString() ?? null, at: at.toISOString() };
}

/** The roles that were given on a model, those that have ended too, the earliest first: 500 at most. */
export async function listGrants(db: Executor, actor: Actor, reference: string): Promise<Grant[]> {
  const model = await requireModel(db, actor, reference);
  demand(actor, model.team, "model:share");
  const rows = await selectGrants(db).where(eq(grants.modelId, model.id)).orderBy(asc(grants.createdAt), asc(grants.id)).limit(500);
  return rows.map(toGrant);
}

/** @throws DomainError not_found */
export async function requireGrant(db: Executor, modelId: string, id: string): Promise<Grant> {
  const [row] = await selectGrants(db).where(and(eq(grants.modelId, modelId), eq(grants.id, id)));
  if (!row) throw notFound("That grant");
  return toGrant(row);
}

/** What the actor may do on a model that they see, and by what. */
export async function explainAccess(db: Executor, actor: Actor, reference: string): Promise<Access> {
  const { id, team, visibility } = await requireModel(db, actor, reference);
  const [sources, askers] = await Promise.all([sourcesOf(db, id, actor.userId), askersOf(db, team.id)]);
  return { model: reference, visibility, permissions: explain(actor, { team: team.slug, role: team.role, visibility, sources }), askers };
}

/** The grants in force that somebody has on a model, themselves or through a team. */
async function sourcesOf(db: Executor, modelId: string, userId: string): Promise<Source[]> {
  return await db
    .select({ role: grants.role, team: teams.slug, expiresAt: grants.expiresAt })
    .from(grants)
    .leftJoin(teams, eq(teams.id, grants.teamId))
    .where(
      and(
        eq(grants.modelId, modelId),
        sql`(${grants.expiresAt} is null or ${grants.expiresAt} > now())`,
        sql`(${grants.userId} = ${userId} or exists (select 1 from members m where m.team_id = ${grants.teamId} and m.user_id = ${userId}))`,
      ),
    )
    .limit(100);
}

/** Who can give roles in a team and on its models: its maintainers, or (where there is none) administrators. At most 20. */
async function askersOf(db: Executor, teamId: string) {
  const rows = await db.execute<{ id: string; name: string; email: string; maintainer: boolean }>(sql`
    select u.id, u.name, u.email, m.user_id is not null as maintainer
    from users u left join members m on m.user_id = u.id and m.team_id = ${teamId} and m.role = 'maintainer'
    where u.kind = 'person' and u.deactivated_at is null
      and (u.id in (select user_id from members where team_id = ${teamId} and role = 'maintainer') or u.site_role = 'admin')
    order by maintainer desc, u.name limit 20`);
  const maintainers = rows.filter(({ maintainer }) => maintainer);
  return (maintainers.length > 0 ? maintainers : rows).map(({ id, name, email }) => ({ id, name, email }));
}
