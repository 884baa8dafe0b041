import { readFile } from "node:fs/promises";
import { fileFailure } from "../errors.js";
/**
 * Reads a file that holds one JSON object.
 * @throws CountersignError file_failed; Error, which says what is wrong with its JSON
 */
export async function readObject(path) {
    const text = await readFile(path, "utf8").catch((error) => {
        throw fileFailure(path, error);
    });
    let parsed;
    try {
        parsed = JSON.parse(text);
    }
    catch (error) {
        throw new Error(`${path} is not valid JSON: ${error.message}`, { cause: error });
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
        throw new Error(`${path} must hold one JSON object.`);
    return parsed;
}
