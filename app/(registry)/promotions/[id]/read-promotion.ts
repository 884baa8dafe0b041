import "server-only";
import { cache } from "react";
import { api, load } from "#app/_trpc/server.tsx";

/** The promotion at this address; once, for the page and for its title. */
export const readPromotion = cache(async (id: string) => load((await api()).promotions.get({ id })));
