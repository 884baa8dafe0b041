import type { Evidence } from "./schema.ts";

const words: Record<string, string> = {
  version: "the version is another one",
  card: "the model card changed",
  metrics: "the metrics changed",
  parameters: "the parameters changed",
  lineage: "the lineage changed",
  scan: "other things were found in the files",
  checks: "the results of the checks changed",
};

/** The names of the parts that differ; null when nobody knows what they were. */
export function changedParts(before: Evidence["parts"] | null, now: Evidence["parts"]): string[] | null {
  if (!before) return null;
  const known = new Map(before.map(({ name, value }) => [name, value]));
  return now.filter(({ name, value }) => known.get(name) !== value).map(({ name }) => name);
}

/**
 * What changed in the evidence, in a clause that can follow "because".
 * @param live what the stage names now, in words
 */
export function changedBecause(before: Evidence["parts"] | null, now: Evidence["parts"], live: string): string {
  const changed = changedParts(before, now)?.map((name) => (name === "live" ? live : (words[name] ?? `the ${name} changed`)));
  if (!changed) return "the registry counts more as evidence than it did";
  return changed.length === 0 ? "the rules of what counts as evidence changed" : changed.join(", and ");
}
