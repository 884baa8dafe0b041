import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { decodeCursor, page } from "../db/keyset.ts";
import { iso } from "../db/iso.ts";
import { notFound } from "../errors.ts";
import { demand } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { requireTeam, roleInTeam, teamPermits } from "../teams/queries.ts";
import { members, teams } from "../teams/tables.ts";
import type { ServiceAccount, ServiceRole } from "./schema.ts";
import { serviceAccounts } from "./tables.ts";

const creator = alias(users, "creator");

/**
 * A service account that the actor manages.
 * @throws DomainError not_found, when they can't see its team; forbidden
 */
export async function requireServiceAccount(db: Executor, actor: Actor, id: string) {
  const [account] = await db
    .select({ id: users.id, name: users.name, email: users.email, retiredAt: users.deactivatedAt, teamId: teams.id, slug: teams.slug, role: roleInTeam(actor) })
    .from(serviceAccounts)
    .innerJoin(users, eq(users.id, serviceAccounts.userId))
    .innerJoin(teams, eq(teams.id, serviceAccounts.teamId))
    .where(and(eq(serviceAccounts.userId, id), teamPermits(actor, "model:read")));
  if (!account) throw notFound("That service account");
  demand(actor, { slug: account.slug, role: account.role, granted: [] }, "service:manage");
  return account;
}

/** A page of the service accounts of a team that the actor sees, by name; the retired ones come last. @throws DomainError not_found */
export async function listServiceAccounts(db: Executor, actor: Actor, input: { team: string; cursor?: string | undefined; limit: number }) {
  const team = await requireTeam(db, actor, input.team);
  const [retired, name] = input.cursor === undefined ? [] : decodeCursor(input.cursor, ["integer", "text"]);
  const isRetired = sql<number>`(users.deactivated_at is not null)::int`;
  const beyond = name === undefined ? undefined : sql`(${isRetired}, users.name) > (${retired}, ${name})`;
  const rows = await selectAccounts(db)
    .where(and(eq(serviceAccounts.teamId, team.id), beyond))
    .orderBy(asc(isRetired), asc(users.name))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.retiredAt ? 1 : 0, row.name]);
  return { items: items.map(toServiceAccount), nextCursor };
}

/** One service account of a team that the actor sees, by its name. @throws DomainError not_found */
export async function getServiceAccount(db: Executor, actor: Actor, input: { team: string; name: string }): Promise<ServiceAccount> {
  const team = await requireTeam(db, actor, input.team);
  const [row] = await selectAccounts(db).where(and(eq(serviceAccounts.teamId, team.id), eq(users.name, input.name)));
  if (!row) throw notFound(`The service account ${input.name}`);
  return toServiceAccount(row);
}

function selectAccounts(db: Executor) {
  return db
    .select({
      id: users.id,
      name: users.name,
      team: teams.slug,
      email: users.email,
      description: serviceAccounts.description,
      role: sql<ServiceRole>`coalesce(${members.role}, 'viewer')`,
      createdBy: { id: creator.id, name: creator.name },
      createdAt: serviceAccounts.createdAt,
      liveTokens: sql<number>`(select count(*)::int from tokens t where t.user_id = ${users.id} and t.revoked_at is null and (t.expires_at is null or t.expires_at > now()))`,
      lastUsedAt: sql<string | null>`(select ${iso(sql`max(t.last_used_at)`)} from tokens t where t.user_id = ${users.id})`,
      retiredAt: users.deactivatedAt,
    })
    .from(serviceAccounts)
    .innerJoin(users, eq(users.id, serviceAccounts.userId))
    .innerJoin(teams, eq(teams.id, serviceAccounts.teamId))
    .innerJoin(creator, eq(creator.id, serviceAccounts.createdBy))
    .leftJoin(members, and(eq(members.userId, users.id), eq(members.teamId, teams.id)));
}

function toServiceAccount({ createdAt, retiredAt, ...row }: Awaited<ReturnType<typeof selectAccounts>>[number]): ServiceAccount {
  return { ...row, createdAt: createdAt.toISOString(), retiredAt: retiredAt?.toISOString() ?? null };
}
