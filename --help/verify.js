import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CountersignError, fileFailure } from "./errors.js";
import { hashFile } from "./hashing.js";
import { manifestDigest, manifestName, readManifest } from "./manifest.js";
import { pathFault } from "./paths.js";
/**
 * Checks a folder that was pulled into against the manifest in it. No registry is asked, nothing is written.
 * @throws CountersignError: file_refused, when there is no manifest; file_failed, when something can't be read;
 *   invalid_setting, for a digest that is none. The signal's reason.
 */
export async function verify(folder, options = {}) {
    const root = resolve(folder);
    if (options.digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(options.digest)) {
        throw new CountersignError("invalid_setting", `${JSON.stringify(options.digest)} is not a digest. It must be sha256: and 64 lower-case hex digits.`);
    }
    const manifest = await readManifest(root);
    if (manifest === null) {
        throw new CountersignError("file_refused", `${join(root, manifestName)} is not there, so nothing is known of what was pulled. Pull into this folder again.`, {
            details: { path: join(root, manifestName) },
        });
    }
    const nothing = { folder: root, files: 0, bytes: 0, missing: [], changed: [], surplus: [] };
    if (typeof manifest === "string")
        return { ...nothing, ok: false, reference: null, digest: null, fault: manifest };
    const { reference, files } = manifest;
    const digest = manifestDigest(files, manifest.metadata);
    const fault = faultOf(manifest, digest, options.digest);
    const { missing, changed } = await compare(root, files, options);
    const surplus = options.allowSurplus ? [] : await findSurplus(root, new Set(files.map(({ path }) => path)));
    const ok = fault === null && missing.length + changed.length + surplus.length === 0;
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    return { ok, folder: root, reference, digest, fault, files: files.length, bytes, missing, changed, surplus };
}
function faultOf({ digest: declared }, computed, demanded) {
    if (computed !== declared)
        return `The manifest was changed: what it lists has the digest ${computed}, and it says ${declared}. Pull again.`;
    if (demanded !== undefined && computed !== demanded)
        return `This is another version than was demanded: its digest is ${computed}, and not ${demanded}.`;
    return null;
}
async function compare(root, files, { onProgress, signal }) {
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    let checkedBytes = 0;
    const onBytes = (count) => {
        checkedBytes += count;
        onProgress?.({ totalBytes, checkedBytes });
    };
    const found = { missing: [], changed: [] };
    for (const file of files) {
        signal?.throwIfAborted();
        const state = await stateOf(root, file, { signal, onBytes });
        if (state !== "good")
            found[state].push(file.path);
    }
    return found;
}
/** A manifest is not believed when it names a path that leads out of the folder, nor is a link gone through. */
async function stateOf(root, { path, size, sha256 }, options) {
    if (pathFault(path))
        return "changed";
    const parts = path.split("/");
    for (let depth = 1; depth <= parts.length; depth++) {
        const here = join(root, ...parts.slice(0, depth));
        const stats = await lstat(here).catch((error) => {
            if (error.code === "ENOENT")
                return null;
            throw fileFailure(here, error);
        });
        if (!stats)
            return "missing";
        if (depth < parts.length ? !stats.isDirectory() : !stats.isFile() || stats.size !== size)
            return "changed";
    }
    const target = join(root, ...parts);
    try {
        const file = await open(target, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
        try {
            return (await hashFile(file, size, options)) === sha256 ? "good" : "changed";
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        options.signal?.throwIfAborted();
        throw fileFailure(target, error);
    }
}
async function findSurplus(root, listed) {
    const surplus = [];
    const walk = async (prefix) => {
        const folder = join(root, prefix);
        const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
            throw fileFailure(folder, error);
        });
        for (const entry of entries) {
            const path = `${prefix}${entry.name}`;
            if (entry.isDirectory())
                await walk(`${path}/`);
            else if (path !== manifestName && !listed.has(path))
                surplus.push(path);
        }
    };
    await walk("");
    return surplus.toSorted();
}
