import { and, count, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { demand, demandOnSite } from "../identity/access.ts";
import type { Actor } from "../identity/actor.ts";
import { siteHolds } from "../identity/permissions.ts";
import { accountLinks, users } from "../identity/tables.ts";
import { requireTeam } from "../teams/queries.ts";
import { members, teams } from "../teams/tables.ts";
import { hashSecret } from "../tokens/secret.ts";
import type { Invitation } from "./schema.ts";

const columns = {
  id: accountLinks.id,
  email: accountLinks.email,
  siteRole: accountLinks.siteRole,
  teams: accountLinks.teams,
  by: users.name,
  createdAt: accountLinks.createdAt,
  expiresAt: accountLinks.expiresAt,
};

/** What makes a link one that can be used. */
export const openLink = and(isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt), gt(accountLinks.expiresAt, sql`now()`));

const byTime = [accountLinks.createdAt, accountLinks.id];

/**
 * The invitations that wait, the latest first: all of them for who manages accounts, or those into one team for who keeps it.
 * @throws DomainError not_found, forbidden
 */
export async function listInvitations(
  db: Executor,
  actor: Actor,
  input: { team?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Invitation[]; nextCursor: string | null }> {
  if (input.team === undefined) demandOnSite(actor, "user:manage");
  else demand(actor, await requireTeam(db, actor, input.team), "team:manage");
  const rows = await db
    .select(columns)
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.createdBy))
    .where(
      and(
        eq(accountLinks.kind, "invitation"),
        openLink,
        input.team === undefined ? undefined : sql`${accountLinks.teams} @> ${JSON.stringify([{ team: input.team }])}::jsonb`,
        after(byTime, input.cursor ? decodeCursor(input.cursor, ["timestamp", "uuid"]) : undefined, "descending"),
      ),
    )
    .orderBy(...inOrder(byTime, "descending"))
    .limit(input.limit + 1);
  const { items, nextCursor } = page(rows, input.limit, (row) => [row.createdAt, row.id]);
  return { items: items.map(toInvitation), nextCursor };
}

/** The open invitation that a secret belongs to, for who holds it. @throws DomainError not_found */
export async function readInvitation(db: Executor, secret: string): Promise<Invitation & { taken: boolean }> {
  const [row] = await db
    .select(columns)
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.createdBy))
    .where(and(eq(accountLinks.secretHash, hashSecret(secret)), eq(accountLinks.kind, "invitation"), openLink));
  if (!row) throw notFound("That invitation");
  return { ...toInvitation(row), taken: await hasAccount(db, row.email) };
}

/** Whether somebody has an account with that address. */
export async function hasAccount(db: Executor, email: string): Promise<boolean> {
  const [row] = await db.select({ n: count() }).from(users).where(eq(users.email, email));
  return (row?.n ?? 0) > 0;
}

/** Whether who made an invitation may still give what it gives. */
export async function mayStillInvite(db: Executor, userId: string, slugs: readonly string[]): Promise<boolean> {
  const [user] = await db.select({ siteRole: users.siteRole }).from(users).where(and(eq(users.id, userId), isNull(users.deactivatedAt)));
  if (!user) return false;
  if (siteHolds(user.siteRole, "user:manage")) return true;
  const kept = await db
    .select({ slug: teams.slug })
    .from(teams)
    .innerJoin(members, and(eq(members.teamId, teams.id), eq(members.userId, userId), eq(members.role, "maintainer")))
    .where(inArray(teams.slug, [...slugs, ""]));
  return slugs.length > 0 && slugs.every((slug) => kept.some((team) => team.slug === slug));
}

function toInvitation(row: Pick<typeof accountLinks.$inferSelect, "id" | "email" | "siteRole" | "teams" | "createdAt" | "expiresAt"> & { by: string }): Invitation {
  return {
    id: row.id,
    email: row.email,
    siteRole: row.siteRole ?? "member",
    teams: row.teams ?? [],
    by: row.by,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
