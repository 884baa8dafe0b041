/** How large the cache is, and what of it can go. Safe while others pull: what they lose they fetch again. */
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { entryPath } from "./cache.js";
import { fileFailure } from "./errors.js";
import { findParts } from "./partial.js";
/**
 * @param cache its folder, which need not be there
 * @throws CountersignError file_failed
 */
export async function measureCache(cache) {
    const total = { entries: { files: 0, bytes: 0 }, parts: { files: 0, bytes: 0 } };
    for await (const { size } of entriesOf(cache))
        add(total.entries, size);
    for (const { size } of await findParts(cache))
        add(total.parts, size);
    return total;
}
/**
 * Removes what was not used for a while: entries, and what was left of downloads. Downloads under way are let be, and so
 * are entries whose bytes a folder shares, because nothing would be gained.
 * @param unusedSince what was used later stays, in milliseconds since 1970; left out, everything goes that can, shared entries too
 * @returns what was removed
 * @throws CountersignError file_failed
 */
export async function pruneCache(cache, unusedSince) {
    const removed = { files: 0, bytes: 0 };
    const remove = async (path, size) => {
        await rm(path, { force: true }).catch((error) => {
            throw fileFailure(path, error);
        });
        add(removed, size);
    };
    for await (const { path, size, usedAt, isLinked } of entriesOf(cache)) {
        if (unusedSince === undefined || (usedAt < unusedSince && !isLinked))
            await remove(path, size);
    }
    for (const { path, size, writtenAt, active } of await findParts(cache)) {
        if (!active && (unusedSince === undefined || writtenAt < unusedSince))
            await remove(path, size);
    }
    return removed;
}
function add(amount, bytes) {
    amount.files++;
    amount.bytes += bytes;
}
async function* entriesOf(cache) {
    for (const start of await namesIn(join(cache, "sha256"), /^[0-9a-f]{2}$/)) {
        for (const rest of await namesIn(join(cache, "sha256", start), /^[0-9a-f]{62}$/)) {
            const path = entryPath(cache, `${start}${rest}`);
            const stats = await lstat(path).catch(() => null);
            if (stats)
                yield { path, size: stats.size, usedAt: stats.ctimeMs, isLinked: stats.nlink > 1 };
        }
    }
}
async function namesIn(folder, form) {
    try {
        return (await readdir(folder)).filter((name) => form.test(name));
    }
    catch (error) {
        if (error.code === "ENOENT")
            return [];
        throw fileFailure(folder, error);
    }
}
