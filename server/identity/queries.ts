import { and, eq, gt, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { serviceAccounts } from "../service-accounts/tables.ts";
import { siteSettings } from "../settings/tables.ts";
import { teams } from "../teams/tables.ts";
import { tokens } from "../tokens/tables.ts";
import type { Actor } from "./actor.ts";
import type { SiteRole } from "./schema.ts";
import { sessions, users } from "./tables.ts";

const userColumns = {
  id: users.id,
  name: users.name,
  email: users.email,
  siteRole: users.siteRole,
  createdAt: users.createdAt,
  deactivatedAt: users.deactivatedAt,
};

/** Whether nobody has an account yet: the first visit creates the administrator. */
export async function isEmptyRegistry(db: Executor): Promise<boolean> {
  const [row] = await db.select({ n: sql<number>`1` }).from(users).limit(1);
  return row === undefined;
}

/** The account that signs in with `email`, with its password's hash. */
export async function findCredentials(db: Executor, email: string) {
  const [row] = await db
    .select({ ...userColumns, passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.email, email), eq(users.kind, "person"), isNull(users.deactivatedAt)));
  return row ?? null;
}

export async function findUser(db: Executor, id: string) {
  const [row] = await db.select(userColumns).from(users).where(eq(users.id, id));
  return row ?? null;
}

/**
 * The role on the site that counts, as a column. Where administrators need a second factor, one who has none acts as a member
 * until they do.
 * @param atProvider whether they have signed in at the single sign-on provider, whose business a second factor is then
 */
export function countingSiteRole(atProvider: SQL): SQL<SiteRole> {
  return sql<SiteRole>`case when ${users.siteRole} = 'admin' and ${users.totpEnabledAt} is null and not ${atProvider}
    and (select s.admins_need_second_factor from site_settings s) then 'member' else ${users.siteRole} end`;
}

/** Whose session it is, when it has not ended. */
export async function findSession(db: Executor, tokenHash: string) {
  const [row] = await db
    .select({ user: userColumns, siteRole: countingSiteRole(sql`${sessions.method} = 'oidc'`), expiresAt: sessions.expiresAt, confirmedAt: sessions.confirmedAt, method: sessions.method, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, sql`now()`), isNull(users.deactivatedAt)));
  return row ?? null;
}

/** Who the actor is, and what their credential allows. */
export async function describeActor(db: Executor, { userId, name, email, siteRole, withheldRole, credential }: Actor) {
  const me = { id: userId, name, email, siteRole, withheldRole: withheldRole ?? null };
  if (credential.kind !== "token") return { ...me, kind: "person" as const, team: null, scopes: null, token: null };
  const successor = alias(tokens, "successor");
  const [token] = await db
    .select({
      kind: users.kind,
      team: teams.slug,
      name: tokens.name,
      prefix: tokens.prefix,
      expiresAt: tokens.expiresAt,
      replacedBy: successor.prefix,
    })
    .from(users)
    .leftJoin(serviceAccounts, eq(serviceAccounts.userId, users.id))
    .leftJoin(teams, eq(teams.id, serviceAccounts.teamId))
    .leftJoin(tokens, eq(tokens.id, credential.id))
    .leftJoin(successor, and(eq(successor.replaces, tokens.id), isNull(successor.revokedAt)))
    .where(eq(users.id, userId));
  return {
    ...me,
    kind: token?.kind ?? ("person" as const),
    team: token?.team ?? null,
    scopes: [...credential.scopes],
    token: {
      name: token?.name ?? "",
      prefix: token?.prefix ?? "",
      models: [...credential.models],
      checks: [...credential.checks],
      expiresAt: token?.expiresAt?.toISOString() ?? null,
      replacedBy: token?.replacedBy ?? null,
    },
  };
}

/** How long a session lasts, as the site settings say. */
export async function sessionSeconds(db: Executor): Promise<number> {
  const [row] = await db.select({ hours: siteSettings.sessionHours }).from(siteSettings);
  return (row?.hours ?? 168) * 60 * 60;
}

/** What an account can prove itself by. */
export async function readProofs(db: Executor, userId: string): Promise<{ password: boolean; secondFactor: boolean }> {
  const [user] = await db
    .select({ password: isNotNull(users.passwordHash).mapWith(Boolean), secondFactor: isNotNull(users.totpEnabledAt).mapWith(Boolean) })
    .from(users)
    .where(eq(users.id, userId));
  return user ?? { password: false, secondFactor: false };
}
