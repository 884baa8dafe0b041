import type { Command } from "commander";
import { CountersignError } from "../errors.ts";
import type { ComparedSeries, Comparison } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns, shortDigest, size } from "./layout.ts";
import type { Paint } from "./paint.ts";

interface Options extends CommonOptions {
  baseline?: string;
  all?: boolean;
  markdown?: boolean;
  csv?: boolean;
  series?: string;
  dataset?: string;
  slice?: string;
}

export function addCompareCommand(program: Command): void {
  addCommand(program, "compare <references...>", "two to six versions side by side, also of different models")
    .option("--baseline <reference>", "which of them the others are compared with; left out, the first")
    .option("--all", "also what is the same in all of them")
    .option("--markdown", "as Markdown, for a report")
    .option("--csv", "as CSV, for a spreadsheet")
    .option("--series <metric>", "this metric alone, step by step")
    .option("--dataset <name>", "of --series: the dataset that it was measured on")
    .option("--slice <part>", "of --series: the part of it")
    .action(
      act<Options>(async ({ registry, paint }, references, { baseline, all, markdown, csv, json, series, dataset, slice }) => {
        if ([markdown, csv, json].filter(Boolean).length > 1) throw new CountersignError("invalid_input", "--markdown, --csv and --json are three forms of the same. Give one of them.");
        if (series !== undefined) {
          const laid = await registry.compareSeries(references, { metric: series, dataset, slice });
          const isBad = laid.values.every((points) => points === null);
          const named = [series, dataset, slice].filter((word) => word !== undefined).join(", ");
          return { text: isBad ? `None of them has ${named} step by step.` : stepTable(laid, references), json: laid, isBad };
        }
        if (markdown || csv) {
          const document = await registry.exportComparison(references, { baseline, all, format: csv ? "csv" : "markdown" });
          return { text: document.trimEnd(), json: { document } };
        }
        const comparison = await registry.compare(references, { baseline, all });
        return { text: describe(comparison, paint), json: comparison };
      }),
    );
}

function describe({ versions, baseline, metrics, evaluations, sections, files, tensors, all }: Comparison, paint: Paint): string {
  const head = ["", ...versions.map(({ reference }, at) => (at === baseline ? `${reference} (baseline)` : reference))];
  const part = (title: string, rows: string[][], same: number) =>
    rows.length === 0 ? (same > 0 && !all ? [paint.quiet(`${title}: the same in all of them (${same})`)] : []) : [paint.strong(title), columns([head, ...rows], "  "), ...(same > 0 && !all ? [paint.quiet(`  ${same} the same in all of them`)] : [])];
  const measures = ({ rows }: Comparison["metrics"]) =>
    rows.map(({ metric, dataset, slice, values, differences, best }) => [
      [metric, dataset, slice].filter((word) => word !== null).join(" "),
      ...values.map((value, at) => (value === null ? "-" : `${value}${signed(differences[at] ?? null)}${best.includes(at) ? " best" : ""}`)),
    ]);
  const facts = (rows: { name: string; values: (string | null)[] }[]) => rows.map(({ name, values }) => [name, ...values.map((value) => (value === null ? "-" : value.replaceAll(/\s+/g, " ").slice(0, 60)))]);
  return [
    ...part("Metrics", measures(metrics), metrics.same),
    ...part("By dataset and slice", measures(evaluations), evaluations.same),
    ...sections.flatMap(({ title, rows, same }) => part(title, facts(rows), same)),
    ...part("Files", files.items.map(({ path, values }) => [path, ...values.map((file) => (file ? `${shortDigest(`sha256:${file.sha256}`)} ${size(file.size)}` : "-"))]), files.same),
    ...part("Tensors", facts(tensors.items), tensors.same),
    ...(files.nextCursor === null && tensors.nextCursor === null ? [] : [paint.quiet("There are more: --csv lists up to 5,000 of each.")]),
  ].join("\n");
}

function stepTable({ values }: ComparedSeries, references: readonly string[]): string {
  const held = values.map((points) => new Map(points ?? []));
  const steps = [...new Set(held.flatMap((points) => [...points.keys()]))].toSorted((a, b) => a - b);
  return columns([["STEP", ...references], ...steps.map((step) => [String(step), ...held.map((points) => String(points.get(step) ?? "-"))])]);
}

function signed(difference: number | null): string {
  return difference === null ? "" : ` (${difference > 0 ? "+" : ""}${difference})`;
}
