import NextAuth from "next-auth";
import { sharedRegistry } from "#server/context.ts";
import { authOptions, requestFacts } from "#server/identity/auth-options.ts";

async function handler(request: Request, context: unknown): Promise<Response> {
  const options = await authOptions(sharedRegistry(), requestFacts(request.headers), request.headers.get("cookie"));
  return (await NextAuth(options)(request, context)) as Response;
}

export { handler as GET, handler as POST };
