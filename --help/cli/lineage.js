import { act, addCommand } from "./command.js";
import { columns, counted } from "./layout.js";
export function addLineageCommands(program) {
    addCommand(program, "lineage <of>", "what a version was made from, and what was made from it").action(act(async ({ registry, paint }, [of = ""]) => {
        const graph = await registry.lineage.graph(of);
        const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
        const named = (id) => {
            const node = nodes.get(id);
            return node ? `${node.kind === "version" ? node.detail : node.label}${node.recalled ? " (recalled)" : ""}${node.stages.map((stage) => ` [${stage}]`).join("")}` : id;
        };
        const lines = graph.edges.map(({ from, to, relation }) => [named(to), relation, named(from)]);
        const more = graph.more.upstream || graph.more.downstream ? [paint.quiet("There is more than is shown.")] : [];
        return { text: [lines.length === 0 ? `Nothing is known of what ${of} came from, and nothing was made from it.` : columns([["WHAT", "HOW", "FROM"], ...lines]), ...more].join("\n"), json: graph };
    }));
    addCommand(program, "impact <of>", "what a dataset, commit, version or recall touches: dataset:NAME[@VERSION], sha256:…, commit:…, team/model@7")
        .option("--show <which>", "all, live or open", "all")
        .action(act(async ({ registry, paint }, [of = ""], { show = "all" }) => {
        const impact = await registry.lineage.impact(of, { show, limit: 200 });
        const { versions, models, live, open, more } = impact.counts;
        const rows = impact.items.map(({ reference, direct, stages, promotions, recalled }) => [reference, direct ? "directly" : "by way of others", stages.join(", ") || "-", promotions.map(({ stage }) => stage).join(", ") || "-", recalled ? "recalled" : "-"]);
        const text = [
            `${paint.strong(impact.name)} touches ${more ? "more than " : ""}${counted(versions, "version")} of ${counted(models, "model")}: ${counted(live, "live stage")}, ${counted(open, "open promotion")}.`,
            ...impact.recalls.map(({ reason, id, by }) => paint.bad(`Recalled by ${by.name}: ${reason} (${id})`)),
            ...(rows.length > 0 ? [columns([["VERSION", "HOW", "LIVE IN", "OPEN TO", "STATE"], ...rows])] : []),
            ...(impact.nextCursor === null ? [] : [paint.quiet("These are the newest 200.")]),
        ];
        return { text: text.join("\n"), json: impact };
    }));
    addCommand(program, "recall <what>", "recall a version (team/model@7) or data (dataset:NAME[@VERSION]), with all that was made from it")
        .requiredOption("--reason <text>", "why")
        .option("--digest <digest>", "of data: the bytes of that digest alone, whatever they are called")
        .action(act(async ({ registry, paint }, [what = ""], { reason, digest }) => {
        const recall = await registry.lineage.recall(what.startsWith("dataset:") ? { ...readDataset(what), ...(digest === undefined ? {} : { digest }), reason } : { reference: what, reason });
        return { text: [`${paint.strong(nameOf(recall))} is recalled.`, paint.quiet(`See what it touches with: countersign impact recall:${recall.id}`), paint.quiet(`Lift it with: countersign lift ${recall.id} --reason …`)].join("\n"), json: recall };
    }));
    addCommand(program, "lift <recall>", "lift a recall, named by its id")
        .requiredOption("--reason <text>", "why")
        .action(act(async ({ registry, paint }, [id = ""], { reason }) => {
        const recall = await registry.lineage.lift(id.replace(/^recall:/, ""), { reason });
        return { text: `The recall of ${paint.strong(nameOf(recall))} is lifted.`, json: recall };
    }));
    addCommand(program, "recalls", "the recalls in force that touch what you may see").action(act(async ({ registry }) => {
        const recalls = [];
        for await (const recall of registry.lineage.recalls({ open: true }))
            recalls.push(recall);
        const rows = recalls.map((recall) => [recall.id, nameOf(recall), recall.by.name, recall.at.slice(0, 10), recall.reason]);
        return { text: rows.length === 0 ? "Nothing that you may see is recalled." : columns([["RECALL", "WHAT", "BY", "SINCE", "WHY"], ...rows]), json: { recalls } };
    }));
}
/** The last @ begins the version. */
function readDataset(text) {
    const name = text.slice("dataset:".length);
    const at = name.lastIndexOf("@");
    if (at < 0)
        return { dataset: name };
    return { dataset: name.slice(0, at), ...(at === name.length - 1 ? {} : { version: name.slice(at + 1) }) };
}
function nameOf({ subject }) {
    return subject ?? "a version that you may not see";
}
