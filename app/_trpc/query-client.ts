import { QueryClient } from "@tanstack/react-query";

/** One for each request on the server, one for the life of the page in the browser. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the server has rendered is not asked for again at once.
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && !isRefusal(error),
      },
    },
  });
}

/** A refusal stays one however often it is asked for; only what never reached the registry is worth another try. */
function isRefusal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "data" in error && error.data !== null && error.data !== undefined;
}
