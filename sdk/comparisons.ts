import { text } from "node:stream/consumers";
import type { Api } from "./api.ts";
import type { Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { persist } from "./retry.ts";
import type { ComparedSeries, Comparison } from "./wire.ts";

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
  /**
   * One metric of the versions step by step, of a dataset or of a part of it: null of a version that has no such series. Which there
   * are stands in `series` of what `compare` gives.
   */
  compareSeries(references: readonly string[], of: { metric: string; dataset?: string | null | undefined; slice?: string | null | undefined }): Promise<ComparedSeries>;
  /** The same as a document: CSV for a spreadsheet, Markdown for a report. */
  exportComparison(references: readonly string[], options: CompareOptions & { format: "csv" | "markdown" }): Promise<string>;
}

export function openComparisons(api: Api, connection: Connection): Comparisons {
  return {
    async compare(references, { baseline, all } = {}) {
      return await api.comparisons.compare.query({ references: [...references], baseline: placeOf(references, baseline), all: all ?? false });
    },
    async compareSeries(references, of) {
      return await api.comparisons.series.query({ references: [...references], ...of });
    },
    async exportComparison(references, { format, baseline, all }) {
      placeOf(references, baseline);
      const query = new URLSearchParams({ versions: references.join(","), format, all: all ? "1" : "0", ...(baseline === undefined ? {} : { baseline }) });
      const accept = format === "csv" ? "text/csv" : "text/markdown";
      return await persist(async () => await text(await connection.open({ method: "GET", path: `/api/compare?${query.toString()}`, headers: { accept } })), { repeatable: true, signal: undefined });
    },
  };
}

function placeOf(references: readonly string[], baseline: string | undefined): number {
  const place = baseline === undefined ? 0 : references.indexOf(baseline);
  if (place >= 0) return place;
  throw new CountersignError("invalid_input", `The baseline ${JSON.stringify(baseline)} is none of the versions that are compared. Write it as it is written there.`, { details: { baseline, references } });
}
