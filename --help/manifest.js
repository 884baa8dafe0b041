import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileFailure } from "./errors.js";
import { asideOf, moveTo } from "./place.js";
/** The manifest's name in the folder that was pulled into. */
export const manifestName = ".countersign.json";
/** Whether a version holds something under the manifest's name itself. Some file systems know no capital letters. */
export function holdsManifest(files) {
    return files.some(({ path }) => path.split("/", 1)[0]?.toLowerCase() === manifestName);
}
/**
 * A version's digest, as the registry computes it: SHA-256 over the canonical JSON (RFC 8785) of its files, in the order
 * of their paths, and of what was declared.
 * @returns `sha256:` and 64 hex digits
 */
export function manifestDigest(files, metadata) {
    const manifest = {
        schema: "countersign.manifest/1",
        files: files.map(({ path, size, sha256 }) => ({ path, size, sha256 })).toSorted((one, other) => (one.path < other.path ? -1 : 1)),
        metadata,
    };
    return `sha256:${createHash("sha256").update(canonicalJson(manifest)).digest("hex")}`;
}
/**
 * JSON in the one form that RFC 8785 gives it: no spaces, names in the order of their UTF-16 code units; numbers and
 * texts as JSON.stringify writes them, which is where the RFC has them from.
 * @param value as JSON.parse gives it
 */
export function canonicalJson(value) {
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(",")}]`;
    if (typeof value !== "object" || value === null)
        return JSON.stringify(value);
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    const sorted = members.toSorted(([one], [other]) => (one < other ? -1 : 1));
    return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}
/**
 * Writes the manifest, all of it at once.
 * @returns where it lies
 * @throws CountersignError file_failed
 */
export async function writeManifest(folder, manifest) {
    const path = join(folder, manifestName);
    const aside = asideOf(path);
    try {
        await writeFile(aside, `${JSON.stringify(manifest, null, 2)}\n`, { flag: "wx" });
        await moveTo(aside, path);
    }
    catch (error) {
        await rm(aside, { force: true });
        throw fileFailure(path, error);
    }
    return path;
}
/**
 * @returns null, when there is none; a sentence, when it is damaged
 * @throws CountersignError file_failed
 */
export async function readManifest(folder) {
    const path = join(folder, manifestName);
    let text;
    try {
        text = await readFile(path, "utf8");
    }
    catch (error) {
        if (error.code === "ENOENT")
            return null;
        throw fileFailure(path, error);
    }
    try {
        const parsed = JSON.parse(text);
        return isManifest(parsed) ? parsed : `${path} is no manifest of countersign.pulled/1. Pull again.`;
    }
    catch {
        return `${path} is not valid JSON. Pull again.`;
    }
}
function isManifest(value) {
    if (typeof value !== "object" || value === null)
        return false;
    const { schema, reference, version, digest, files, metadata } = value;
    return (schema === "countersign.pulled/1" &&
        typeof reference === "string" &&
        typeof version === "number" &&
        typeof digest === "string" &&
        typeof metadata === "object" &&
        metadata !== null &&
        Array.isArray(files) &&
        files.every(isFile));
}
function isFile(value) {
    if (typeof value !== "object" || value === null)
        return false;
    const { path, size, sha256 } = value;
    return typeof path === "string" && Number.isSafeInteger(size) && typeof sha256 === "string";
}
