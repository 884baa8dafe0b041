import { randomUUID } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { changeSiteRole, reactivateAccount } from "../accounts/commands.ts";
import type { Database } from "../db/client.ts";
import { systemActor } from "../identity/actor.ts";
import { users } from "../identity/tables.ts";
import { makeResetLink } from "../passwords/commands.ts";
import type { Installation } from "./installation.ts";

const reason = "From the server's shell.";

/** What is done from the server's shell is done by the registry itself, as the record says. */
const shell = () => systemActor(`countersign-admin ${randomUUID()}`);

/** Everybody who has an account, as lines. */
export async function accountsText(db: Database): Promise<string> {
  const rows = await db
    .select({ email: users.email, name: users.name, siteRole: users.siteRole, deactivatedAt: users.deactivatedAt })
    .from(users)
    .where(eq(users.kind, "person"))
    .orderBy(asc(users.email));
  return rows.map(({ email, name, siteRole, deactivatedAt }) => [email, name, siteRole, ...(deactivatedAt ? ["deactivated"] : [])].join("\t")).join("\n");
}

/** @returns the path of a link for a new password, after the address that people open */
export async function resetPasswordOf({ db, env }: Pick<Installation, "db" | "env">, email: string): Promise<string> {
  const id = await accountOf(db, email);
  const { secret, expiresAt } = await db.transaction((tx) => makeResetLink(tx, shell(), id, env.oidc?.name ?? null));
  return `${env.NEXTAUTH_URL ? new URL(env.NEXTAUTH_URL).origin : ""}/reset/${secret}\nIt works once, until ${expiresAt}.`;
}

export async function reactivate(db: Database, email: string): Promise<string> {
  const id = await accountOf(db, email);
  await db.transaction((tx) => reactivateAccount(tx, shell(), { id, reason }));
  return `${email} can sign in again.`;
}

export async function makeAdministrator(db: Database, email: string): Promise<string> {
  const id = await accountOf(db, email);
  await db.transaction((tx) => changeSiteRole(tx, shell(), { id, siteRole: "admin" }));
  return `${email} is an administrator now.`;
}

/** @throws Error that says what to do, when there is no such account */
async function accountOf(db: Database, email: string): Promise<string> {
  const [user] = await db.select({ id: users.id }).from(users).where(and(eq(users.email, email.trim().toLowerCase()), eq(users.kind, "person")));
  if (user) return user.id;
  throw new Error(`Nobody has an account with ${email}. See countersign-admin users list.`);
}
