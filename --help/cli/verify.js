import { CountersignError } from "../errors.js";
import { verify } from "../verify.js";
import { print } from "./command.js";
import { counted, facts, size } from "./layout.js";
import { paintFor } from "./paint.js";
import { progressBar } from "./progress.js";
import { exitCodes, report } from "./report.js";
/** How many paths of a kind are shown to people. */
const mostShown = 20;
export function addVerifyCommand(program) {
    program
        .command("verify <folder>")
        .description("check a folder that was pulled, without a registry: every file against its digest")
        .option("--digest <digest>", "the digest that the version must have, sha256:…")
        .option("--allow-surplus", "let other files lie beside those of the version")
        .option("--json", "print one JSON object and nothing else")
        .addHelpText("after", "\nThe folder is checked against the .countersign.json that pull left in it. Whoever could change the files could change" +
        "\nthat too: give --digest, taken from the registry or a deployment, where this matters." +
        "\nExit codes: 0 all is as it was pulled, 1 it is not, 2 there is no .countersign.json.")
        .action(async (folder, options) => {
        const bar = progressBar();
        try {
            const found = await verify(folder, {
                digest: options.digest,
                allowSurplus: options.allowSurplus,
                onProgress: ({ totalBytes, checkedBytes }) => bar.update(checkedBytes, totalBytes, "Checking"),
            }).finally(() => bar.clear());
            print({ text: describe(found, paintFor(process.stdout)), json: found }, options.json);
            process.exitCode = found.ok ? exitCodes.done : exitCodes.failed;
        }
        catch (error) {
            if (!(error instanceof CountersignError && error.reason === "file_refused"))
                throw error;
            report(error, options.json ?? false);
            process.exitCode = exitCodes.usage;
        }
    });
}
function describe(found, paint) {
    const what = found.reference === null ? found.folder : `${found.folder}: ${paint.strong(found.reference)}`;
    const kinds = [
        ["missing", found.missing],
        ["changed", found.changed],
        ["surplus", found.surplus],
    ];
    return [
        found.ok ? `${paint.good("good")}  ${what}` : `${paint.bad("not as it was pulled")}  ${what}`,
        facts([
            ["digest", found.digest],
            ["files", `${counted(found.files, "file")} (${size(found.bytes)})`],
        ]),
        ...(found.fault === null ? [] : [found.fault]),
        ...kinds.flatMap(([kind, paths]) => list(kind, paths, paint)),
    ].join("\n");
}
function list(kind, paths, paint) {
    const more = paths.length - mostShown;
    return [...paths.slice(0, mostShown).map((path) => `${paint.bad(kind)}  ${path}`), ...(more > 0 ? [`${paint.bad(kind)}  … and ${more} more`] : [])];
}
