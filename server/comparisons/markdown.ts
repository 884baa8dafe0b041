/** A comparison as Markdown with tables (GFM), to be pasted into a report. Pure. */
import type { Comparison, Measure } from "./schema.ts";
import { left, speaksOfCards } from "./sections.ts";

export function markdownOf(comparison: Comparison): string {
  const { versions, baseline, metrics, evaluations, sections, files, tensors, cards, all } = comparison;
  const names = versions.map(({ reference, stages }, at) => [cell(reference), stages.length > 0 ? `(${stages.map(cell).join(", ")})` : "", at === baseline ? "— baseline" : ""].filter(Boolean).join(" "));
  const table = (one: string, rows: string[][], more: number) =>
    rows.length === 0 ? [] : [lineOf([one, ...names]), lineOf(["---", ...names.map(() => "---")]), ...rows.map(lineOf), ...(more > 0 ? ["", `${more} more are not listed.`] : []), ""];
  const section = (title: string, { differing, same }: { differing: number; same: number }, lines: string[]) =>
    differing + same === 0 ? [] : [`## ${title}`, "", ...(lines.length > 0 ? lines : [`The same in all of them: ${same}.`, ""]), ...(lines.length > 0 && !all && same > 0 ? [`The same in all of them: ${same}.`, ""] : [])];
  const measures = (list: Comparison["metrics"]) => table("Metric", list.rows.map((row) => [nameOf(row), ...row.values.map((_, at) => valueOf(row, at))]), list.more);
  const facts = (one: string, rows: readonly { name: string; values: (string | null)[] }[], more: number) => table(one, rows.map(({ name, values }) => [cell(name), ...values.map(textOf)]), more);
  const file = (held: Comparison["files"]["items"][number]["values"][number]) => (held ? `\`${held.sha256.slice(0, 12)}\` ${held.size} bytes` : "—");
  const lines = [
    `# ${versions.map(({ reference }) => cell(reference)).join(" · ")}`,
    "",
    ...section("Metrics", metrics, measures(metrics)),
    ...section("Evaluations", evaluations, measures(evaluations)),
    ...sections.flatMap((part) => section(part.title, part, facts("Name", part.rows, part.more))),
    ...section("Files", files, table("File", files.items.map(({ path, values }) => [cell(path), ...values.map(file)]), left(files, all))),
    ...section("Tensors", tensors, facts("Tensor", tensors.items, left(tensors, all))),
    ...(speaksOfCards(comparison) ? section("Card", { differing: 1, same: 0 }, table("File", [["README.md", ...cards.map((card) => (card ? `\`${card.slice(0, 12)}\`` : "—"))]], 0)) : []),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

const arrows = { higher: " ↑", lower: " ↓", neither: "" };

function nameOf({ metric, dataset, slice, better }: Measure): string {
  const where = [dataset, slice].filter((part) => part !== null).map(cell);
  return `${cell(metric)}${arrows[better]}${where.length > 0 ? ` — ${where.join(", ")}` : ""}`;
}

function valueOf({ values, differences, best }: Measure, at: number): string {
  const [value, difference] = [values[at] ?? null, differences[at] ?? null];
  if (value === null) return "—";
  const written = short(value);
  return `${best.includes(at) ? `**${written}**` : written}${difference === null ? "" : ` (${difference > 0 ? "+" : ""}${short(difference)})`}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function textOf(value: string | null): string {
  return value === null ? "—" : value === "" ? "“”" : cell(value);
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A text that stays in its cell and is nothing but text there. */
function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|~$]/g, String.raw`\$&`);
}
