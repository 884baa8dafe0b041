import { InvalidArgumentError } from "commander";
import { act, addCommand } from "./command.js";
import { readObject } from "./json-file.js";
import { columns, counted, time } from "./layout.js";
import { UsageError } from "./report.js";
export function addSchemaCommands(program) {
    const group = program.command("schema").description("what new versions need to declare, as JSON Schema");
    addScoped(group, "get", "the schema of all models, a team's or a model's").action(act(async ({ registry }, _, options) => {
        const saved = await registry.metadataSchemas.get(scopeOf(options));
        return { text: saved?.schema ? JSON.stringify(saved.schema, null, 2) : "There is none.", json: { ...saved } };
    }));
    addScoped(group, "set", "add a version to a schema; it counts for versions that are registered from then on")
        .requiredOption("--file <file>", "the schema, as JSON")
        .requiredOption("--note <text>", "why it is changed")
        .option("--expected <version>", "the newest version that you saw, 0 for none; refused when there is a newer one", readCount)
        .action(act(async ({ registry, paint }, _, options) => {
        const scope = scopeOf(options);
        const schema = await readObject(options.file);
        const expected = options.expected ?? (await registry.metadataSchemas.get(scope))?.version ?? 0;
        const saved = await registry.metadataSchemas.save({ scope, schema, note: options.note, expected });
        return { text: `${paint.strong(`Version ${saved.version}`)} of the schema is saved. It counts for new versions from now on.`, json: { scope, ...saved } };
    }));
    addScoped(group, "remove", "take a schema away; its history stays")
        .requiredOption("--note <text>", "why")
        .action(act(async ({ registry }, _, options) => {
        const scope = scopeOf(options);
        const removed = await registry.metadataSchemas.remove(scope, { note: options.note, expected: (await registry.metadataSchemas.get(scope))?.version ?? 0 });
        return { text: "The schema is taken away.", json: { scope, ...removed } };
    }));
    addScoped(group, "log", "every version of a schema, the newest first").action(act(async ({ registry }, _, options) => {
        const versions = await registry.metadataSchemas.history(scopeOf(options));
        const rows = versions.map(({ version, at, by, note }) => [`v${version}`, time(at), by.name, note]);
        return { text: rows.length === 0 ? "Nobody has saved one." : columns([["VERSION", "WHEN", "BY", "WHY"], ...rows]), json: { versions } };
    }));
    addScoped(group, "check", "whether metadata would pass, or which of the newest versions a schema would refuse; nothing is saved")
        .option("--metadata <file>", "metadata of a new version of --model, as JSON")
        .option("--file <file>", "a schema, as JSON")
        .addHelpText("after", "\nExit codes: 0 it would pass, 1 it has faults.")
        .action(act(async ({ registry }, _, options) => {
        const { file, metadata, model } = options;
        if ((file === undefined) === (metadata === undefined))
            throw new UsageError("Give --metadata with --model, or --file with a schema.");
        if (metadata !== undefined) {
            if (model === undefined)
                throw new UsageError("Whose metadata is it? Give --model.");
            const faults = await registry.metadataSchemas.try(model, await readObject(metadata));
            return { text: faults.length === 0 ? `It would pass as a version of ${model}.` : faults.map(({ path, message }) => `${path} ${message}`).join("\n"), json: { model, faults }, isBad: faults.length > 0 };
        }
        const found = await registry.metadataSchemas.preview(scopeOf(options), await readObject(file ?? ""));
        const failing = found.failing.map(({ reference, faults }) => `  ${reference}: ${faults.map(({ path, message }) => `${path} ${message}`).join("; ")}`);
        const text = found.faults.length > 0
            ? found.faults.map(({ path, message }) => `${path === "" ? "the schema" : path} ${message}`).join("\n")
            : [`${found.failed} of the newest ${counted(found.tried, "version")} would not pass.`, ...failing].join("\n");
        return { text, json: found, isBad: found.faults.length > 0 };
    }));
}
/** A command about one schema: that of all models, unless a team or a model is named. */
function addScoped(group, name, description) {
    return addCommand(group, name, description).option("--team <team>", "a team's schema").option("--model <team/model>", "a model's schema");
}
function scopeOf({ team, model }) {
    if (team !== undefined && model !== undefined)
        throw new UsageError("A schema is a team's or a model's: give --team or --model, and not both.");
    return model !== undefined ? { kind: "model", model } : team !== undefined ? { kind: "team", team } : { kind: "site" };
}
function readCount(text) {
    if (/^\d{1,9}$/.test(text))
        return Number(text);
    throw new InvalidArgumentError("It must be a whole number.");
}
