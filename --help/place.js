/** Puts files from the cache where they are wanted, without moving their bytes where the file system lets us. */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, link, lstat, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { entryPath, isSettled } from "./cache.js";
import { CountersignError, fileFailure } from "./errors.js";
import { hashFile } from "./hashing.js";
/** A name beside a file, for what is to become that file. */
export function asideOf(target) {
    return join(dirname(target), `.countersign-${randomBytes(6).toString("hex")}.part`);
}
/**
 * A clone shares the bytes until one side writes to them; a hard link is the entry itself under another name, and
 * read-only with it; a copy costs a file's bytes again. The first one that works here is taken.
 * @param copy whether the files must be private and writable: then no hard links
 */
export function openPlace(copy) {
    // What failed once on this file system is not tried for every file.
    let ways = copy ? [clone, copyWhole] : [clone, link, copyWhole];
    return async (entry, target) => {
        const aside = asideOf(target);
        try {
            for (const way of ways) {
                const error = await way(entry, aside).then(() => null, (failure) => failure);
                if (!error) {
                    await moveTo(aside, target);
                    return true;
                }
                await rm(aside, { force: true });
                if (await isMissing(entry))
                    return false;
                if (way === copyWhole)
                    throw error;
                // An entry can have too many links, and another one none yet.
                if (error.code !== "EMLINK")
                    ways = ways.filter((other) => other !== way);
            }
            return false;
        }
        catch (error) {
            await rm(aside, { force: true });
            throw fileFailure(target, error);
        }
    };
}
const clone = (entry, aside) => copyWritable(entry, aside, constants.COPYFILE_FICLONE_FORCE);
const copyWhole = (entry, aside) => copyWritable(entry, aside, 0);
/** The system copies an entry's mode too, which is not wanted: the file gets that of any new file. */
async function copyWritable(entry, aside, how) {
    const fresh = await open(aside, "wx");
    const { mode } = await fresh.stat();
    await fresh.close();
    // macOS clones to no name that is there already.
    await rm(aside);
    await copyFile(entry, aside, how | constants.COPYFILE_EXCL);
    await chmod(aside, mode & 0o777);
}
/** Gives a file its name, in the place of the one that has it. */
export async function moveTo(aside, target) {
    await rename(aside, target).catch(async (error) => {
        // Windows replaces no read-only file.
        if (process.platform !== "win32" || error.code !== "EPERM")
            throw error;
        await rm(target, { force: true });
        await rename(aside, target);
    });
    // Where both were links to one file, renaming does nothing (rename(2)), and this one is still there.
    await rm(aside, { force: true });
}
const isMissing = (path) => stat(path).then(() => false, (error) => error.code === "ENOENT");
/**
 * Whether a file has the right bytes already. A link is never what was pulled, and is replaced.
 * @param cache an entry of it, where it is linked here, need not be read again
 * @param copy whether it must be private and writable too
 * @throws CountersignError unsafe_path, when it is a folder; the signal's reason
 */
export async function isInPlace(target, file, { cache, copy, signal }) {
    signal.throwIfAborted();
    const stats = await lstat(target, { bigint: true }).catch(() => null);
    if (stats?.isDirectory()) {
        throw new CountersignError("unsafe_path", `${target} is a folder, where a file of the version belongs. Move it away, or pull into another folder.`, {
            details: { path: file.path },
        });
    }
    if (!stats?.isFile() || Number(stats.size) !== file.size)
        return false;
    if (copy && !isPrivate(stats))
        return false;
    if (cache !== null && (await isEntry(stats, cache, file)))
        return true;
    const handle = await open(target, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
    if (!handle)
        return false;
    try {
        return (await hashFile(handle, file.size, { signal })) === file.sha256;
    }
    finally {
        await handle.close();
    }
}
function isPrivate(stats) {
    return stats.nlink === 1n && (stats.mode & 128n) !== 0n;
}
async function isEntry(stats, cache, { sha256, size }) {
    if (!isSettled({ size: Number(stats.size), mtimeMs: Number(stats.mtimeMs) }, size))
        return false;
    const entry = await lstat(entryPath(cache, sha256), { bigint: true }).catch(() => null);
    return entry !== null && entry.ino === stats.ino && entry.dev === stats.dev;
}
