import { type TRPCClient } from "@trpc/client";
import type { Connection } from "./connection.ts";
import type { AppRouter } from "./wire.ts";
/** Every procedure of the registry, typed: `api.search.find.query({ query: "team:risk" })`. */
export type Api = TRPCClient<AppRouter>;
/** The typed tRPC client over a connection. Its calls are repeated, and its errors told, as those of the rest of the SDK. */
export declare function openApi(connection: Connection): Api;
