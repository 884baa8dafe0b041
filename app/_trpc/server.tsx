import "server-only";
import { dehydrate, hashKey, HydrationBoundary, type QueryKey } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import { createContext, sharedRegistry } from "#server/context.ts";
import { pathHeader, requestFacts } from "#server/identity/auth-options.ts";
import { appRouter, createCaller } from "#server/router.ts";
import { makeQueryClient } from "./query-client.ts";

const context = cache(async () => {
  const given = await headers();
  return await createContext(
    sharedRegistry(),
    { cookie: given.get("cookie") },
    requestFacts(given),
  );
});

const queryClient = cache(makeQueryClient);

/** The registry's procedures, called as the one who asks for the page, with no HTTP in between. */
export const api = cache(async () => createCaller(await context()));

/** What the registry is called, and how people sign in. */
export const signInWays = cache(async () => await (await api()).settings.signInWays());

/** The options of the same procedures' queries, to fill what `Hydrate` hands to the browser. */
export const trpc = createTRPCOptionsProxy({ router: appRouter, ctx: context, queryClient });

/**
 * Waits for what a page can't be shown without. What does not exist becomes the page that says so; who is not signed
 * in is sent to sign in and comes back.
 */
export async function load<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    const code = error instanceof TRPCError ? error.code : undefined;
    if (code === "NOT_FOUND" || code === "BAD_REQUEST") notFound();
    if (code === "UNAUTHORIZED") redirect(`/sign-in?callbackUrl=${encodeURIComponent((await headers()).get(pathHeader) ?? "/")}`);
    throw error;
  }
}

/** Fetches queries, with `load`, so that the client components below have their answers in the first HTML. */
export async function Hydrate({ queries, children }: { queries: { queryKey: QueryKey; queryFn: () => unknown }[]; children: ReactNode }) {
  const client = queryClient();
  await load(Promise.all(queries.map((query) => client.fetchQuery(query))));
  // Those of the other parts of the page are handed over where they are needed: what is there already would not be rendered.
  const own = new Set(queries.map(({ queryKey }) => hashKey(queryKey)));
  return <HydrationBoundary state={dehydrate(client, { shouldDehydrateQuery: ({ queryHash }) => own.has(queryHash) })}>{children}</HydrationBoundary>;
}
