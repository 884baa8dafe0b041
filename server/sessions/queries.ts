import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Executor } from "../db/client.ts";
import type { Actor } from "../identity/actor.ts";
import { sessions } from "../identity/tables.ts";
import { agentWords } from "./agent.ts";
import type { Session } from "./schema.ts";

/** The sessions of an account that have not ended, the one seen last first. */
export async function listSessions(db: Executor, { credential }: Pick<Actor, "credential">, userId: string): Promise<Session[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(100);
  return rows.map((row) => ({
    id: row.id,
    current: credential.kind === "session" && credential.tokenHash === row.tokenHash,
    method: row.method,
    address: row.address,
    agent: agentWords(row.userAgent),
    since: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
