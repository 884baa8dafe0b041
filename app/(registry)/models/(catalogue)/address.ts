/** What the address of the catalogue asks for, and the address that asks for something. Pure. */
import { layouts, mostQueryCharacters, type ViewLayout } from "#server/search/schema.ts";
import { slugSchema } from "#server/teams/schema.ts";

export interface Asked {
  /** In the language of the search. */
  query: string;
  /** The id of the saved view that was opened; what it shows may have been changed since. */
  view: string | null;
  as: ViewLayout["as"];
}

type Given = (name: "q" | "view" | "as" | "team") => string | null | undefined;

/** @param given one parameter of the address. `team` is how the team was asked for before there was a language. */
export function readAddress(given: Given): Asked {
  const team = slugSchema.safeParse(given("team") ?? "");
  const typed = (given("q") ?? "").trim();
  return {
    query: (team.success ? `team:${team.data} ${typed}`.trim() : typed).slice(0, mostQueryCharacters),
    view: given("view") || null,
    as: layouts.find((each) => each === given("as")) ?? "list",
  };
}

export function catalogueHref({ query, view = null, as = "list" }: Partial<Asked>): string {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  if (view) params.set("view", view);
  if (as !== "list") params.set("as", as);
  return params.size > 0 ? `/models?${params.toString()}` : "/models";
}

/** What the registry is asked. The server and the browser ask with the same key, so that the answer is fetched once. */
export const findInput = (query: string) => ({ query, limit: 50 });
