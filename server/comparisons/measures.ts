/** The numbers of several versions side by side. Pure. */
import { betterOf, metricsInOrder, type Better } from "../versions/metric-names.ts";
import type { Metadata } from "../versions/schema.ts";
import type { ComparedSeries, Measure, SeriesHead } from "./schema.ts";

const mostSeriesListed = 200;

/** As much of a version as is compared here. */
export type Measured = Pick<Metadata, "metrics" | "evaluations" | "directions">;

/** The headline metrics of the versions, those first that most of them have and that people look at first. */
export function compareMetrics(versions: readonly Measured[], baseline: number): Measure[] {
  return metricsInOrder(versions).map((metric) =>
    measureOf({ metric, dataset: null, slice: null }, versions, versions.map(({ metrics }) => (Object.hasOwn(metrics, metric) ? metrics[metric]! : null)), baseline),
  );
}

/** What was measured on datasets and parts of them; of a series, where it ended. */
export function compareEvaluations(versions: readonly Measured[], baseline: number): Measure[] {
  const kinds = new Map<string, { about: Pick<Measure, "metric" | "dataset" | "slice">; values: (number | null)[] }>();
  for (const [at, { evaluations = [] }] of versions.entries()) {
    for (const { metric, dataset = null, slice = null, value, series } of evaluations) {
      const key = JSON.stringify([metric, dataset, slice]);
      const kind = kinds.get(key) ?? { about: { metric, dataset, slice }, values: versions.map(() => null) };
      kind.values[at] = value ?? series?.at(-1)?.[1] ?? null;
      kinds.set(key, kind);
    }
  }
  const order = metricsInOrder([...kinds.values()].map(({ about }) => ({ metrics: { [about.metric]: 0 } })));
  return [...kinds.values()]
    .map(({ about, values }) => measureOf(about, versions, values, baseline))
    .toSorted((a, b) => order.indexOf(a.metric) - order.indexOf(b.metric) || by(a.dataset, b.dataset) || by(a.slice, b.slice));
}

/** What some of the versions have step by step, those first that most of them have, then as metrics are looked at. */
export function listSeries(versions: readonly Measured[]): SeriesHead[] {
  const heads = new Map<string, SeriesHead>();
  for (const { evaluations = [] } of versions) {
    for (const { metric, dataset = null, slice = null, series } of evaluations) {
      if (series === undefined) continue;
      const key = JSON.stringify([metric, dataset, slice]);
      heads.set(key, { metric, dataset, slice, versions: (heads.get(key)?.versions ?? 0) + 1 });
    }
  }
  const order = metricsInOrder([...heads.values()].map(({ metric }) => ({ metrics: { [metric]: 0 } })));
  return [...heads.values()]
    .toSorted((a, b) => b.versions - a.versions || order.indexOf(a.metric) - order.indexOf(b.metric) || by(a.dataset, b.dataset) || by(a.slice, b.slice))
    .slice(0, mostSeriesListed);
}

/** One series of every version that has it. */
export function laySeries(versions: readonly Measured[], about: Pick<ComparedSeries, "metric" | "dataset" | "slice">): ComparedSeries {
  const of = ({ evaluations = [] }: Measured) =>
    evaluations.find(({ metric, dataset = null, slice = null, series }) => series !== undefined && metric === about.metric && dataset === about.dataset && slice === about.slice)?.series ?? null;
  return { ...about, better: betterOf(about.metric, ...versions.map(({ directions }) => directions)), values: versions.map(of) };
}

function by(one: string | null, other: string | null): number {
  return (one ?? "").localeCompare(other ?? "", "en");
}

function measureOf(about: Pick<Measure, "metric" | "dataset" | "slice">, versions: readonly Measured[], values: (number | null)[], baseline: number): Measure {
  const better = betterOf(about.metric, ...versions.map(({ directions }) => directions));
  const base = values[baseline] ?? null;
  const first = values[0] ?? null;
  return {
    ...about,
    better,
    values,
    differences: values.map((value, at) => (at === baseline || value === null || base === null ? null : subtract(value, base))),
    best: bestOf(values, better),
    same: values.every((value) => value !== null && first !== null && subtract(value, first) === 0),
  };
}

/** The places of the best of the values: none where one alone is there, or all are the same. */
export function bestOf(values: readonly (number | null)[], better: Better): number[] {
  const known = values.filter((value) => value !== null);
  if (better === "neither" || known.length < 2) return [];
  const best = better === "higher" ? Math.max(...known) : Math.min(...known);
  const places = values.flatMap((value, at) => (value !== null && subtract(value, best) === 0 ? [at] : []));
  return places.length === known.length ? [] : places;
}

/**
 * The difference of two numbers that were written in decimals: what is left below 1e-12 of the greater of them is none, and
 * 0.9 − 0.85 is 0.05.
 */
export function subtract(value: number, base: number): number {
  const difference = value - base;
  const greater = Math.max(Math.abs(value), Math.abs(base));
  if (Math.abs(difference) <= greater * 1e-12) return 0;
  const digits = 15 - Math.max(0, Math.ceil(Math.log10(greater / Math.abs(difference))));
  return Number(difference.toPrecision(Math.max(1, Math.min(15, digits))));
}
