import { and, asc, count, eq, ilike, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { notFound } from "../errors.ts";
import { externalIdentities, users } from "../identity/tables.ts";
import { readSecondFactor } from "../second-factor/queries.ts";
import { members, teams } from "../teams/tables.ts";
import { listTokensOf } from "../tokens/queries.ts";
import type { Account, AccountFilter, AccountRow } from "./schema.ts";

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  siteRole: users.siteRole,
  siteRoleSource: users.siteRoleSource,
  createdAt: users.createdAt,
  lastSignInAt: users.lastSignInAt,
  deactivatedAt: users.deactivatedAt,
  totpEnabledAt: users.totpEnabledAt,
  password: isNotNull(users.passwordHash).mapWith(Boolean),
};

const byEmail = [users.email];

/** A page of the accounts of people, by e-mail address, and how many there are in all. */
export async function listAccounts(db: Executor, filter: AccountFilter): Promise<{ items: AccountRow[]; nextCursor: string | null; total: number }> {
  const matches = narrow(filter);
  const rows = await db
    .select(columns)
    .from(users)
    .where(and(matches, after(byEmail, filter.cursor ? decodeCursor(filter.cursor, ["text"]) : undefined, "ascending")))
    .orderBy(...inOrder(byEmail, "ascending"))
    .limit(filter.limit + 1);
  const [total] = await db.select({ n: count() }).from(users).where(matches);
  const { items, nextCursor } = page(rows, filter.limit, (row) => [row.email]);
  return { items: items.map(toRow), nextCursor, total: total?.n ?? 0 };
}

function narrow({ search, role, state }: AccountFilter): SQL | undefined {
  const pattern = search ? `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  return and(
    eq(users.kind, "person"),
    pattern === null ? undefined : or(ilike(users.name, pattern), ilike(users.email, pattern)),
    role && eq(users.siteRole, role),
    state && (state === "active" ? isNull(users.deactivatedAt) : isNotNull(users.deactivatedAt)),
  );
}

/** All that an administrator sees of one account. @throws DomainError not_found */
export async function readAccount(db: Executor, id: string): Promise<Account> {
  const [row] = await db.select(columns).from(users).where(and(eq(users.id, id), eq(users.kind, "person")));
  if (!row) throw notFound("That account");
  const memberships = await db
    .select({ team: teams.slug, name: teams.name, role: members.role, source: members.source })
    .from(members)
    .innerJoin(teams, eq(teams.id, members.teamId))
    .where(eq(members.userId, id))
    .orderBy(asc(teams.slug))
    .limit(500);
  return {
    ...toRow(row),
    siteRoleSource: row.siteRoleSource,
    password: row.password,
    linked: (await db.$count(externalIdentities, eq(externalIdentities.userId, id))) > 0,
    factor: await readSecondFactor(db, id),
    teams: memberships,
    tokens: await listTokensOf(db, id),
  };
}

function toRow({ totpEnabledAt, createdAt, lastSignInAt, deactivatedAt, id, name, email, siteRole }: {
  id: string;
  name: string;
  email: string;
  siteRole: AccountRow["siteRole"];
  createdAt: Date;
  lastSignInAt: Date | null;
  deactivatedAt: Date | null;
  totpEnabledAt: Date | null;
}): AccountRow {
  return {
    id,
    name,
    email,
    siteRole,
    createdAt: createdAt.toISOString(),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    deactivatedAt: deactivatedAt?.toISOString() ?? null,
    secondFactor: totpEnabledAt !== null,
  };
}
