import type { Api } from "./api.ts";
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
    page(query: string, page?: {
        cursor?: string | undefined;
        limit?: number | undefined;
    }): Promise<Found>;
    /** The values of fields among what is found, with counts, and the query that asks for each. */
    facets(query?: string): Promise<Facets>;
    /** What could stand where the cursor is; left out: at the end. */
    complete(query: string, at?: number): Promise<Completions>;
    views: {
        /** One's own views, and those that are shared with one's teams. */
        list(): Promise<View[]>;
        /** Keeps a query under a name, or changes one's own view of that name; with `team`, for the members of that team too. */
        save(view: Inputs["search"]["views"]["save"]): Promise<{
            id: string;
        }>;
        remove(id: string): Promise<void>;
    };
}
/**
 * The same query, of one team's models alone. It stands beside the query: what says how to list can't stand in parentheses, and neither
 * can a last word that may go on. Only what is joined by an OR is put into them.
 */
export declare function inTeam(query?: string, team?: string): string;
export declare function openSearch(api: Api): Search;
