import { and, eq, lt, ne, sql } from "drizzle-orm";
import { record } from "../audit/commands.ts";
import type { Database, Transaction } from "../db/client.ts";
import { notFound } from "../errors.ts";
import type { Actor, RequestFacts } from "../identity/actor.ts";
import { requirePerson } from "../identity/fresh.ts";
import { findUser } from "../identity/queries.ts";
import { sessions } from "../identity/tables.ts";
import { agentWords } from "./agent.ts";

/** Notes when, from where and with what a session was last used, at most once a minute. */
export async function touchSession(db: Database, tokenHash: string, { address, userAgent }: RequestFacts): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()`, address, userAgent })
    .where(and(eq(sessions.tokenHash, tokenHash), lt(sessions.lastSeenAt, sql`now() - interval '1 minute'`)));
}

/** Ends one session of an account, at once. @throws DomainError not_found */
export async function endSession(tx: Transaction, actor: Actor, input: { user: string; session: string }) {
  requirePerson(actor, "Ending a session");
  const user = await findUser(tx, input.user);
  const [ended] = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, input.session), eq(sessions.userId, input.user)))
    .returning({ address: sessions.address, userAgent: sessions.userAgent });
  if (!user || !ended) throw notFound("That session");
  await record(tx, actor, { action: "session.ended", target: user.email, details: { sessions: 1, address: ended.address, agent: agentWords(ended.userAgent) } });
  return { ended: 1 };
}

/** Ends all sessions of an account, but the one that asks. @throws DomainError not_found */
export async function endSessions(tx: Transaction, actor: Actor, userId: string) {
  requirePerson(actor, "Ending sessions");
  const user = await findUser(tx, userId);
  if (!user) throw notFound("That account");
  const ended = await dropSessions(tx, userId, actor);
  await record(tx, actor, { action: "session.ended", target: user.email, details: { sessions: ended } });
  return { ended };
}

/**
 * Removes the sessions of an account, which is recorded by who calls this.
 * @param keeper whose own session stays; left out: none does
 * @returns how many there were
 */
export async function dropSessions(tx: Transaction, userId: string, keeper?: Pick<Actor, "credential">): Promise<number> {
  const kept = keeper?.credential.kind === "session" ? ne(sessions.tokenHash, keeper.credential.tokenHash) : undefined;
  return (await tx.delete(sessions).where(and(eq(sessions.userId, userId), kept)).returning({ id: sessions.id })).length;
}
