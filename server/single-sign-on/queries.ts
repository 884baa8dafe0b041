import { and, asc, countDistinct, eq, isNull, ne, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { externalIdentities, users } from "../identity/tables.ts";
import { members, teams } from "../teams/tables.ts";
import type { Before, Gift } from "./roles.ts";
import type { Mapping } from "./schema.ts";
import { groupMappings } from "./tables.ts";

/** What groups give, by their names. */
export async function listMappings(db: Executor): Promise<Mapping[]> {
  const rows = await db
    .select({ id: groupMappings.id, group: groupMappings.group, team: teams.slug, role: groupMappings.role, siteRole: groupMappings.siteRole, createdAt: groupMappings.createdAt })
    .from(groupMappings)
    .leftJoin(teams, eq(teams.id, groupMappings.teamId))
    .orderBy(asc(groupMappings.group), asc(teams.slug), asc(groupMappings.id))
    .limit(mostMappings);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** More than anybody keeps by hand; every sign-in reads them all. */
export const mostMappings = 1000;

export async function listGifts(db: Executor): Promise<Gift[]> {
  const { group, teamId, role, siteRole } = groupMappings;
  return await db.select({ group, teamId, role, siteRole }).from(groupMappings).limit(mostMappings);
}

/** An account, as far as it decides whether somebody may sign in to it. */
export interface Account {
  id: string;
  name: string;
  email: string;
  kind: "person" | "service";
  deactivatedAt: Date | null;
}

const account = { id: users.id, name: users.name, email: users.email, kind: users.kind, deactivatedAt: users.deactivatedAt };

/** The account that is linked to somebody at the provider. Nobody changes it until the transaction ends. */
export async function lockLinked(db: Executor, { issuer, subject }: { issuer: string; subject: string }): Promise<Account | null> {
  const [row] = await db
    .select(account)
    .from(externalIdentities)
    .innerJoin(users, eq(users.id, externalIdentities.userId))
    .where(and(eq(externalIdentities.issuer, issuer), eq(externalIdentities.subject, subject)))
    .for("update", { of: users });
  return row ?? null;
}

/** The account with an e-mail address, and whether it belongs to somebody of this provider already; locked alike. */
export async function lockByEmail(db: Executor, { issuer, email }: { issuer: string; email: string }): Promise<{ account: Account; taken: boolean } | null> {
  const [row] = await db.select(account).from(users).where(eq(users.email, email)).for("update");
  if (!row) return null;
  const [linked] = await db
    .select({ subject: externalIdentities.subject })
    .from(externalIdentities)
    .where(and(eq(externalIdentities.issuer, issuer), eq(externalIdentities.userId, row.id)))
    .limit(1);
  return { account: row, taken: linked !== undefined };
}

/** The roles that somebody has. */
export async function readBefore(db: Executor, userId: string): Promise<Before> {
  const { teamId, role, source } = members;
  const held = await db.select({ teamId, role, source }).from(members).where(eq(members.userId, userId));
  const [user] = await db.select({ siteRole: users.siteRole, siteRoleSource: users.siteRoleSource }).from(users).where(eq(users.id, userId));
  if (!user) throw new Error("roles of nobody");
  const [other] = await db
    .select({ n: sql<number>`1` })
    .from(users)
    .where(and(eq(users.siteRole, "admin"), ne(users.id, userId), isNull(users.deactivatedAt)))
    .limit(1);
  return { members: held, ...user, lastAdmin: user.siteRole === "admin" && other === undefined };
}

/** How many accounts are linked to somebody at a provider. */
export async function countLinked(db: Executor): Promise<number> {
  const [row] = await db.select({ n: countDistinct(externalIdentities.userId) }).from(externalIdentities);
  return row?.n ?? 0;
}
