import { CountersignError } from "./errors.js";
import { writePieces } from "./exchange.js";
import { fingerprintOf } from "./fingerprint.js";
import { PassingHash, readPieces } from "./hashing.js";
import { storingPatienceMs } from "./outgoing.js";
import { sendParts } from "./parts.js";
import { persist, Setback, transferWaitMs } from "./retry.js";
import { withFile } from "./unchanged.js";
/** What one call opens. */
const opensAtOnce = 200;
/**
 * Sends large files, one after the other, each from where an earlier push has left it.
 * @throws CountersignError file_changed, digest_mismatch and others; the signal's reason
 */
export async function sendFiles(out, files) {
    for (let at = 0; at < files.length; at += opensAtOnce) {
        const batch = files.slice(at, at + opensAtOnce);
        const opened = new Map((await open(out, batch)).map((upload) => [upload.path, upload]));
        for (const file of batch) {
            const upload = opened.get(file.path);
            if (!upload)
                throw new Error(`the registry opened no upload of ${file.path}`);
            await sendFile(out, file, upload);
        }
    }
}
async function open({ api, draft, model, signal }, files) {
    const asked = [];
    for (const file of files)
        asked.push({ path: file.path, size: file.size, fingerprint: await fingerprintOf(model, file) });
    return await api.uploads.open.mutate({ draft, files: asked }, { signal });
}
/** Sends a file, and once more from its first byte when what has arrived is something else. */
async function sendFile(out, file, opened) {
    const first = await tryOnce(out, file, opened);
    if (!first)
        return;
    const second = await tryOnce(out, file, await openAnew(out, file));
    if (!second)
        return;
    // What arrived is not what was hashed: then it is the file that was changed, unless it looks the same.
    await withFile(file, async () => { });
    throw second;
}
/** @returns why it has to be sent again from its first byte; null when it has arrived */
async function tryOnce(out, file, opened) {
    const { partBytes } = opened;
    const counted = countFile(out, file);
    try {
        const { own, theirs } = partBytes === null ? await sendRest(out, file, opened, counted) : await sendParts(out, file, { ...opened, partBytes }, counted);
        if (own === theirs)
            return null;
        counted.forget();
        return new CountersignError("digest_mismatch", `${file.source} was damaged on the way, twice. Push again.`, { details: { path: file.path } });
    }
    catch (error) {
        if (!(error instanceof CountersignError) || error.reason !== "upload_failed")
            throw error;
        counted.forget();
        return error;
    }
}
/** Gives up what has come of a file, also of earlier pushes, and opens it from its first byte. */
async function openAnew(out, file) {
    const { api, draft, signal } = out;
    for (;;) {
        await api.uploads.cancel.mutate({ draft, paths: [file.path] }, { signal });
        const [upload] = await open(out, [file]);
        if (!upload)
            throw new Error(`the registry opened no upload of ${file.path}`);
        if (upload.received === 0)
            return upload;
    }
}
function countFile({ count }, { size }) {
    const counted = { resumed: 0, sent: 0 };
    const set = (resumed, sent) => {
        if (resumed !== counted.resumed)
            count("resumedBytes", resumed - counted.resumed);
        if (sent !== counted.sent)
            count("sentBytes", sent - counted.sent);
        Object.assign(counted, { resumed, sent });
    };
    return {
        resume: (bytes) => set(Math.min(bytes, size), 0),
        reach(bytes) {
            const resumed = Math.min(bytes, counted.resumed);
            set(resumed, bytes - resumed);
        },
        forget: () => set(0, 0),
    };
}
/**
 * Sends a file from the byte on that the registry stands at, and after every cut from the one that it stands at then. A
 * file that was not hashed before is hashed as it leaves; what the registry had already is read here for that.
 */
async function sendRest({ connection, signal, count }, file, opened, counted) {
    const { size } = file;
    const hash = file.sha256 === undefined ? new PassingHash() : null;
    const pass = (piece, at) => {
        const fresh = hash?.add(piece, at) ?? 0;
        if (fresh > 0)
            count("hashedBytes", fresh);
    };
    let stands = opened.received;
    let furthest = 0;
    counted.resume(stands);
    /** @returns the SHA-256 that the registry has found; undefined when it stands elsewhere */
    const put = async (from, body) => {
        const headers = { "content-type": "application/octet-stream", "content-length": size - from, "content-range": `bytes ${from}-${size - 1}/${size}` };
        const call = { method: "PUT", path: `/api/uploads/${opened.upload}`, headers, body, signal, patienceMs: storingPatienceMs };
        try {
            return (await connection.ask(call)).sha256;
        }
        catch (error) {
            stands = standOf(error);
            if (stands === undefined)
                throw error;
            return undefined;
        }
    };
    const attempt = async () => {
        // A PUT of nothing, at the end: refused, with the byte that it stands at, as soon as it has done with the one before.
        if (stands === undefined) {
            const sha256 = await put(size);
            if (sha256 !== undefined)
                return sha256;
        }
        const from = stands ?? 0;
        stands = undefined;
        furthest = Math.max(furthest, from);
        counted.reach(from);
        if (hash && hash.position < from)
            await hashUpTo(file, from, hash, pass, signal);
        const sha256 = await put(from, (request, stop) => withFile(file, async (handle) => {
            let at = from;
            return await writePieces(request, stop, readPieces(handle, size, from), (piece) => {
                pass(piece, at);
                counted.reach((at += piece.length));
            });
        }));
        if (sha256 !== undefined)
            return sha256;
        throw new Setback(unsteady(file), true);
    };
    const theirs = await persist(attempt, { repeatable: true, signal, waitMs: transferWaitMs, progress: () => furthest });
    counted.reach(size);
    // An answer before the last byte: the registry had the rest already.
    if (hash && hash.position < size)
        await hashUpTo(file, size, hash, pass, signal);
    return { own: file.sha256 ?? hash?.digest() ?? "", theirs };
}
/** How many bytes the registry has, where it refuses others for that; undefined for any other failure. */
function standOf(error) {
    if (!(error instanceof CountersignError) || error.reason !== "offset_mismatch")
        return undefined;
    const { received } = error.details;
    return typeof received === "number" ? received : undefined;
}
function unsteady(file) {
    return new CountersignError("cannot_reach", `${file.source}: the registry forgets what has come of it, again and again. Push again later.`, {
        details: { path: file.path },
    });
}
async function hashUpTo(file, to, hash, pass, signal) {
    await withFile(file, async (handle) => {
        for await (const piece of readPieces(handle, to, hash.position)) {
            signal.throwIfAborted();
            pass(piece, hash.position);
        }
    });
}
