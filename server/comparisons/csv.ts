/** A comparison as CSV (RFC 4180), one line for each fact. Pure. */
import { stringify } from "csv-stringify/sync";
import { plain, quoting } from "../audit/csv.ts";
import type { Comparison, Measure } from "./schema.ts";
import { left, speaksOfCards } from "./sections.ts";

type Cell = string | number | null;

/**
 * The columns are `section, name, dataset, slice, better`, the versions by their references, what each of the others differs
 * from the baseline by, and `best`. Texts that a spreadsheet would take for formulas begin with an apostrophe; numbers stay numbers.
 */
export function csvOf(comparison: Comparison): string {
  const { versions, baseline, metrics, evaluations, sections, files, tensors, cards, all } = comparison;
  const names = versions.map(({ reference }) => reference);
  const others = names.filter((_, at) => at !== baseline);
  const head: Cell[] = ["section", "name", "dataset", "slice", "better", ...names, ...others.map((name) => `${name} minus ${names[baseline]}`), "best"];
  const measures = (section: string, rows: readonly Measure[]) =>
    rows.map(({ metric, dataset, slice, better, values, differences, best }): Cell[] => [
      section, metric, dataset, slice, better === "neither" ? null : better, ...values, ...differences.filter((_, at) => at !== baseline), best.map((at) => names[at]).join(" ") || null,
    ]);
  const fact = (section: string, name: string, values: readonly Cell[]): Cell[] => [section, name, null, null, null, ...values.map(numeric), ...others.map(() => null), null];
  const rest = (section: string, more: number) => (more > 0 ? [fact(section, `${more} more are not listed`, names.map(() => null))] : []);
  const lines: Cell[][] = [
    ...measures("metrics", metrics.rows), ...rest("metrics", metrics.more),
    ...measures("evaluations", evaluations.rows), ...rest("evaluations", evaluations.more),
    ...sections.flatMap(({ part, rows, more }) => [...rows.map(({ name, values }) => fact(part, name, values)), ...rest(part, more)]),
    ...files.items.map(({ path, values }) => fact("files", path, values.map((file) => file && `sha256:${file.sha256}`))), ...rest("files", left(files, all)),
    ...tensors.items.map(({ name, values }) => fact("tensors", name, values)), ...rest("tensors", left(tensors, all)),
    ...(speaksOfCards(comparison) ? [fact("card", "README.md", cards.map((card) => card && `sha256:${card}`))] : []),
  ];
  return stringify([head, ...lines].map((line) => line.map(plain)), quoting);
}

/** What is a number just as it is written is one in the table too; `1.10`, of a package, is none. */
function numeric(value: Cell): Cell {
  return typeof value === "string" && String(Number(value)) === value && Number.isFinite(Number(value)) ? Number(value) : value;
}
