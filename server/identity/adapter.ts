import type { Adapter } from "next-auth/adapters";
import type { Database } from "../db/client.ts";
import { hashSecret } from "../tokens/secret.ts";
import type { RequestFacts } from "./actor.ts";
import { closeSession, extendSession, openSession } from "./commands.ts";
import { findSession, findUser } from "./queries.ts";

/** Somebody who is signing in at the provider just now, once it is known who they are here. */
export interface Arriving {
  account: { id: string; name: string; email: string };
  /** When they last proved who they are. */
  confirmedAt: Date;
  /** The session that their browser had until now, by its hash. */
  replaces: string | null;
}

/**
 * What next-auth needs to keep sessions in our tables. Accounts are made elsewhere: by administrators, or by signInByProvider.
 * @param facts where the request came from, which a session that is opened by it remembers
 * @param arriving who signs in at the provider by this request
 */
export function sessionAdapter(db: Database, facts: RequestFacts, arriving: () => Arriving | null = () => null): Adapter {
  const asUser = ({ id, name, email }: { id: string; name: string; email: string }) => ({ id, name, email, emailVerified: null });
  const adapter = {
    async getUser(id: string) {
      const user = await findUser(db, id);
      return user && asUser(user);
    },
    // Asked before the sign-in is looked at, and after it.
    getUserByAccount() {
      const account = arriving()?.account;
      return Promise.resolve(account ? asUser(account) : null);
    },
    // Only a sign-in at a provider comes here: one by password opens its session in auth-options.ts.
    async createSession(session: { sessionToken: string; userId: string; expires: Date }) {
      const { sessionToken, userId, expires } = session;
      const { confirmedAt, replaces } = arriving() ?? {};
      if (replaces) await closeSession(db, replaces);
      await openSession(db, facts, { tokenHash: hashSecret(sessionToken), userId, expiresAt: expires, method: "oidc", confirmedAt });
      return session;
    },
    async getSessionAndUser(sessionToken: string) {
      // Who arrives gets a session of their own, whatever cookie the browser had before.
      if (arriving()) return null;
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
