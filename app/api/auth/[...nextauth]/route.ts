import NextAuth from "next-auth";
import { sharedRegistry } from "#server/context.ts";
import { authOptions } from "#server/identity/auth-options.ts";

async function handler(request: Request, context: unknown): Promise<Response> {
  const { db, secret } = sharedRegistry();
  return (await NextAuth(authOptions(db, secret))(request, context)) as Response;
}

export { handler as GET, handler as POST };
