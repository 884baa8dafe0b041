import type { Api } from "./api.ts";
import { CountersignError } from "./errors.ts";
import { readPages } from "./pages.ts";
import type { Completions, Facets, Found, Inputs, ModelHit, View, VersionHit } from "./wire.ts";

/** Finds models and versions by the registry's query language: `churn team:risk metric.auc>=0.9 sort:metric.auc`. */
export interface Search {
  /**
   * The models that a query finds among those that the token may see, fetched page by page as they are asked for.
   * @param query left out or empty: all of them
   * @throws CountersignError invalid_query, whose details say where it is wrong and how it was probably meant
   */
  (query?: string): AsyncGenerator<ModelHit, void, undefined>;
  /** The same of versions. */
  versions(query?: string): AsyncGenerator<VersionHit, void, undefined>;
  /** One page of either, as the query says, with how many there are. */
  page(query: string, page?: { cursor?: string | undefined; limit?: number | undefined }): Promise<Found>;
  /** The values of fields among what is found, with counts, and the query that asks for each. */
  facets(query?: string): Promise<Facets>;
  /** What could stand where the cursor is; left out: at the end. */
  complete(query: string, at?: number): Promise<Completions>;
  views: {
    /** One's own views, and those that are shared with one's teams. */
    list(): Promise<View[]>;
    /**
     * Keeps a query under a name, or changes one's own view: the one of that name, or of `id`, which is renamed by it. With `team`, it
     * is for the members of that team too.
     * @throws CountersignError already_exists, when another view of one's own has the name
     */
    save(view: Inputs["search"]["views"]["save"]): Promise<{ id: string }>;
    remove(id: string): Promise<void>;
  };
}

/**
 * The same query, of one team's models alone. It stands beside the query: what says how to list can't stand in parentheses, and neither
 * can a last word that may go on. Only what is joined by an OR is put into them.
 */
export function inTeam(query = "", team?: string): string {
  if (team === undefined) return query;
  const words = query.match(/(?:"(?:\\.|[^"\\])*"?|[^\s"])+/g) ?? [];
  if (!words.some((word) => /^(?:.*\))?OR(?:\(.*)?$/.test(word))) return `team:${team} ${query}`.trim();
  const isDirective = (word: string) => /^(?:sort|in):/i.test(word);
  return [`team:${team}`, `(${words.filter((word) => !isDirective(word)).join(" ")})`, ...words.filter(isDirective)].join(" ");
}

export function openSearch(api: Api): Search {
  const models = (query = "") =>
    readPages(async (page) => {
      const found = await api.search.find.query({ query, ...page });
      if (found.in !== "models") throw new CountersignError("invalid_input", "The query asks for versions: call search.versions(query) for them.");
      return found;
    });
  const versions = (query = "") => {
    const asked = /(?:^|\s)in:versions(?=\s|$)/i.test(query) ? query : `${query} in:versions`.trim();
    return readPages(async (page) => {
      const found = await api.search.find.query({ query: asked, ...page });
      if (found.in !== "versions") throw new CountersignError("invalid_input", "The query asks for models: call search(query) for them.");
      return found;
    });
  };
  return Object.assign(models, {
    versions,
    page: (query: string, page: { cursor?: string | undefined; limit?: number | undefined } = {}) => api.search.find.query({ query, ...page }),
    facets: (query = "") => api.search.facets.query({ query }),
    complete: (query: string, at = query.length) => api.search.complete.query({ query, at }),
    views: {
      list: () => api.search.views.list.query(),
      save: (view: Inputs["search"]["views"]["save"]) => api.search.views.save.mutate(view),
      remove: async (id: string) => void (await api.search.views.remove.mutate({ id })),
    },
  });
}
