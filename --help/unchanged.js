import * as fs from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { CountersignError, fileFailure } from "./errors.js";
import { stateOf } from "./local-files.js";
/**
 * Opens a file that was found before, and makes sure that it is the same one with the same bytes, before and after.
 * @throws CountersignError file_changed, file_failed; what `task` throws
 */
export async function withFile(file, task) {
    let handle;
    try {
        handle = await open(file.source);
    }
    catch (error) {
        throw unreadable(file, error);
    }
    try {
        await refuseChanged(file, handle);
        const result = await task(handle);
        await refuseChanged(file, handle);
        return result;
    }
    finally {
        await handle.close();
    }
}
/** Of thousands of files, a handle for each costs more than to read them. */
const [openFile, readFile, closeFile] = [promisify(fs.open), promisify(fs.read), promisify(fs.close)];
/**
 * Reads a small file. Whether it was changed without getting longer or shorter shows only in the last look.
 * @param room for its bytes and one more, which shows whether it has become longer
 * @returns its bytes, in the room
 * @throws CountersignError file_changed, file_failed
 */
export async function readWhole(file, room) {
    const count = await readInto(file.source, room).catch((error) => {
        throw unreadable(file, error);
    });
    if (count !== file.size)
        throw changed(file, "was changed");
    return room.subarray(0, count);
}
/** @returns how many bytes there are, or fit */
async function readInto(source, room) {
    const file = await openFile(source, "r");
    try {
        for (let count = 0;;) {
            const { bytesRead } = await readFile(file, room, count, room.length - count, count);
            count += bytesRead;
            // Of a file that is as long as it was, one read gives all but the byte that is not there.
            if (bytesRead === 0 || count >= room.length - 1)
                return count;
        }
    }
    finally {
        await closeFile(file);
    }
}
function unreadable(file, error) {
    return error.code === "ENOENT" ? changed(file, "is gone") : fileFailure(file.source, error);
}
async function refuseChanged(file, handle) {
    const stats = await handle.stat({ bigint: true });
    if (stateOf(stats) !== file.state)
        throw changed(file, "was changed");
}
/**
 * The last look before the version is made: what was found at the beginning is still all there is.
 * @throws CountersignError file_changed
 */
export function refuseChanges(before, after) {
    const now = new Map(after.map((file) => [file.path, file]));
    for (const file of before) {
        const found = now.get(file.path);
        if (found?.state !== file.state)
            throw changed(file, found ? "was changed" : "is gone");
        now.delete(file.path);
    }
    for (const file of now.values())
        throw changed(file, "was added");
}
function changed(file, how) {
    return new CountersignError("file_changed", `${file.source} ${how} while it was being pushed, so nothing was registered. Push again when nothing writes to it any more.`, { details: { path: file.path, source: file.source } });
}
