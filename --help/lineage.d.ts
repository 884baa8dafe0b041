import type { Api } from "./api.ts";
import type { Impact, Inputs, Outputs, Recall } from "./wire.ts";
/** What versions were made from, what came of it, and what was recalled. */
export interface Lineage {
    /** The facts of one version: data, code, runs, parents, what was made from it directly, and the recalls that touch it. */
    of(reference: string): Promise<Outputs["lineage"]["of"]>;
    /**
     * Upstream and downstream as nodes and edges, the nearest 5,000 unless fewer are wanted.
     * @param of `team/model@7`, `dataset:NAME@VERSION`, `sha256:…` of data or `commit:…`
     */
    graph(of: string, options?: {
        depth?: number;
        limit?: number;
    }): Promise<Outputs["lineage"]["graph"]>;
    /**
     * What something touches: counts, and the first page of versions with the stages in which they are live and their open promotions.
     * @param of as for `graph`, or `recall:ID`
     * @param options.show only those that are live, or those with an open promotion
     */
    impact(of: string, options?: Omit<Inputs["lineage"]["impact"], "of">): Promise<Impact>;
    /** All versions that something touches, the newest first, fetched page by page. */
    touched(of: string, options?: {
        show?: "all" | "live" | "open";
    }): AsyncGenerator<Impact["items"][number], void, undefined>;
    /** The datasets of the versions that the token may see, by name, fetched page by page. */
    datasets(filter?: {
        search?: string;
    }): AsyncGenerator<Outputs["lineage"]["datasets"]["items"][number], void, undefined>;
    /** The recalls that touch what the token may see, the latest first, fetched page by page. */
    recalls(filter?: {
        open?: boolean;
    }): AsyncGenerator<Recall, void, undefined>;
    /**
     * Recalls a version (version:recall on its model) or data (dataset:recall, an administrator's): what was made from it is flagged and
     * goes to no stage until the recall is lifted.
     * @param what.digest of data: the bytes of that digest, whatever they are called
     * @throws CountersignError already_recalled, not_found, forbidden
     */
    recall(what: Inputs["lineage"]["recallVersion"] | Inputs["lineage"]["recallDataset"]): Promise<Recall>;
    /** Lifts a recall. @throws CountersignError recall_lifted, not_found, forbidden */
    lift(id: string, options: {
        reason: string;
    }): Promise<Recall>;
}
export declare function openLineage(api: Api): Lineage;
