import { CountersignError } from "../errors.js";
import { act, addCommand } from "./command.js";
import { columns, shortDigest, size } from "./layout.js";
export function addCompareCommand(program) {
    addCommand(program, "compare <references...>", "two to six versions side by side, also of different models")
        .option("--baseline <reference>", "which of them the others are compared with; left out, the first")
        .option("--all", "also what is the same in all of them")
        .option("--markdown", "as Markdown, for a report")
        .option("--csv", "as CSV, for a spreadsheet")
        .action(act(async ({ registry, paint }, references, { baseline, all, markdown, csv, json }) => {
        if ([markdown, csv, json].filter(Boolean).length > 1)
            throw new CountersignError("invalid_input", "--markdown, --csv and --json are three forms of the same. Give one of them.");
        if (markdown || csv) {
            const document = await registry.exportComparison(references, { baseline, all, format: csv ? "csv" : "markdown" });
            return { text: document.trimEnd(), json: { document } };
        }
        const comparison = await registry.compare(references, { baseline, all });
        return { text: describe(comparison, paint), json: comparison };
    }));
}
function describe({ versions, baseline, metrics, evaluations, sections, files, tensors, all }, paint) {
    const head = ["", ...versions.map(({ reference }, at) => (at === baseline ? `${reference} (baseline)` : reference))];
    const part = (title, rows, same) => rows.length === 0 ? (same > 0 && !all ? [paint.quiet(`${title}: the same in all of them (${same})`)] : []) : [paint.strong(title), columns([head, ...rows], "  "), ...(same > 0 && !all ? [paint.quiet(`  ${same} the same in all of them`)] : [])];
    const measures = ({ rows }) => rows.map(({ metric, dataset, slice, values, differences, best }) => [
        [metric, dataset, slice].filter((word) => word !== null).join(" "),
        ...values.map((value, at) => (value === null ? "-" : `${value}${signed(differences[at] ?? null)}${best.includes(at) ? " best" : ""}`)),
    ]);
    const facts = (rows) => rows.map(({ name, values }) => [name, ...values.map((value) => (value === null ? "-" : value.replaceAll(/\s+/g, " ").slice(0, 60)))]);
    return [
        ...part("Metrics", measures(metrics), metrics.same),
        ...part("By dataset and slice", measures(evaluations), evaluations.same),
        ...sections.flatMap(({ title, rows, same }) => part(title, facts(rows), same)),
        ...part("Files", files.items.map(({ path, values }) => [path, ...values.map((file) => (file ? `${shortDigest(`sha256:${file.sha256}`)} ${size(file.size)}` : "-"))]), files.same),
        ...part("Tensors", facts(tensors.items), tensors.same),
        ...(files.nextCursor === null && tensors.nextCursor === null ? [] : [paint.quiet("There are more: --csv lists up to 5,000 of each.")]),
    ].join("\n");
}
function signed(difference) {
    return difference === null ? "" : ` (${difference > 0 ? "+" : ""}${difference})`;
}
