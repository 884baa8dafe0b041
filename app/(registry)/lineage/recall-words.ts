import type { Recall } from "#server/lineage/schema.ts";

/** What was recalled, as far as it may be named. */
export function recalledName({ dataset, reference }: Pick<Recall, "dataset" | "reference">): string {
  if (dataset === null) return reference ?? "a version that you may not see";
  if (dataset.digest !== null) return `the data ${dataset.name} with the digest ${dataset.digest.slice(0, 15)}…`;
  return `the data ${dataset.name}${dataset.version === null ? "" : `@${dataset.version}`}`;
}
