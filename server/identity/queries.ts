import { and, asc, count, eq, gt, ilike, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { serviceAccounts } from "../service-accounts/tables.ts";
import { teams } from "../teams/tables.ts";
import { tokens } from "../tokens/tables.ts";
import type { Actor } from "./actor.ts";
import type { User } from "./schema.ts";
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

/** Whose session it is, when it has not ended. */
export async function findSession(db: Executor, tokenHash: string) {
  const [row] = await db
    .select({ user: userColumns, expiresAt: sessions.expiresAt, confirmedAt: sessions.confirmedAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, sql`now()`), isNull(users.deactivatedAt)));
  return row ?? null;
}

/** Who the actor is, and what their credential allows. */
export async function describeActor(db: Executor, { userId, name, email, siteRole, credential }: Actor) {
  const me = { id: userId, name, email, siteRole };
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

/** A page of all accounts, by e-mail address; `search` looks in names and addresses. */
export async function listUsers(
  db: Executor,
  input: { search?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: User[]; nextCursor: string | null; total: number }> {
  const pattern = input.search ? `%${input.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  const matches = and(eq(users.kind, "person"), pattern ? or(ilike(users.name, pattern), ilike(users.email, pattern)) : undefined);
  const rows = await db
    .select(userColumns)
    .from(users)
    .where(and(matches, input.cursor ? gt(users.email, input.cursor) : undefined))
    .orderBy(asc(users.email))
    .limit(input.limit + 1);
  const [total] = await db.select({ n: count() }).from(users).where(matches);
  const items = rows.slice(0, input.limit);
  return {
    items: items.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), deactivatedAt: row.deactivatedAt?.toISOString() ?? null })),
    nextCursor: rows.length > input.limit ? (items.at(-1)?.email ?? null) : null,
    total: total?.n ?? 0,
  };
}
