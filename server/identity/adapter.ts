import type { Adapter } from "next-auth/adapters";
import type { Database } from "../db/client.ts";
import { hashSecret } from "../tokens/secret.ts";
import type { RequestFacts } from "./actor.ts";
import { closeSession, extendSession, openSession } from "./commands.ts";
import { findSession, findUser } from "./queries.ts";

/**
 * What next-auth needs to keep sessions in our tables. Accounts are made elsewhere, by administrators.
 * @param facts where the request came from, which a session that is opened by it remembers
 */
export function sessionAdapter(db: Database, facts: RequestFacts): Adapter {
  const asUser = (user: { id: string; name: string; email: string }) => ({ ...user, emailVerified: null });
  const adapter = {
    async getUser(id: string) {
      const user = await findUser(db, id);
      return user && asUser(user);
    },
    // Only a sign-in at a provider comes here: one by password opens its session in auth-options.ts.
    async createSession(session: { sessionToken: string; userId: string; expires: Date }) {
      const { sessionToken, userId, expires } = session;
      await openSession(db, facts, { tokenHash: hashSecret(sessionToken), userId, expiresAt: expires, method: "oidc" });
      return session;
    },
    async getSessionAndUser(sessionToken: string) {
      const found = await findSession(db, hashSecret(sessionToken));
      if (!found) return null;
      return {
        user: asUser(found.user),
        session: { sessionToken, userId: found.user.id, expires: found.expiresAt },
      };
    },
    async updateSession(session: { sessionToken: string; expires?: Date }) {
      if (session.expires) await extendSession(db, hashSecret(session.sessionToken), session.expires);
      return null;
    },
    async deleteSession(sessionToken: string) {
      await closeSession(db, hashSecret(sessionToken));
    },
  };
  return adapter;
}
