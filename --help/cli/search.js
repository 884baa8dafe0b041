import { CountersignError } from "../errors.js";
import { inTeam } from "../search.js";
import { act, addCommand, readNumber } from "./command.js";
import { columns, size, time } from "./layout.js";
const pageSize = 100;
export function addSearchCommands(program) {
    addCommand(program, "search [query...]", "models or versions by the query language: churn team:risk metric.auc>=0.9 (put it in quotes)")
        .option("--facets", "the values of fields among what is found, with counts")
        .option("--limit <number>", "so many at most (default: 50)", readNumber)
        .action(act(async ({ registry }, words, { facets, limit = 50 }) => {
        const query = words.join(" ");
        if (facets) {
            const counted = await naming(query, registry.search.facets(query));
            return { text: facetTable(counted), json: counted };
        }
        const found = await naming(query, gatherPages((page) => registry.search.page(query, page), limit));
        return { text: foundText(found, query), json: found };
    }));
    addCommand(program, "list [query...]", "all models that you may see, the most recently changed first; or those of a query, the best match first where it has words and no sort:")
        .option("--team <team>", "only those of a team")
        .action(act(async ({ registry }, words, { team }) => {
        const query = inTeam(words.join(" "), team);
        const models = await naming(query, gather(registry.search(query)));
        return { text: models.length === 0 ? nothing(query) : modelTable(models), json: { models } };
    }));
}
async function gather(items) {
    const all = [];
    for await (const item of items)
        all.push(item);
    return all;
}
/** What is wrong with a query tells of the query, so that its place can be shown. */
async function naming(query, asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (!(error instanceof CountersignError) || error.reason !== "invalid_query")
            throw error;
        const { reason, message, details, status, requestId } = error;
        throw new CountersignError(reason, message, { details: { ...details, query }, status, requestId, cause: error });
    }
}
/** The first so many of what is found, as one page. */
async function gatherPages(fetch, limit) {
    const found = await fetch({ cursor: undefined, limit: Math.min(limit, pageSize) });
    while (found.nextCursor !== null && found.items.length < limit) {
        const next = await fetch({ cursor: found.nextCursor, limit: Math.min(limit - found.items.length, pageSize) });
        found.items.push(...next.items);
        found.nextCursor = next.nextCursor;
    }
    return found;
}
function foundText(found, query) {
    if (found.items.length === 0)
        return nothing(query);
    const read = found.read.map(({ typed, as }) => `Nothing holds ${typed}: looked for ${as.join(" or ")}.\n`).join("");
    const table = found.in === "models" ? modelTable(found.items) : versionTable(found.items);
    const { count, more } = found.total;
    const rest = found.nextCursor === null ? "" : `\n${found.items.length} of ${more ? "more than " : ""}${count.toLocaleString("en")}: --limit shows more.`;
    return `${read}${table}${rest}`;
}
function modelTable(models) {
    const asked = Object.keys(models[0]?.numbers ?? {});
    const rows = models.map((model) => [
        model.reference,
        model.newestVersion === null ? "-" : `v${model.newestVersion}`,
        model.stages.map(({ stage, version }) => `${stage}: v${version}`).join(", ") || "-",
        model.framework ?? "-",
        ...asked.map((key) => String(model.numbers[key] ?? "-")),
        time(model.updatedAt),
    ]);
    return columns([["MODEL", "NEWEST", "STAGES", "FRAMEWORK", ...asked.map((key) => key.toUpperCase()), "CHANGED"], ...rows]);
}
function versionTable(versions) {
    const asked = Object.keys(versions[0]?.numbers ?? {});
    const rows = versions.map((version) => [
        version.reference,
        version.stages.join(", ") || "-",
        version.framework,
        ...asked.map((key) => String(version.numbers[key] ?? "-")),
        size(version.bytes),
        time(version.createdAt),
    ]);
    return columns([["VERSION", "STAGES", "FRAMEWORK", ...asked.map((key) => key.toUpperCase()), "SIZE", "CREATED"], ...rows]);
}
function facetTable({ facets, atLeast }) {
    if (facets.length === 0)
        return "Nothing that you may see is found.";
    const parts = facets.map(({ field, values, more }) => {
        const rows = values.map(({ value, count, chosen }) => [`  ${chosen ? "*" : " "} ${value}`, String(count)]);
        return `${field}\n${columns(rows)}${more ? "\n    …" : ""}`;
    });
    return `${parts.join("\n")}${atLeast ? "\nMore is found than is counted here." : ""}`;
}
function nothing(asked) {
    if (asked)
        return "Nothing that you may see matches.";
    return "There is no model that you may see. Register the first one: countersign push <folder> --model team/model";
}
