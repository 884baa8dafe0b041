import { judgeDifference, relativeDifference, type Better, type Verdict } from "#app/_ui/format.ts";
import { betterOf, type Directions } from "#server/versions/metric-names.ts";

export interface MetricRow {
  name: string;
  better: Better;
  candidate: number | undefined;
  live: number | undefined;
  /** Undefined where one of the two has no such metric. */
  verdict: Verdict | undefined;
}

/** As much of a version as is compared here. */
interface Measured {
  metrics: Record<string, number>;
  metadata: { directions?: Directions };
}

/** Every metric of the two versions: the worse first, then the better, the different, what only one has, and the same. */
export function compareMetrics(candidate: Measured, live: Measured | null): MetricRow[] {
  const ours = new Map(Object.entries(candidate.metrics));
  const theirs = new Map(Object.entries(live?.metrics ?? {}));
  const rows = [...new Set([...ours.keys(), ...theirs.keys()])].map((name): MetricRow => {
    const [now, before] = [ours.get(name), theirs.get(name)];
    const better = betterOf(name, candidate.metadata.directions, live?.metadata.directions);
    const verdict = now === undefined || before === undefined ? undefined : judgeDifference(now, before, better);
    return { name, better, candidate: now, live: before, verdict };
  });
  const order = ["worse", "better", "different", undefined, "same"];
  return live ? rows.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)) : rows;
}

/** The relative difference that fills half a bar: the greatest of the table, but at most a quarter, so that one does not flatten the rest. */
export function barExtent(rows: readonly MetricRow[]): number {
  const shares = rows.map(({ candidate, live }) => (candidate === undefined || live === undefined ? 0 : Math.abs(relativeDifference(candidate, live) ?? 0)));
  return Math.min(0.25, Math.max(0.01, ...shares));
}
