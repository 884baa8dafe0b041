/**
 * The cache: files under the SHA-256 of their bytes, `sha256/ab/cdef…`, shared by versions, models and processes.
 * An entry is read-only and bears one fixed time of change. Writing to it changes that time, so that an entry with the
 * right size and that time holds what was put there, and need not be read to know it. The time of a power cut is no
 * danger: bytes are only ever appended, and a file system that lost some of them has lost the size too.
 */
import { constants } from "node:fs";
import { chmod, lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashFile } from "./hashing.js";
/** The time of change of every entry: a whole even second, which all file systems can hold. */
export const settledAt = new Date("2000-01-01T00:00:00Z");
const readOnly = 0o444;
/** Where the cache keeps the bytes with a digest. */
export function entryPath(cache, sha256) {
    return join(cache, "sha256", sha256.slice(0, 2), sha256.slice(2));
}
/** Whether a file is as it was when it was put into the cache. */
export function isSettled(stats, size) {
    return stats.size === size && stats.mtimeMs === settledAt.getTime();
}
/**
 * Looks for bytes in the cache, and notes that they were used. An entry that was touched is read: it is good as before
 * when its bytes are, and is thrown away when they are not.
 * @returns where they lie; null when the cache doesn't have them
 * @throws the signal's reason, and nothing else: a cache that can't be read has nothing
 */
export async function findEntry(cache, content, signal) {
    const path = entryPath(cache, content.sha256);
    const stats = await lstat(path).catch(() => null);
    if (!stats)
        return null;
    const good = stats.isFile() && (isSettled(stats, content.size) || (await settleAgain(path, content, signal)));
    if (!good) {
        await rm(path, { force: true, recursive: true }).catch(() => { });
        return null;
    }
    // Leaves the mode as it is, and the time of the last use behind, which `prune` goes by. Somebody else's is let be.
    await chmod(path, readOnly).catch(() => { });
    return path;
}
async function settleAgain(path, { sha256, size }, signal) {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
    if (!file)
        return false;
    try {
        if ((await file.stat()).size !== size || (await hashFile(file, size, { signal })) !== sha256)
            return false;
        await file.utimes(settledAt, settledAt).catch(() => { });
        return true;
    }
    catch {
        signal.throwIfAborted();
        return false;
    }
    finally {
        await file.close();
    }
}
/**
 * Makes an entry of a part whose bytes are known to be right, and closes it.
 * @returns where it lies now
 * @throws what the file system throws
 */
export async function keepPart(cache, part, sha256) {
    const path = entryPath(cache, sha256);
    await part.release();
    try {
        await part.file.utimes(settledAt, settledAt);
        await part.file.chmod(readOnly);
    }
    finally {
        await part.file.close();
    }
    await rename(part.path, path).catch(async (error) => {
        if (error.code !== "ENOENT")
            throw error;
        await mkdir(dirname(path), { recursive: true });
        await rename(part.path, path);
    });
    return path;
}
