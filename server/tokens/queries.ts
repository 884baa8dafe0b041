import { and, count, eq, exists, gt, ilike, isNull, or, sql, type SQL } from "drizzle-orm";
import { alias, type AnyPgColumn } from "drizzle-orm/pg-core";
import type { Database, Executor } from "../db/client.ts";
import { after, decodeCursor, inOrder, page } from "../db/keyset.ts";
import { grants } from "../grants/tables.ts";
import { modelPermits } from "../grants/permits.ts";
import type { Actor } from "../identity/actor.ts";
import { permissionsOf, siteHolds, internalRole } from "../identity/permissions.ts";
import { countingSiteRole } from "../identity/queries.ts";
import type { SiteRole, UserKind } from "../identity/schema.ts";
import { users } from "../identity/tables.ts";
import { models } from "../models/tables.ts";
import { requireServiceAccount } from "../service-accounts/queries.ts";
import { serviceAccounts } from "../service-accounts/tables.ts";
import { teamPermits } from "../teams/queries.ts";
import { members, teams } from "../teams/tables.ts";
import { scopeSchema, serviceScopeSchema, type Scope, type Token, type tokenStates } from "./schema.ts";
import { tokens } from "./tables.ts";

const maker = alias(users, "maker");
const before = alias(tokens, "before");

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
      addresses: tokens.addresses,
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

/**
 * The condition on a row of `tokens` that the actor keeps it: it is their own, or of a service account of a team whose service
 * accounts they manage. Only who keeps a token may rotate it, since its new secret is theirs to see.
 */
export function keepsToken(db: Executor, actor: Actor): SQL | undefined {
  const managed = db
    .select({ one: sql`1` })
    .from(serviceAccounts)
    .innerJoin(teams, eq(teams.id, serviceAccounts.teamId))
    .where(and(eq(serviceAccounts.userId, tokens.userId), teamPermits(actor, "service:manage")));
  return or(eq(tokens.userId, actor.userId), exists(managed));
}

/**
 * The ids of the people behind what a machine has done between two instants, as a subquery: who made the tokens of the service
 * account that were good then, whichever of them was used. None, when `userId` is a person's.
 */
export function peopleBehind(userId: SQL | AnyPgColumn, from: SQL | AnyPgColumn, until: SQL | AnyPgColumn): SQL {
  return sql`select t.created_by from tokens t join users machine on machine.id = t.user_id and machine.kind = 'service'
    where t.user_id = ${userId} and t.created_at <= ${until} and coalesce(least(t.revoked_at, t.expires_at), 'infinity') >= ${from}`;
}

/** The condition that the actor may end the token: who keeps accounts may end everybody's. */
export function mayRevoke(db: Executor, actor: Actor): SQL | undefined {
  return siteHolds(actor.siteRole, "user:manage") ? undefined : keepsToken(db, actor);
}

/**
 * Whose tokens are meant: the actor's own, or those of a service account that they manage.
 * @throws DomainError not_found, forbidden
 */
export async function ownerOf(db: Executor, actor: Actor, account: string | undefined): Promise<{ id: string; name: string; kind: UserKind; siteRole: SiteRole }> {
  if (account === undefined) return { id: actor.userId, name: actor.name, kind: "person", siteRole: actor.siteRole };
  const { id, name } = await requireServiceAccount(db, actor, account);
  return { id, name, kind: "service", siteRole: "member" };
}

interface Paging {
  cursor?: string | undefined;
  limit: number;
}

/** The tokens of one owner that were not revoked, the newest first. @throws DomainError not_found, forbidden */
export async function listTokens(db: Executor, actor: Actor, input: Paging & { account?: string | undefined }) {
  const owner = await ownerOf(db, actor, input.account);
  return await pageOfTokens(db, and(eq(tokens.userId, owner.id), isNull(tokens.revokedAt)), input);
}

/** Somebody's tokens that were not revoked, the newest first: 200 at most. Who may see them is the caller's to ask. */
export async function listTokensOf(db: Executor, userId: string): Promise<Token[]> {
  return (await pageOfTokens(db, and(eq(tokens.userId, userId), isNull(tokens.revokedAt)), { limit: 200 })).items;
}

const isLive = and(isNull(tokens.revokedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, sql`now()`)), isNull(users.deactivatedAt));

/** Everybody's tokens, the newest first: for those who keep accounts. */
export async function listAllTokens(
  db: Executor,
  input: Paging & { search?: string | undefined; kind?: UserKind | undefined; state?: (typeof tokenStates)[number] | undefined },
) {
  const pattern = input.search ? `%${input.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  const found = pattern === null ? undefined : or(ilike(tokens.name, pattern), ilike(tokens.prefix, pattern), ilike(users.name, pattern), ilike(users.email, pattern));
  const kind = input.kind && eq(users.kind, input.kind);
  const state = input.state && (input.state === "live" ? isLive : sql`not (${isLive})`);
  return await pageOfTokens(db, and(found, kind, state), input);
}

const byCreation = [tokens.createdAt, tokens.id];

async function pageOfTokens(db: Executor, where: SQL | undefined, { cursor, limit }: Paging): Promise<{ items: Token[]; nextCursor: string | null }> {
  const from = cursor === undefined ? undefined : decodeCursor(cursor, ["timestamp", "uuid"]);
  const rows = await db
    .select({
      id: tokens.id,
      name: tokens.name,
      prefix: tokens.prefix,
      scopes: tokens.scopes,
      models: tokens.models,
      checks: tokens.checks,
      owner: { id: users.id, name: users.name, email: users.email, kind: users.kind },
      team: teams.slug,
      madeBy: maker.name,
      createdAt: tokens.createdAt,
      expiresAt: tokens.expiresAt,
      lastUsedAt: tokens.lastUsedAt,
      revokedAt: tokens.revokedAt,
      replaces: before.prefix,
      replacedBy: sql<string | null>`(select n.prefix from tokens n where n.replaces = ${tokens.id} and n.revoked_at is null)`,
    })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .leftJoin(maker, eq(maker.id, tokens.createdBy))
    .leftJoin(before, eq(before.id, tokens.replaces))
    .leftJoin(serviceAccounts, eq(serviceAccounts.userId, tokens.userId))
    .leftJoin(teams, eq(teams.id, serviceAccounts.teamId))
    .where(and(where, after(byCreation, from, "descending")))
    .orderBy(...inOrder(byCreation, "descending"))
    .limit(limit + 1);
  const { items, nextCursor } = page(rows, limit, (row) => [row.createdAt, row.id]);
  return { items: items.map(toToken), nextCursor };
}

type Row = Omit<Token, "scopes" | "owner" | "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt"> & {
  scopes: string[];
  owner: Omit<Token["owner"], "team">;
  team: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

function toToken({ owner, team, ...row }: Row): Token {
  return {
    ...row,
    owner: { ...owner, team },
    scopes: knownScopes(row.scopes, owner.kind),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/** What a token was given once and no token of such an owner may have any more gives nothing, and is not shown. */
export function knownScopes(scopes: readonly string[], kind: UserKind): Scope[] {
  const allowed: readonly Scope[] = kind === "service" ? serviceScopeSchema.options : scopeSchema.options;
  return allowed.filter((scope) => scopes.includes(scope));
}

/**
 * What a token with these patterns would reach now, and which scopes its owner holds anywhere now.
 * @throws DomainError not_found, forbidden
 */
export async function previewToken(db: Executor, actor: Actor, input: { account?: string | undefined; models: string[] }) {
  const owner = await ownerOf(db, actor, input.account);
  const asToken = { userId: owner.id, siteRole: owner.siteRole, credential: { kind: "token" as const, id: "", scopes: ["model:read" as const], checks: [], models: input.models, madeBy: null } };
  const [reached] = await db
    .select({ n: count() })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(models.announced, modelPermits(asToken, "model:read")));
  const roles = await db.execute<{ role: (typeof members.$inferSelect)["role"]; by: "team" | "model" }>(sql`
    select distinct m.role, 'team' as by from ${members} m where m.user_id = ${owner.id}
    union select g.role, 'model' from ${grants} g where (g.expires_at is null or g.expires_at > now())
      and (g.user_id = ${owner.id} or g.team_id in (select m.team_id from ${members} m where m.user_id = ${owner.id}))
    union select ${internalRole}, 'model' where exists (select 1 from ${models} where visibility = 'internal')`);
  const granted = roles.filter(({ by }) => by === "model").map(({ role }) => role);
  const inTeams = roles.filter(({ by }) => by === "team").map(({ role }) => role);
  const holds = [null, ...inTeams].flatMap((role): string[] => permissionsOf(owner.siteRole, { role, granted }));
  // A machine reports checks by being pinned to them.
  if (owner.kind === "service") holds.push("check:report");
  return { models: reached?.n ?? 0, holds: knownScopes(holds, owner.kind) };
}
