import type { Evidence } from "#server/promotions/schema.ts";

/** What an approval is of, part by part, in words. */
const words: Record<string, string> = {
  version: "the version: its files and all that was declared",
  card: "the model card",
  metrics: "the metrics",
  parameters: "the parameters",
  lineage: "the lineage: data, code, run, parents, environment",
  scan: "what was found in the files",
  checks: "the results of reported checks",
  live: "the version that is live",
};

export function partWords(name: string): string {
  return words[name] ?? name;
}

/** The parts that are not what they were, each in a few words. */
export function changedParts(before: Evidence["parts"], now: Evidence["parts"]): string[] {
  const known = new Map(before.map(({ name, value }) => [name, value]));
  return now.filter(({ name, value }) => known.get(name) !== value).map(({ name }) => (partWords(name).split(":")[0] ?? name));
}
