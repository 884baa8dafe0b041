import { createTRPCClientProxy, httpLink, splitLink, TRPCUntypedClient } from "@trpc/client";
import { unexpectedAnswer } from "./answer.js";
import { CountersignError } from "./errors.js";
import { transferWaitMs } from "./retry.js";
/** Mutations after which a second try finds things as the first one left them. */
const repeatable = new Set(["versions.attach", "versions.finalize", "versions.register", "uploads.open", "uploads.cancel", "deletions.discardDraft"]);
/** What is asked in the middle of a push or of a wait, which outlive a restart of the registry. */
const patient = new Set([...repeatable, "versions.novelSizes", "promotions.pulse"]);
/** Queries that carry a whole document, which an address may be too short for. */
const weighty = new Set(["cards.preview", "policies.simulate"]);
/** What tRPC wraps into an error of its own is given to callers as it was. */
class OutspokenClient extends TRPCUntypedClient {
    query(path, input, options) {
        return super.query(path, input, options).catch(unwrap);
    }
    mutation(path, input, options) {
        return super.mutation(path, input, options).catch(unwrap);
    }
}
function unwrap(error) {
    const cause = error instanceof Error ? error.cause : undefined;
    throw cause instanceof CountersignError || isAbort(cause) ? cause : error;
}
/** Whether a promise was given up because its caller wanted that. */
function isAbort(error) {
    return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}
/** The typed tRPC client over a connection. Its calls are repeated, and its errors told, as those of the rest of the SDK. */
export function openApi(connection) {
    const options = {
        url: `${connection.url}/api/trpc`,
        async fetch(input, init) {
            const method = init?.method === "POST" ? "POST" : "GET";
            const path = input.slice(connection.url.length);
            const procedure = path.slice("/api/trpc/".length).split("?", 1)[0] ?? "";
            const answer = await connection.json({
                method,
                path,
                headers: init?.headers,
                body: init?.body,
                signal: init?.signal ?? undefined,
            }, method === "GET" || repeatable.has(procedure) || weighty.has(procedure), patient.has(procedure) ? transferWaitMs : undefined);
            if (typeof answer !== "object" || answer === null || !("result" in answer)) {
                throw unexpectedAnswer(connection.url, "its JSON is not that of a tRPC procedure", 200);
            }
            return { ok: true, json: async () => answer };
        },
    };
    const link = splitLink({ condition: ({ path }) => weighty.has(path), true: httpLink({ ...options, methodOverride: "POST" }), false: httpLink(options) });
    return createTRPCClientProxy(new OutspokenClient({ links: [link] }));
}
