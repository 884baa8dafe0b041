import { act, addCommand } from "./command.js";
import { columns, counted, facts, size, time } from "./layout.js";
export function addShowCommand(program) {
    addCommand(program, "show <reference>", "what is known of a version").action(act(async ({ registry, paint }, [reference = ""]) => {
        const version = await registry.get(reference);
        return { text: describe(version, paint), json: version };
    }));
}
function describe(version, paint) {
    const { metadata } = version;
    const metrics = Object.entries(version.metrics).map(([name, value]) => [name, String(value)]);
    const parameters = Object.entries(metadata.parameters).map(([name, value]) => [name, JSON.stringify(value)]);
    const datasets = metadata.datasets.map(({ name, role, rows }) => [name, role, rows === undefined ? "" : counted(rows, "row")]);
    const section = (title, rows) => (rows.length === 0 ? [] : [paint.strong(title), columns(rows, "  ")]);
    return [
        paint.strong(version.reference),
        facts([
            ["stages", version.stages.join(", ")],
            ["aliases", version.aliases.join(", ")],
            ["description", version.description],
            ["framework", version.framework],
            ["task", version.task],
            ["tags", version.tags.join(", ")],
            ["author", version.author.name],
            ["registered", time(version.createdAt)],
            ["files", `${counted(version.files, "file")} (${size(version.bytes)})`],
            ["digest", version.digest],
            ["code", metadata.code ? `${metadata.code.repository} at ${metadata.code.commit}` : null],
        ]),
        ...section("Metrics", metrics),
        ...section("Parameters", parameters),
        ...section("Datasets", datasets),
        ...section("Open promotions", version.openPromotions.map(({ id, stage }) => [`to ${stage}`, id])),
        paint.quiet(`Get its files: countersign pull ${version.reference}`),
    ].join("\n");
}
