import { open, rm } from "node:fs/promises";
import { findEntry, keepPart } from "./cache.js";
import { fetchInto } from "./download.js";
import { CountersignError, fileFailure } from "./errors.js";
import { claimPart, giveUpPart } from "./partial.js";
import { encodePath } from "./paths.js";
import { asideOf, isInPlace, moveTo, openPlace } from "./place.js";
/** An entry that is removed from the cache just before it is used, again and again, is not waited for any longer. */
const mostTries = 3;
/**
 * @param reference of the version, an exact one: `team/model@7`
 * @param cache its folder; null for none
 * @param copy whether the files must be private and writable
 * @param warn told, once, when the cache can't be used; files are fetched without it then
 */
export function openDelivery({ source, reference, cache, copy, warn }) {
    const place = openPlace(copy);
    let keeps = cache !== null;
    const obtain = async (folder, remote, file, tally, signal) => {
        const entry = await findEntry(folder, file, signal);
        if (entry !== null)
            tally.held(file.size);
        if (entry !== null || !keeps)
            return entry;
        try {
            return await fetchEntry(folder, remote, file, tally, signal);
        }
        catch (error) {
            const failure = cacheFailure(folder, error, signal);
            if (!failure)
                throw error;
            if (keeps)
                warn(`The cache in ${folder} can't be used: ${failure.message} Files were fetched without it. COUNTERSIGN_CACHE names another folder, or off.`);
            keeps = false;
            return null;
        }
    };
    const takeFromCache = async (folder, remote, file, target, tally, signal) => {
        for (let tries = 0; tries < mostTries; tries++) {
            const counted = countOf(tally);
            const entry = await obtain(folder, remote, file, counted, signal);
            if (entry !== null && (await place(entry, target)))
                return true;
            counted.takeBack();
            if (entry === null)
                return false;
        }
        return false;
    };
    return async (file, target, tally, signal) => {
        if (await isInPlace(target, file, { cache, copy, signal }))
            return tally.held(file.size);
        const remote = source.file(`/files/${reference.replace("@", "/")}/${encodePath(file.path)}`, file);
        if (cache === null || !(await takeFromCache(cache, remote, file, target, tally, signal)))
            await fetchBeside(remote, file, target, tally, signal);
    };
}
/** What was told of one file, so that it can be taken back. */
function countOf(tally) {
    let [received, held] = [0, 0];
    return {
        received(count) {
            received += count;
            tally.received(count);
        },
        held(count) {
            held += count;
            tally.held(count);
        },
        takeBack() {
            tally.received(-received);
            tally.held(-held);
            [received, held] = [0, 0];
        },
    };
}
/** Fetches a file into the cache, or waits for somebody else who does. */
async function fetchEntry(cache, remote, file, tally, signal) {
    const part = await claimPart(cache, file, { arrived: () => findEntry(cache, file, signal), signal });
    if (typeof part === "string") {
        tally.held(file.size);
        return part;
    }
    try {
        await fetchInto(part.file, part.held, { remote, file, tally, signal });
    }
    catch (error) {
        // What is wrong, or takes the last of the disk, is not kept.
        const isUseless = error instanceof CountersignError && ["digest_mismatch", "file_failed"].includes(error.reason);
        await giveUpPart(cache, part, file.sha256, isUseless).catch(() => { });
        throw error;
    }
    return await keepPart(cache, part, file.sha256);
}
/** What is wrong with the cache; null, when it was something else. Fetching into it touches no file outside of it. */
function cacheFailure(cache, error, signal) {
    if (signal.aborted)
        return null;
    if (error instanceof CountersignError)
        return error.reason === "file_failed" ? error : null;
    return error instanceof Error && "syscall" in error ? fileFailure(cache, error) : null;
}
/** Fetches a file under another name in its own folder. */
async function fetchBeside(remote, file, target, tally, signal) {
    const aside = asideOf(target);
    const part = await open(aside, "wx+").catch((error) => {
        throw fileFailure(aside, error);
    });
    try {
        try {
            await fetchInto(part, 0, { remote, file, tally, signal });
        }
        finally {
            await part.close();
        }
        await moveTo(aside, target).catch((error) => {
            throw fileFailure(target, error);
        });
    }
    catch (error) {
        await rm(aside, { force: true });
        throw error;
    }
}
