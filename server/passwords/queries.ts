import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import { notFound } from "../errors.ts";
import { accountLinks, users } from "../identity/tables.ts";
import { openLink } from "../invitations/queries.ts";
import { readSignInWays } from "../settings/queries.ts";
import { hashSecret } from "../tokens/secret.ts";

/** Whose password the holder of a link sets anew. @throws DomainError not_found */
export async function readResetLink(db: Executor, secret: string): Promise<{ email: string; name: string }> {
  const [row] = await db
    .select({ email: users.email, name: users.name })
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.userId))
    .where(and(eq(accountLinks.secretHash, hashSecret(secret)), eq(accountLinks.kind, "reset"), openLink, isNull(users.deactivatedAt)));
  if (!row) throw notFound("That link");
  return row;
}

/** The account to which a link may go by mail: in use, and one that signs in with a password here. */
export async function findForgetful(db: Executor, email: string, provider: string | null): Promise<{ id: string; email: string } | null> {
  if (!(await readSignInWays(db, provider)).passwords) return null;
  const [user] = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.email, email), eq(users.kind, "person"), isNull(users.deactivatedAt), isNotNull(users.passwordHash)));
  return user ?? null;
}
