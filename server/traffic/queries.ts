import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Executor } from "../db/client.ts";
import { sessions, users } from "../identity/tables.ts";
import { tokens } from "../tokens/tables.ts";

/** Credentials and accounts, each by what names it in the database. */
export interface Named {
  tokens: readonly string[];
  sessions: readonly string[];
  users: readonly string[];
}

/** Which of these still hold: not revoked, not ended, and of accounts in use. One query for all. */
export async function findHolding(db: Executor, named: Named): Promise<Set<string>> {
  const inUse = isNull(users.deactivatedAt);
  const rows = await unionAll(
    db
      .select({ name: sql<string>`${tokens.id}::text` })
      .from(tokens)
      .innerJoin(users, and(eq(users.id, tokens.userId), inUse))
      .where(and(inArray(tokens.id, [...named.tokens]), isNull(tokens.revokedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, sql`now()`)))),
    db
      .select({ name: sql<string>`${sessions.tokenHash}` })
      .from(sessions)
      .innerJoin(users, and(eq(users.id, sessions.userId), inUse))
      .where(and(inArray(sessions.tokenHash, [...named.sessions]), gt(sessions.expiresAt, sql`now()`))),
    db
      .select({ name: sql<string>`${users.id}::text` })
      .from(users)
      .where(and(inArray(users.id, [...named.users]), inUse)),
  );
  return new Set(rows.map(({ name }) => name));
}
