/** What a comparison's address says, and how one is written. Pure. */
import { mostCompared } from "#server/comparisons/schema.ts";

export type Chart = "lines" | "bars";

export interface Address {
  /** References as they were given: each once. */
  versions: string[];
  /** One of them; undefined for the first. */
  baseline: string | undefined;
  /** Whether what is the same is shown too. */
  all: boolean;
  chart: Chart | undefined;
  /** What is drawn step by step; undefined for the first that there is. */
  series: Part | undefined;
  /** The one whose card is laid beside the baseline's; undefined for the first that has another. */
  card: string | undefined;
}

/** A metric, of a dataset or of a part of it. */
export interface Part {
  metric: string;
  dataset: string | null;
  slice: string | null;
}

type Params = Record<string, string | string[] | undefined>;

export function readAddress(params: Params): Address {
  const one = (name: string) => {
    const given = params[name];
    return (Array.isArray(given) ? given[0] : given) || undefined;
  };
  const versions = [...new Set((one("versions") ?? "").split(",").map((reference) => reference.trim()).filter(Boolean))].slice(0, mostCompared);
  const chart = one("chart");
  const among = (reference: string | undefined) => (reference !== undefined && versions.includes(reference) ? reference : undefined);
  const metric = one("series");
  const series = metric === undefined ? undefined : { metric, dataset: one("dataset") ?? null, slice: one("slice") ?? null };
  return { versions, baseline: among(one("baseline")), all: one("all") === "1", chart: chart === "lines" || chart === "bars" ? chart : undefined, series, card: among(one("card")) };
}

/** The address of a comparison; what is as usual is left out. */
export function hrefOf({ versions, baseline, all, chart, series, card }: Partial<Address> & Pick<Address, "versions">): string {
  const kept = (reference: string | undefined) => (reference !== undefined && versions.includes(reference) ? reference : undefined);
  const first = kept(baseline) === versions[0] ? undefined : kept(baseline);
  const parts = { versions: versions.join(","), baseline: first, all: all ? "1" : undefined, chart, series: series?.metric, dataset: series?.dataset ?? undefined, slice: series?.slice ?? undefined, card: kept(card) };
  const query = Object.entries(parts).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`${name}=${readable(value)}`]));
  return query.length === 0 ? "/compare" : `/compare?${query.join("&")}`;
}

/** The bytes of the same comparison as a document. */
export function documentOf({ versions, baseline, all }: Pick<Address, "versions" | "baseline" | "all">, format: "csv" | "markdown"): string {
  const parts = [["versions", versions.join(",")], ...(baseline === undefined ? [] : [["baseline", baseline]]), ...(all ? [["all", "1"]] : []), ["format", format]];
  return `/api/compare?${parts.map(([name, value]) => `${name}=${readable(value!)}`).join("&")}`;
}

/** What references are made of needs no escape in a query. */
function readable(value: string): string {
  return encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%40", "@").replaceAll("%2C", ",").replaceAll("%3A", ":");
}
