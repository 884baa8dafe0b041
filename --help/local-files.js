import { constants } from "node:fs";
import { lstat, open, readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { CountersignError, fileFailure } from "./errors.js";
import { manifestName } from "./manifest.js";
import { pathFault } from "./paths.js";
/** What changes when a file is written to or put in place of another. */
export function stateOf(stats) {
    return [stats.ino, stats.size, stats.mtimeNs].join(" ");
}
/**
 * Everything below the given files and folders, hidden files included, in the order of their paths. Only the manifest
 * that a pull has left in a folder is no part of it.
 * The content of a folder takes its path within that folder; a file is put beside it, under its own name.
 * @throws CountersignError file_refused, for what a version can't hold: symbolic links, devices, empty folders, names
 *   that are not NFC, two files with one path; file_failed
 */
export async function findFiles(sources) {
    const given = typeof sources === "string" ? [sources] : sources;
    if (given.length === 0)
        throw refused("", "No file was given. Name a folder, or the files of this version.");
    const found = [];
    for (const source of given)
        await addAll(resolve(source), found);
    found.sort((one, other) => (one.path < other.path ? -1 : 1));
    const twin = found.findIndex((file, at) => file.path === found[at - 1]?.path);
    if (twin > 0) {
        throw refused(found[twin].source, `${found[twin - 1].source} and ${found[twin].source} would both be ${found[twin].path} of the version. Give one of them.`);
    }
    return found;
}
async function addAll(source, found) {
    // The folder that is named may be a link: it only says where to look. What is in it, and every file, may not.
    const stats = await look(source);
    const isLink = stats.isSymbolicLink();
    if (isLink && !(await stat(source).then((target) => target.isDirectory()).catch(() => false)))
        throw linkRefused(source);
    if (isLink || stats.isDirectory())
        await walk(source, "", found);
    else
        found.push(await toFile(source, basename(source)));
}
/** How many files the operating system is asked about at once. */
const lookedAt = 256;
async function walk(folder, prefix, found) {
    let entries;
    try {
        entries = await readdir(folder, { withFileTypes: true });
    }
    catch (error) {
        throw fileFailure(folder, error);
    }
    const left = prefix === "" && (await isPulledManifest(join(folder, manifestName))) ? manifestName : null;
    if (entries.length === (left ? 1 : 0)) {
        throw refused(folder, `${folder} is an empty folder, and a version holds only files. Put a file into it, or remove it.`);
    }
    // File systems that know no types leave every question unanswered: then the file itself is asked.
    const files = entries.filter((entry) => !entry.isDirectory() && entry.name !== left);
    for (let at = 0; at < files.length; at += lookedAt) {
        const batch = files.slice(at, at + lookedAt);
        for (const file of await Promise.all(batch.map(({ name }) => toFile(join(folder, name), `${prefix}${name}`))))
            found.push(file);
    }
    for (const { name } of entries.filter((entry) => entry.isDirectory()))
        await walk(join(folder, name), `${prefix}${name}/`, found);
}
/** Whether it is what a pull has left there: a note about the folder, and none of the files of the version. */
async function isPulledManifest(source) {
    let file;
    try {
        file = await open(source, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0);
        return /^\{\s*"schema":\s*"countersign\.pulled\//.test(buffer.toString("latin1", 0, bytesRead));
    }
    catch {
        // Then it is a file like any other, or none.
        return false;
    }
    finally {
        await file?.close();
    }
}
async function toFile(source, path) {
    const fault = path.includes("\uFFFD") ? "must be valid UTF-8" : pathFault(path);
    if (fault)
        throw refused(source, `The path ${JSON.stringify(path)} ${fault}.`);
    const stats = await look(source);
    if (stats.isSymbolicLink())
        throw linkRefused(source);
    if (!stats.isFile()) {
        throw refused(source, `${source} is no file but ${kindOf(stats)}, which a version can't hold. Leave it out.`);
    }
    return { path, source, size: Number(stats.size), state: stateOf(stats) };
}
async function look(source) {
    try {
        return await lstat(source, { bigint: true });
    }
    catch (error) {
        throw fileFailure(source, error);
    }
}
function kindOf(stats) {
    if (stats.isSocket())
        return "a socket";
    if (stats.isFIFO())
        return "a pipe";
    return stats.isDirectory() ? "a folder" : "a device";
}
function linkRefused(source) {
    return refused(source, `${source} is a symbolic link, and what it leads to may change. Put the file itself in its place.`);
}
function refused(source, message) {
    return new CountersignError("file_refused", message, { details: { path: source } });
}
