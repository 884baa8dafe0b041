import { InvalidArgumentError, Option } from "commander";
import { cacheFolder } from "../cache-folder.js";
import { measureCache, pruneCache } from "../cache-upkeep.js";
import { CountersignError } from "../errors.js";
import { print } from "./command.js";
import { counted, facts, size } from "./layout.js";
const msOf = { d: 86_400_000, h: 3_600_000 };
const defaultAge = "30d";
export function addCacheCommand(program) {
    const cache = program
        .command("cache")
        .description("what was pulled before, kept for the next pull")
        .addHelpText("after", "\nCOUNTERSIGN_CACHE names the folder, or off. Safe to use while others pull.");
    addPart(cache, "path", "the folder that it lies in").action(({ json }) => {
        const path = requireCache();
        print({ text: path, json: { path } }, json);
    });
    addPart(cache, "size", "how much it holds").action(async ({ json }) => {
        const path = requireCache();
        const { entries, parts } = await measureCache(path);
        const text = facts([
            ["folder", path],
            ["files", told(entries)],
            ["half files", parts.files > 0 ? `${told(parts)}, which the next pull goes on with` : null],
        ]);
        print({ text, json: { path, entries, parts } }, json);
    });
    addPart(cache, "prune", "remove what was not used for a while, and is not shared with a folder that was pulled into")
        .addOption(new Option("--older-than <age>", "days or hours, such as 7d or 12h").argParser(readAge).default(readAge(defaultAge), defaultAge))
        .option("--all", "remove everything but downloads under way")
        .action(async ({ olderThan, all, json }) => {
        const path = requireCache();
        const removed = await pruneCache(path, all ? undefined : Date.now() - olderThan);
        print({ text: removed.files === 0 ? "There was nothing to remove." : `Removed ${told(removed)}.`, json: { path, removed } }, json);
    });
}
function addPart(parent, name, description) {
    return parent.command(name).description(description).option("--json", "print one JSON object and nothing else");
}
/** @throws CountersignError invalid_setting */
function requireCache() {
    const folder = cacheFolder(undefined);
    if (folder === null)
        throw new CountersignError("invalid_setting", "The cache is turned off: COUNTERSIGN_CACHE says so. Unset it, or name a folder with it.");
    return folder;
}
function told({ files, bytes }) {
    return `${counted(files, "file")} (${size(bytes)})`;
}
/** @returns milliseconds */
function readAge(text) {
    const [, count, unit = ""] = /^(\d{1,5})([dh])$/.exec(text) ?? [];
    const ms = msOf[unit];
    if (count === undefined || ms === undefined)
        throw new InvalidArgumentError("It must be days or hours, such as 7d or 12h.");
    return Number(count) * ms;
}
