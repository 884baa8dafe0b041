import { CountersignError } from "./errors.js";
import { readPages } from "./pages.js";
/**
 * The same query, of one team's models alone. It stands beside the query: what says how to list can't stand in parentheses, and neither
 * can a last word that may go on. Only what is joined by an OR is put into them.
 */
export function inTeam(query = "", team) {
    if (team === undefined)
        return query;
    const words = query.match(/(?:"(?:\\.|[^"\\])*"?|[^\s"])+/g) ?? [];
    if (!words.some((word) => /^(?:.*\))?OR(?:\(.*)?$/.test(word)))
        return `team:${team} ${query}`.trim();
    const isDirective = (word) => /^(?:sort|in):/i.test(word);
    return [`team:${team}`, `(${words.filter((word) => !isDirective(word)).join(" ")})`, ...words.filter(isDirective)].join(" ");
}
export function openSearch(api) {
    const models = (query = "") => readPages(async (page) => {
        const found = await api.search.find.query({ query, ...page });
        if (found.in !== "models")
            throw new CountersignError("invalid_input", "The query asks for versions: call search.versions(query) for them.");
        return found;
    });
    const versions = (query = "") => {
        const asked = /(?:^|\s)in:versions(?=\s|$)/i.test(query) ? query : `${query} in:versions`.trim();
        return readPages(async (page) => {
            const found = await api.search.find.query({ query: asked, ...page });
            if (found.in !== "versions")
                throw new CountersignError("invalid_input", "The query asks for models: call search(query) for them.");
            return found;
        });
    };
    return Object.assign(models, {
        versions,
        page: (query, page = {}) => api.search.find.query({ query, ...page }),
        facets: (query = "") => api.search.facets.query({ query }),
        complete: (query, at = query.length) => api.search.complete.query({ query, at }),
        views: {
            list: () => api.search.views.list.query(),
            save: (view) => api.search.views.save.mutate(view),
            remove: async (id) => void (await api.search.views.remove.mutate({ id })),
        },
    });
}
