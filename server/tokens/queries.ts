import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Executor } from "../db/client.ts";
import { countingSiteRole } from "../identity/queries.ts";
import { users } from "../identity/tables.ts";
import type { Scope, Token } from "./schema.ts";
import { tokens } from "./tables.ts";

const maker = alias(users, "maker");

/** A token by the hash of its secret, with its owner, whatever has become of it. Prepared: every call asks it. */
export function prepareFindToken(db: Database) {
  return db
    .select({
      id: tokens.id,
      scopes: tokens.scopes,
      checks: tokens.checks,
      models: tokens.models,
      madeBy: maker.name,
      expiresAt: tokens.expiresAt,
      revokedAt: tokens.revokedAt,
      deactivatedAt: users.deactivatedAt,
      kind: users.kind,
      lastUsedAt: tokens.lastUsedAt,
      userId: users.id,
      name: users.name,
      email: users.email,
      heldRole: users.siteRole,
      siteRole: countingSiteRole(sql`exists (select 1 from external_identities e where e.user_id = ${users.id})`),
    })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .leftJoin(maker, eq(maker.id, tokens.createdBy))
    .where(eq(tokens.secretHash, sql.placeholder("secretHash")))
    .prepare("find_token");
}

/** Somebody's tokens, newest first, without the revoked. */
export async function listTokensOf(db: Executor, userId: string): Promise<Token[]> {
  const rows = await db
    .select({
      id: tokens.id,
      name: tokens.name,
      prefix: tokens.prefix,
      scopes: tokens.scopes,
      checks: tokens.checks,
      createdAt: tokens.createdAt,
      expiresAt: tokens.expiresAt,
      lastUsedAt: tokens.lastUsedAt,
    })
    .from(tokens)
    .where(and(eq(tokens.userId, userId), isNull(tokens.revokedAt)))
    .orderBy(desc(tokens.createdAt), desc(tokens.id))
    .limit(200);
  return rows.map((row) => ({
    ...row,
    scopes: row.scopes as Scope[],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}
