import { createTRPCClientProxy, httpLink, splitLink, TRPCUntypedClient, type TRPCClient, type TRPCRequestOptions } from "@trpc/client";
import { unexpectedAnswer } from "./answer.ts";
import type { Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { transferWaitMs } from "./retry.ts";
import { subscriptionLink } from "./subscription.ts";
import type { AppRouter } from "./wire.ts";

/** Every procedure of the registry, typed: `api.search.find.query({ query: "team:risk" })`. */
export type Api = TRPCClient<AppRouter>;

/** Mutations after which a second try finds things as the first one left them. */
const repeatable = new Set(["versions.attach", "versions.finalize", "versions.register", "uploads.open", "uploads.cancel", "deletions.discardDraft"]);

/** What is asked in the middle of a push or of a wait, which outlive a restart of the registry. */
const patient = new Set([...repeatable, "versions.novelSizes", "promotions.pulse"]);

/** Queries that carry a whole document, which an address may be too short for. */
const weighty = new Set(["cards.preview", "policies.simulate"]);

/** What tRPC wraps into an error of its own is given to callers as it was. */
class OutspokenClient extends TRPCUntypedClient<AppRouter> {
  override query(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return super.query(path, input, options).catch(unwrap);
  }

  override mutation(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return super.mutation(path, input, options).catch(unwrap);
  }
}

function unwrap(error: unknown): never {
  const cause = error instanceof Error ? error.cause : undefined;
  throw cause instanceof CountersignError || isAbort(cause) ? cause : error;
}

/** Whether a promise was given up because its caller wanted that. */
function isAbort(error: unknown): error is Error {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

/** The typed tRPC client over a connection. Its calls are repeated, and its errors told, as those of the rest of the SDK. */
export function openApi(connection: Connection): Api {
  const options = {
    url: `${connection.url}/api/trpc`,
    async fetch(input: unknown, init?: RequestInit) {
      const method = init?.method === "POST" ? "POST" : "GET";
      const path = (input as string).slice(connection.url.length);
      const procedure = path.slice("/api/trpc/".length).split("?", 1)[0] ?? "";
      const answer = await connection.json(
        {
          method,
          path,
          headers: init?.headers as Record<string, string>,
          body: init?.body as string | undefined,
          signal: init?.signal ?? undefined,
        },
        method === "GET" || repeatable.has(procedure) || weighty.has(procedure),
        patient.has(procedure) ? transferWaitMs : undefined,
      );
      if (typeof answer !== "object" || answer === null || !("result" in answer)) {
        throw unexpectedAnswer(connection.url, "its JSON is not that of a tRPC procedure", 200);
      }
      return { ok: true, json: async () => answer };
    },
  };
  const link = splitLink<AppRouter>({
    condition: ({ type }) => type === "subscription",
    true: subscriptionLink(connection),
    false: splitLink({ condition: ({ path }) => weighty.has(path), true: httpLink({ ...options, methodOverride: "POST" }), false: httpLink(options) }),
  });
  return createTRPCClientProxy<AppRouter>(new OutspokenClient({ links: [link] }));
}
