import { writeFile } from "node:fs/promises";
import { act, addCommand } from "./command.js";
import { columns } from "./layout.js";
export function addReproduceCommands(program) {
    addCommand(program, "reproduce <reference>", "write how a version was made, as a script that makes it again; nothing is run")
        .option("--out <folder>", "write reproduce.sh and recipe.json there; left out, the script goes to stdout")
        .addHelpText("after", "\nRead the script before you run it: it runs the command of whoever registered the version.")
        .action(act(async ({ registry, paint }, [reference = ""], { out, json }) => {
        if (out !== undefined) {
            const { recipe, script, json: file } = await registry.reproduce(reference, { to: out });
            return { text: [describe(recipe.completeness, recipe.reference, paint), `Wrote ${script} and ${file}.`].join("\n"), json: { ...recipe, written: { script, json: file } } };
        }
        const { recipe, script } = await registry.lineage.recipe(reference);
        if (!json)
            process.stderr.write(`${describe(recipe.completeness, recipe.reference, paint)}\n`);
        return { text: script.trimEnd(), json: recipe };
    }));
    addCommand(program, "completeness <reference>", "how much of what it takes to make a version again is known").action(act(async ({ registry, paint }, [reference = ""]) => {
        const found = await registry.lineage.completeness(reference);
        return { text: describe(found, found.reference, paint), json: found };
    }));
    addCommand(program, "bom <reference>", "the bill of materials of a version: CycloneDX 1.6 with a model card")
        .option("--output <file>", "write to this file")
        .action(act(async ({ registry }, [reference = ""], { output }) => {
        const bom = await registry.lineage.bom(reference);
        const text = JSON.stringify(bom, null, 2);
        if (output === undefined)
            return { text, json: bom };
        await writeFile(output, `${text}\n`);
        return { text: `Wrote ${output}: ${bom.components.length} components.`, json: { written: output, components: bom.components.length, serialNumber: bom.serialNumber } };
    }));
}
function describe({ score, items }, reference, paint) {
    const missing = items.filter(({ remedy }) => remedy !== null);
    return [
        `${paint.strong(reference)}: ${score} of 100 of what it takes to make it again is known.`,
        ...(missing.length > 0 ? [columns(missing.map(({ part, earned, weight, found, remedy }) => [part, `${earned} of ${weight}`, `${found} ${remedy ?? ""}`]), "  ")] : []),
    ].join("\n");
}
