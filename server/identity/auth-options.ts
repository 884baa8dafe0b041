import { randomBytes } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { recordRefusedSignIn } from "../audit/commands.ts";
import type { Database } from "../db/client.ts";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { hashSecret } from "../tokens/secret.ts";
import { authProvider, identityOf, providerId, type Answer, type Provider } from "../single-sign-on/provider.ts";
import { signInByProvider } from "../single-sign-on/commands.ts";
import { demandPasswords } from "../settings/queries.ts";
import type { LimitCounts } from "../traffic/limits.ts";
import { sessionAdapter, type Arriving } from "./adapter.ts";
import { agentOf, type RequestFacts } from "./actor.ts";
import { openSession, signIn } from "./commands.ts";
import { sessionSeconds } from "./queries.ts";
import { credentialsSchema } from "./schema.ts";
import { sessionHashOf } from "./session.ts";

/** The headers in which the server tells the pages' side of the process where a request came from. */
export const addressHeader = "x-countersign-address";
export const requestIdHeader = "x-request-id";

/** Where a request came from, as the process's own server has noted it down in its headers. */
export function requestFacts(headers: Headers): RequestFacts {
  return { id: headers.get(requestIdHeader) ?? "", address: headers.get(addressHeader) ?? "unknown", userAgent: agentOf(headers.get("user-agent")) };
}

/** The header in which the server tells the pages' side of the process what is asked for. */
export const pathHeader = "x-countersign-path";

const day = 24 * 60 * 60;

/**
 * Sign-in with e-mail and password, and sessions in the database, for one request of next-auth's.
 * next-auth gives a credentials sign-in a JWT; its `encode` is where we open a session instead and answer with its token.
 * @param facts where the request came from: what is opened or refused says so
 * @param cookies the value of its Cookie header
 */
export async function authOptions(
  { db, secret, provider, limits }: { db: Database; secret: string; provider: Provider | null; limits: LimitCounts },
  facts: RequestFacts,
  cookies: string | null,
): Promise<NextAuthOptions> {
  const seconds = await sessionSeconds(db);
  let arriving: Arriving | null = null;
  return {
    adapter: sessionAdapter(db, facts, () => arriving),
    secret,
    logger: { error: logFault, warn: () => {} },
    session: { maxAge: seconds, updateAge: day },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
        async authorize(given) {
          const credentials = credentialsSchema.safeParse(given);
          if (!credentials.success) return null;
          try {
            await demandPasswords(db, provider?.name ?? null);
            return await signIn({ db, secret }, facts, credentials.data);
          } catch (error) {
            limits.note(error);
            // next-auth shows the message of an Error and nothing else of it. What the form acts on is the reason alone.
            if (error instanceof DomainError && error.reason === "second_factor_required") throw new Error(error.reason, { cause: error });
            if (error instanceof DomainError) throw new Error(error.message, { cause: error });
            log.error("signing in failed", { request: facts.id, error });
            throw new Error("Signing in failed here. It has been logged; try again later.", { cause: error });
          }
        },
      }),
      ...(provider ? [authProvider(provider) as never] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== providerId || !provider || !profile) return true;
        try {
          const identity = identityOf(provider, profile as unknown as Answer);
          const arrival = await signInByProvider(db, facts, identity);
          if ("refusal" in arrival) {
            await recordRefusedSignIn(db, facts, identity.email ?? identity.subject, `${arrival.refusal}: refused after signing in at ${identity.issuer}.`);
            return `/sign-in?error=${arrival.refusal}`;
          }
          const confirmedAt = new Date(Math.min(Date.now(), identity.authenticatedAt?.getTime() ?? Infinity));
          arriving = { account: arrival.account, confirmedAt, replaces: sessionHashOf(cookies) };
          return true;
        } catch (error) {
          // The message would stand in the address.
          log.error("signing in failed", { request: facts.id, error });
          return "/sign-in?error=provider_silent";
        }
      },
    },
    jwt: {
      async encode({ token }) {
        const userId = token?.sub;
        if (!userId) throw new Error("a session for nobody");
        const sessionToken = randomBytes(32).toString("base64url");
        const expiresAt = new Date(Date.now() + seconds * 1000);
        await openSession(db, facts, { tokenHash: hashSecret(sessionToken), userId, expiresAt, method: "password" });
        return sessionToken;
      },
      decode: () => null,
    },
  };
}

/** next-auth hands over all that it has; what goes into the log is what went wrong, and nothing of what the provider sent. */
function logFault(code: string, fault: unknown): void {
  const error = fault instanceof Error ? fault : typeof fault === "object" && fault !== null && "error" in fault ? fault.error : fault;
  log.error(`Signing in failed (${code}): ${error instanceof Error ? error.message : "no reason was given"}`);
}
