/** What was declared of several versions, fact by fact. Pure. */
import { datasetFacts, flatten, lineageFacts, otherFacts, signatureFacts, type Facts } from "../versions/declared-facts.ts";
import type { VersionDetail } from "../versions/schema.ts";
import { factParts, type Comparison, type FactPart, type FactRow } from "./schema.ts";

type Section = Comparison["sections"][number];

/** More rows of one part than anybody reads: what is beyond is counted. */
export const mostRows = 1000;

const parts: Record<FactPart, { title: string; of: (version: VersionDetail) => Facts }> = {
  parameters: { title: "Parameters", of: ({ metadata }) => metadata.parameters },
  data: { title: "Data", of: ({ metadata }) => datasetFacts(metadata.datasets) },
  lineage: { title: "Code and lineage", of: ({ metadata }) => lineageFacts(metadata) },
  environment: { title: "Environment", of: ({ metadata }) => metadata.environment },
  signature: { title: "Signature", of: ({ metadata }) => signatureFacts(metadata.signature) },
  attributes: { title: "Attributes", of: ({ metadata }) => metadata.attributes },
  facts: {
    title: "Other facts",
    of(version) {
      const { attributes: _, ...rest } = otherFacts(version);
      return rest;
    },
  },
};

/** @param all also the facts that are the same in all versions */
export function compareSections(versions: readonly VersionDetail[], all: boolean): Section[] {
  return factParts
    .map((part): Section => ({ part, title: parts[part].title, ...keep(compareFacts(versions.map(parts[part].of)), all) }))
    .filter(({ differing, same }) => differing + same > 0);
}

/** Every fact of the versions by its path, in the order of their names. */
export function compareFacts(versions: readonly Facts[]): FactRow[] {
  const flat = versions.map((facts) => flatten(facts));
  const names = [...new Set(flat.flatMap((facts) => [...facts.keys()]))].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  return names.map((name) => {
    const values = flat.map((facts) => facts.get(name) ?? null);
    return { name, values, same: values.every((value) => value !== null && value === values[0]) };
  });
}

/** Those of the rows that are given, with how many there are of each kind. */
export function keep<Row extends { same: boolean }>(rows: readonly Row[], all: boolean): { rows: Row[]; differing: number; same: number; more: number } {
  const same = rows.filter((row) => row.same).length;
  const wanted = all ? rows : rows.filter((row) => !row.same);
  return { rows: wanted.slice(0, mostRows), differing: rows.length - same, same, more: Math.max(0, wanted.length - mostRows) };
}

/** How many rows of a list that was given to a certain length are not given. */
export function left(list: Comparison["files"] | Comparison["tensors"], all: boolean): number {
  return list.nextCursor === null ? 0 : (all ? list.differing + list.same : list.differing) - list.items.length;
}

/** Whether the cards are to be spoken of: they differ, or everything is. */
export function speaksOfCards({ cards, all }: Pick<Comparison, "cards" | "all">): boolean {
  return all ? cards.some((card) => card !== null) : cards.some((card) => card !== cards[0]);
}
