import { act, addCommand } from "./command.js";
import { counted, facts, size } from "./layout.js";
import { paintFor } from "./paint.js";
import { progressBar } from "./progress.js";
export function addPullCommand(program) {
    addCommand(program, "pull <reference>", "put the files of a version into a folder, each checked against its digest")
        .option("--to <folder>", "where to; left out, a folder with the model's name")
        .option("--copy", "make files of their own, writable, where they would share their bytes with the cache")
        .option("--no-cache", "neither use what was pulled before nor keep it for the next pull")
        .addHelpText("after", "\nFiles may be read-only, because they share their bytes with the cache (COUNTERSIGN_CACHE; see: countersign cache --help).")
        .action(act(async ({ registry, paint, signal }, [reference = ""], options) => {
        const bar = progressBar();
        const pulled = await registry
            .pull(reference, {
            to: options.to ?? `./${modelName(reference)}`,
            copy: options.copy,
            ...(options.cache ? {} : { cache: false }),
            signal,
            onProgress: ({ totalBytes, receivedBytes, cachedBytes }) => bar.update(receivedBytes + cachedBytes, totalBytes, "Pulling"),
        })
            .finally(() => bar.clear());
        for (const warning of pulled.warnings)
            process.stderr.write(`${paintFor(process.stderr).strong("warning:")} ${warning}\n`);
        const bytes = pulled.files.reduce((sum, file) => sum + file.size, 0);
        const text = [
            `Pulled ${paint.strong(pulled.reference)} into ${pulled.to}`,
            facts([
                ["digest", pulled.digest],
                ["files", `${counted(pulled.files.length, "file")} (${size(bytes)}), each with the digest that was registered`],
                ["fetched", pulled.cachedBytes > 0 ? `${size(pulled.downloadedBytes)}; ${size(pulled.cachedBytes)} were on this machine already` : size(pulled.downloadedBytes)],
            ]),
        ];
        return { text: text.join("\n"), json: pulled };
    }));
}
/** A reference that has none names no version either, and is refused before a folder is made. */
function modelName(reference) {
    return /^[^/]+\/([^/@]+)/.exec(reference)?.[1] ?? "model";
}
