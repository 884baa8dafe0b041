import { lstat, mkdir, realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { cacheFolder } from "./cache-folder.js";
import { openDelivery } from "./deliver.js";
import { CountersignError, fileFailure } from "./errors.js";
import { openLanes } from "./lanes.js";
import { holdsManifest, manifestDigest, manifestName, writeManifest } from "./manifest.js";
import { pathFault } from "./paths.js";
import { openSource } from "./source.js";
const downloadsAtOnce = 4;
const pageFiles = 1000;
/**
 * Puts the files of a version into a folder, and a manifest beside them. A file that is there already, with the right
 * bytes, is left as it is; what the cache holds is not fetched.
 * @param reference any way to name a version; it is resolved once, so that a stage that moves meanwhile changes nothing
 * @throws CountersignError; the signal's reason, when it was aborted
 */
export async function pull(api, access, reference, options) {
    const { signal, copy = false } = options;
    signal?.throwIfAborted();
    const resolved = await api.pointers.resolve.query({ reference }, { signal });
    const [files, metadata] = await Promise.all([
        listFiles(api, resolved.reference, signal),
        findDeclared(api, resolved.reference, signal),
    ]);
    for (const file of files)
        refuseUnsafe(file.path);
    refuseOther(resolved, manifestDigest(files, metadata));
    const warnings = [];
    const cache = findCache(options.cache, warnings);
    const root = await makeRoot(options.to);
    await makeFolders(root, files);
    const progress = countProgress(files, options);
    const source = openSource(access);
    try {
        const deliver = openDelivery({ source, reference: resolved.reference, cache, copy, warn: (message) => warnings.push(message) });
        const lanes = openLanes(downloadsAtOnce, signal);
        for (const file of files)
            lanes.add(() => deliver(file, join(root, ...file.path.split("/")), progress, lanes.signal));
        await lanes.finish();
    }
    finally {
        source.close();
    }
    const { version, digest } = resolved;
    let manifest = null;
    if (holdsManifest(files))
        warnings.push(`The version holds a file named ${manifestName} itself, so that no manifest was written, and this folder can't be verified later.`);
    else {
        const pulledAt = new Date().toISOString();
        manifest = await writeManifest(root, { schema: "countersign.pulled/1", reference: resolved.reference, version, digest, registry: access.url, pulledAt, files, metadata });
    }
    return { reference: resolved.reference, version, digest, files, to: root, manifest, ...progress.bytes(), warnings };
}
/** What is pulled is what was asked for, whatever the registry says: its digest names these files and facts and no others. */
function refuseOther({ reference, digest }, computed) {
    if (computed === digest)
        return;
    throw new CountersignError("digest_mismatch", `What the registry lists of ${reference} has the digest ${computed}, and it was to be ${digest}. Nothing was pulled: tell an administrator of the registry.`, { details: { reference, expected: digest, computed } });
}
/** Without a place for it, files are pulled without a cache. */
function findCache(chosen, warnings) {
    try {
        return cacheFolder(chosen);
    }
    catch (error) {
        if (!(error instanceof CountersignError))
            throw error;
        warnings.push(error.message);
        return null;
    }
}
function countProgress(files, { onProgress }) {
    const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
    const progress = { files: files.length, totalBytes, receivedBytes: 0, cachedBytes: 0 };
    const tell = (part) => (bytes) => {
        progress[part] += bytes;
        onProgress?.({ ...progress });
    };
    return {
        received: tell("receivedBytes"),
        held: tell("cachedBytes"),
        bytes: () => ({ downloadedBytes: progress.receivedBytes, cachedBytes: progress.cachedBytes }),
    };
}
async function listFiles(api, reference, signal) {
    const files = [];
    let after;
    do {
        const page = await api.versions.files.query({ reference, after, limit: pageFiles }, { signal });
        files.push(...page.items);
        after = page.next ?? undefined;
    } while (after !== undefined);
    return files;
}
async function findDeclared(api, reference, signal) {
    const { metadata } = await api.versions.get.query({ reference }, { signal });
    const { tags: _, ...declared } = metadata;
    return declared;
}
function refuseUnsafe(path) {
    const fault = pathFault(path);
    if (fault)
        throw unsafe(path, `The version holds a file that can't be written here: ${JSON.stringify(path)} ${fault}.`);
}
function unsafe(path, message) {
    return new CountersignError("unsafe_path", message, { details: { path } });
}
/** The folder itself may be reached through a link: that is the caller's choice. */
async function makeRoot(to) {
    const root = resolve(to);
    try {
        await mkdir(root, { recursive: true });
        return await realpath(root);
    }
    catch (error) {
        throw fileFailure(root, error);
    }
}
/** Makes the folders within the root, and goes through no link, which could lead out of it. */
async function makeFolders(root, files) {
    const known = new Set(["."]);
    const make = async (folder) => {
        if (known.has(folder))
            return;
        known.add(folder);
        await make(dirname(folder));
        const path = join(root, folder);
        try {
            await mkdir(path);
            return;
        }
        catch (error) {
            if (error.code !== "EEXIST")
                throw fileFailure(path, error);
        }
        const stats = await lstat(path);
        if (stats.isSymbolicLink())
            throw unsafe(folder, `${path} is a symbolic link, and files are not written through one. Remove it, or pull into another folder.`);
        if (!stats.isDirectory())
            throw unsafe(folder, `${path} is a file, where a folder of the version belongs. Move it away, or pull into another folder.`);
    };
    for (const file of files)
        await make(dirname(file.path));
}
