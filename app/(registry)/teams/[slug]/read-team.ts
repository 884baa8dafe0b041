import "server-only";
import { cache } from "react";
import { api, load } from "#app/_trpc/server.tsx";

/** The team at an address, with what the one who asks may do there. */
export const readTeam = cache(async (slug: string) => await load((await api()).teams.get({ team: slug })));
