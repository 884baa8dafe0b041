import { randomBytes } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Database } from "../db/client.ts";
import { DomainError, loggable } from "../errors.ts";
import { sessionAdapter } from "./adapter.ts";
import { agentOf, type RequestFacts } from "./actor.ts";
import { signIn } from "./commands.ts";
import { credentialsSchema } from "./schema.ts";
import { sessionSeconds } from "./session.ts";

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
 * Sign-in with e-mail and password, and sessions in the database.
 * next-auth gives a credentials sign-in a JWT; its `encode` is where we open a session instead and answer with its token.
 */
export function authOptions(db: Database, secret: string): NextAuthOptions {
  const adapter = sessionAdapter(db);
  return {
    adapter,
    secret,
    session: { maxAge: sessionSeconds, updateAge: day },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    logger: {
      error: (code, metadata) => console.error(`signing in failed (${code}):`, loggable(metadata instanceof Error ? metadata : metadata.error)),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      CredentialsProvider({
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(given, request) {
          const credentials = credentialsSchema.safeParse(given);
          if (!credentials.success) return null;
          const facts = requestFacts(new Headers(request.headers));
          try {
            return await signIn(db, facts, credentials.data);
          } catch (error) {
            // next-auth shows the message of an Error and nothing else of it.
            if (error instanceof DomainError) throw new Error(error.message, { cause: error });
            console.error(`request ${facts.id} failed to sign in:`, loggable(error));
            throw new Error("Signing in failed here. It has been logged; try again later.", { cause: error });
          }
        },
      }),
    ],
    jwt: {
      async encode({ token }) {
        const userId = token?.sub;
        if (!userId) throw new Error("a session for nobody");
        const sessionToken = randomBytes(32).toString("base64url");
        await adapter.createSession?.({
          sessionToken,
          userId,
          expires: new Date(Date.now() + sessionSeconds * 1000),
        });
        return sessionToken;
      },
      decode: () => null,
    },
  };
}
