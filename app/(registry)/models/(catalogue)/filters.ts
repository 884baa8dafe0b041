import { slugSchema } from "#server/teams/schema.ts";

export interface Filters {
  search: string;
  team: string;
}

/** What the address asks for; what can't be asked for is left out. */
export function readFilters(params: { q?: string | null | undefined; team?: string | null | undefined }): Filters {
  const team = slugSchema.safeParse(params.team ?? "");
  return { search: (params.q ?? "").trim().slice(0, 200), team: team.success ? team.data : "" };
}

/** The address of the catalogue that shows this. */
export function catalogueHref({ search, team }: Filters): string {
  const query = new URLSearchParams();
  if (search) query.set("q", search);
  if (team) query.set("team", team);
  return query.size > 0 ? `/models?${query.toString()}` : "/models";
}

/** What the registry is asked. The server and the browser ask with the same key, so that the answer is fetched once. */
export function listInput({ search, team }: Filters) {
  return { ...(search ? { search } : {}), ...(team ? { team } : {}), limit: 50 };
}
