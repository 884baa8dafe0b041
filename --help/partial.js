/** Downloads under way, one file each. Its name says whose bytes it will hold, and which process is fetching them. */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { settledAt } from "./cache.js";
import { hasEnded, thisProcess } from "./owner.js";
/** A part that gave no sign of life for so long is not waited for. */
const quietMs = 60_000;
const signMs = 15_000;
/** To fetch less than this again costs less than to find out whether somebody has it or is fetching it. In bytes. */
const worthBytes = 1024 * 1024;
const pollMs = 100;
/** Beginning takes less. */
const lockMs = 10_000;
/** In the name of a part in the place of a process, when it was given up. */
const nobody = "nobody";
const nameOf = (sha256, owner) => `${sha256}.${owner}.${randomBytes(6).toString("hex")}`;
const partsFolder = (cache) => join(cache, "partial");
/**
 * What is under way, or was left, with the largest first.
 * @param sha256 only what will have this digest
 */
export async function findParts(cache, sha256 = "") {
    const folder = partsFolder(cache);
    const names = await readdir(folder).catch(() => []);
    const found = [];
    for (const name of names) {
        const owner = /^[0-9a-f]{64}\.([^.]+)\.[0-9a-f]+$/.exec(name)?.[1];
        if (owner === undefined || !name.startsWith(sha256))
            continue;
        const path = join(folder, name);
        const stats = await stat(path).catch(() => null);
        if (!stats)
            continue;
        const left = owner === nobody || hasEnded(owner);
        // One that is just becoming an entry bears the time of all entries already.
        const writtenAt = stats.mtimeMs === settledAt.getTime() ? stats.ctimeMs : stats.mtimeMs;
        const active = !left && Date.now() - writtenAt < quietMs;
        found.push({ path, size: stats.size, writtenAt, left, active });
    }
    return found.toSorted((one, other) => other.size - one.size);
}
/**
 * Gets a part to write to. It begins with what an earlier download has left; while another one of the same bytes is under
 * way, that one is waited for. Only its owner ever writes to a part, whatever others believe of it.
 * @param arrived looks whether the bytes are in the cache by now, and says where
 * @returns the part; where the bytes lie, when they have arrived meanwhile
 * @throws what the file system throws; the signal's reason
 */
export async function claimPart(cache, { sha256, size }, { arrived, signal }) {
    const folder = partsFolder(cache);
    if (size < worthBytes)
        return await newPart(join(folder, nameOf(sha256, thisProcess)));
    await mkdir(folder, { recursive: true });
    for (;;) {
        signal.throwIfAborted();
        const claimed = await oneAtATime(join(folder, `${sha256}.claim`), async () => {
            const others = await findParts(cache, sha256);
            // Asked only now: what was no part any more just before is an entry.
            return (await arrived()) ?? (await begin(join(folder, nameOf(sha256, thisProcess)), others));
        });
        if (claimed !== null)
            return claimed;
        await sleep(pollMs, undefined, { signal }).catch(() => { });
    }
}
/**
 * Lets one process in, of those that ask at the same moment.
 * @returns null, when it was another one
 */
async function oneAtATime(lock, task) {
    try {
        await writeFile(lock, "", { flag: "wx" });
    }
    catch (error) {
        if (error.code !== "EEXIST")
            throw error;
        // Left by a process that was killed. If two remove it, both fetch the same bytes, each into a part of its own.
        const stats = await stat(lock).catch(() => null);
        if (stats && Date.now() - stats.mtimeMs > lockMs)
            await rm(lock, { force: true });
        return null;
    }
    try {
        return await task();
    }
    finally {
        await rm(lock, { force: true });
    }
}
/** @returns null, when another one is to be waited for */
async function begin(path, others) {
    const left = others.find((other) => other.left);
    if (left)
        return await takeOver(left, path);
    if (others.some((other) => other.active))
        return null;
    const [quiet] = others;
    return quiet ? await copyOf(quiet, path) : await newPart(path);
}
/**
 * Gives a part up, and closes it. What has come is left for the next pull, where it is worth going on with.
 * @param useless whether it is removed in any case
 */
export async function giveUpPart(cache, part, sha256, useless) {
    await part.release();
    const { size } = await part.file.stat();
    await part.file.close();
    if (useless || size < worthBytes)
        await rm(part.path, { force: true });
    else
        await rename(part.path, join(partsFolder(cache), nameOf(sha256, nobody)));
}
async function takeOver(left, path) {
    try {
        await rename(left.path, path);
    }
    catch (error) {
        if (error.code === "ENOENT")
            return null;
        throw error;
    }
    return await oldPart(path);
}
/** Who wrote the other one may wake up and write again, so that it is not taken itself. */
async function copyOf(quiet, path) {
    try {
        await copyFile(quiet.path, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
        await rm(quiet.path, { force: true });
    }
    catch (error) {
        if (error.code === "ENOENT")
            return null;
        throw error;
    }
    return await oldPart(path);
}
async function newPart(path) {
    const file = await open(path, "wx+").catch(async (error) => {
        if (error.code !== "ENOENT")
            throw error;
        await mkdir(dirname(path), { recursive: true });
        return await open(path, "wx+");
    });
    return { file, path, held: 0, release: giveSigns(file) };
}
async function oldPart(path) {
    const file = await open(path, "r+");
    await touch(file);
    return { file, path, held: (await file.stat()).size, release: giveSigns(file) };
}
async function touch(file) {
    const now = new Date();
    await file.utimes(now, now);
}
/** Shows from time to time that a part is not forgotten, though nothing comes. @returns what ends it */
function giveSigns(file) {
    let signing = Promise.resolve();
    const timer = setInterval(() => {
        signing = touch(file).catch(() => { });
    }, signMs).unref();
    return async () => {
        clearInterval(timer);
        await signing;
    };
}
