import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import type { Comparison } from "./wire.ts";
export interface CompareOptions {
    /** With which of the versions the others are compared, by its reference; left out, the first. */
    baseline?: string | undefined;
    /** Also what is the same in all of them. */
    all?: boolean | undefined;
}
/** Versions side by side. */
export interface Comparisons {
    /** Two to six versions, also of different models. Of the files and tensors it holds the first 200; `api.comparisons` gives the rest page by page. */
    compare(references: readonly string[], options?: CompareOptions): Promise<Comparison>;
    /** The same as a document: CSV for a spreadsheet, Markdown for a report. */
    exportComparison(references: readonly string[], options: CompareOptions & {
        format: "csv" | "markdown";
    }): Promise<string>;
}
export declare function openComparisons(api: Api, connection: Connection): Comparisons;
