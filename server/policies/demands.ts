import type { CheckDemand } from "./schema.ts";

/**
 * What tells the automatic demands of a policy apart, and joins those of two policies that are about the same thing:
 * `metric:auc`, `live:auc:higher`, `soak:staging`, `external:bias-audit`, or the kind alone.
 */
export function demandId(demand: CheckDemand): string {
  switch (demand.kind) {
    case "metric":
      return `metric:${demand.metric}`;
    case "metric_vs_live":
      // Not one demand in two directions: that would be the one, or the other.
      return `live:${demand.metric}:${demand.better}`;
    case "soak":
      return `soak:${demand.stage}`;
    case "external":
      return `external:${demand.name}`;
    case "metadata":
    case "card":
    case "lineage":
    case "files_verified":
    case "safe_serialization":
    case "signature_compatible":
      return demand.kind;
  }
}

/** The stricter of two demands with the same id: what satisfies it satisfies both. */
export function stricterDemand(one: CheckDemand, other: CheckDemand): CheckDemand {
  if (one.kind === "metric" && other.kind === "metric") {
    const [atLeast, atMost] = [highest(one.atLeast, other.atLeast), lowest(one.atMost, other.atMost)];
    return { kind: "metric", metric: one.metric, ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) };
  }
  if (one.kind === "metric_vs_live" && other.kind === "metric_vs_live") return { ...one, tolerance: Math.min(one.tolerance, other.tolerance) };
  if (one.kind === "metadata" && other.kind === "metadata") return { kind: "metadata", keys: [...new Set([...one.keys, ...other.keys])] };
  if (one.kind === "soak" && other.kind === "soak") return { ...one, hours: Math.max(one.hours, other.hours) };
  return one;
}

/** The greater of those that are given; undefined when neither is. */
export function highest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/** The lesser of those that are given; undefined when neither is. */
export function lowest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
