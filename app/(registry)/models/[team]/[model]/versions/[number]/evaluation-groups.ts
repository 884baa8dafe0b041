/** Evaluations of a version by their metric. Pure. */
import { betterOf, metricsInOrder, type Better, type Directions } from "#server/versions/metric-names.ts";
import type { Metadata } from "#server/versions/schema.ts";

export type Evaluation = NonNullable<Metadata["evaluations"]>[number];

export interface MetricParts {
  metric: string;
  better: Better;
  /** The headline number, where there is one. */
  whole: number | undefined;
  /** Those with a value, the worst first where that is known: it is what one looks for. */
  parts: Evaluation[];
  series: Evaluation[];
}

/** One group for each metric, those first that people look at first. */
export function byMetric(evaluations: readonly Evaluation[], metrics: Readonly<Record<string, number>>, directions: Directions): MetricParts[] {
  const names = metricsInOrder([{ metrics: Object.fromEntries(evaluations.map(({ metric }) => [metric, 0])) }]);
  return names.map((metric) => {
    const own = evaluations.filter((each) => each.metric === metric);
    const better = betterOf(metric, directions);
    const parts = own.filter(({ value }) => value !== undefined);
    const sign = better === "lower" ? -1 : 1;
    return {
      metric,
      better,
      whole: Object.hasOwn(metrics, metric) ? metrics[metric] : undefined,
      parts: better === "neither" ? parts : parts.toSorted((a, b) => sign * (a.value! - b.value!)),
      series: own.filter(({ series }) => series !== undefined),
    };
  });
}

/** Of what something was measured, in words. */
export function whereOf({ dataset, slice }: { dataset?: string | null | undefined; slice?: string | null | undefined }): string {
  return [dataset, slice].filter((part) => typeof part === "string").join(", ") || "all data";
}
