import { cache } from "react";
import { api, load } from "#app/_trpc/server.tsx";

/** The webhook of the page at hand; what is no id, or of no webhook that the reader keeps, is not found. */
export const readWebhook = cache(async (id: string) => await load((await api()).webhooks.get({ id })));
