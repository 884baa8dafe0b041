import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { readObject } from "./json-file.js";
/**
 * What is declared of a version: the metadata file, or the metadata.json of a pushed folder, and the options over it.
 * Whether it is complete is for the registry to say.
 */
export async function readMetadata(paths, declared) {
    const file = declared.metadata ? await readObject(declared.metadata) : await findIn(paths);
    const metadata = { ...file };
    if (declared.description !== undefined)
        metadata["description"] = declared.description;
    if (declared.metric)
        metadata["metrics"] = { ...asObject(metadata["metrics"]), ...declared.metric };
    if (declared.param)
        metadata["parameters"] = { ...asObject(metadata["parameters"]), ...declared.param };
    if (declared.parent)
        metadata["parents"] = [...asArray(metadata["parents"]), ...declared.parent];
    if (declared.tag)
        metadata["tags"] = [...asArray(metadata["tags"]), ...declared.tag];
    return metadata;
}
async function findIn(folders) {
    for (const folder of folders) {
        const found = await readObject(join(folder, "metadata.json")).catch((error) => {
            const code = error.details?.code;
            if (code === "ENOENT" || code === "ENOTDIR")
                return null;
            throw error;
        });
        if (found)
            return found;
    }
    return {};
}
const asObject = (value) => (typeof value === "object" && value !== null ? value : {});
const asArray = (value) => (Array.isArray(value) ? value : []);
function split(text) {
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1)
        throw new InvalidArgumentError("Write it as name=value.");
    return [text.slice(0, at), text.slice(at + 1)];
}
/** Reads `auc=0.93`. */
export function gatherMetric(text, earlier = {}) {
    const [name, value] = split(text);
    const number = Number(value);
    if (value.trim() === "" || !Number.isFinite(number))
        throw new InvalidArgumentError(`${JSON.stringify(value)} is not a number, as in auc=0.93.`);
    return { ...earlier, [name]: number };
}
/** Reads `max_depth=6`: a value that is JSON is taken as such, and any other as text. */
export function gatherParameter(text, earlier = {}) {
    const [name, value] = split(text);
    try {
        return { ...earlier, [name]: JSON.parse(value) };
    }
    catch {
        return { ...earlier, [name]: value };
    }
}
/** Reads `fine-tuned-from=team/model@7`. */
export function gatherParent(text, earlier = []) {
    const [relation, reference] = split(text);
    return [...earlier, { relation, reference }];
}
