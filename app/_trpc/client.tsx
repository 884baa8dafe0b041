"use client";

import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { useCallback, useState, type ComponentProps, type ReactNode } from "react";
import type { AppRouter } from "#server/wire.ts";
import { ChangesProvider } from "./changes.tsx";
import { makeQueryClient } from "./query-client.ts";

/** `useTRPC` gives the options of queries and mutations; `useTRPCClient` calls without a cache. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

let browserClient: QueryClient | undefined;

function queryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

const url = "/api/trpc";
/** Queries that carry a whole document, which an address may be too short for. */
const weighty = new Set(["cards.preview", "metadataSchemas.preview", "metadataSchemas.try", "policies.preview", "policies.simulate"]);

function newClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url }),
        false: splitLink({ condition: ({ path }) => weighty.has(path), true: httpLink({ url, methodOverride: "POST" }), false: httpBatchLink({ url, maxItems: 10 }) }),
      }),
    ],
  });
}

export function Providers({ children }: { children: ReactNode }) {
  const client = queryClient();
  const [trpcClient] = useState(newClient);
  const openChanges = useCallback<ComponentProps<typeof ChangesProvider>["open"]>((hears) => trpcClient.watching.changes.subscribe(undefined, hears), [trpcClient]);
  return (
    <QueryClientProvider client={client}>
      <TRPCProvider trpcClient={trpcClient} queryClient={client}>
        <ChangesProvider open={openChanges}>{children}</ChangesProvider>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
