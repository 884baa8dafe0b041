import { text } from "node:stream/consumers";
import { CountersignError } from "./errors.js";
import { exchange, keepAlive, writePieces } from "./exchange.js";
import { cutFile, findIntact } from "./file-parts.js";
import { hashFile, readPieces } from "./hashing.js";
import { openLanes } from "./lanes.js";
import { storingPatienceMs } from "./outgoing.js";
import { userAgent } from "./release.js";
import { persist, rest, Setback, transferWaitMs } from "./retry.js";
import { withFile } from "./unchanged.js";
/** How many URLs are asked for at once: few enough that they are used within their hour. */
const urlsAtOnce = 32;
const partsAtOnce = 4;
const firstLookMs = 200;
const lastLookMs = 5000;
/** Statuses that pass. */
const busy = new Set([408, 429, 500, 502, 503, 504]);
/**
 * Sends those parts of a file that the bucket lacks, several at once, and waits until the registry has hashed them all.
 * @throws CountersignError upload_failed, file_changed and others; the signal's reason
 */
export async function sendParts(out, file, upload, counted) {
    const stop = new AbortController();
    const signal = AbortSignal.any([out.signal, stop.signal]);
    const sender = new PartSender({ ...out, signal }, file, upload, counted);
    const hashing = file.sha256 === undefined ? hashHere(file, out, signal) : Promise.resolve(file.sha256);
    try {
        const [own, theirs] = await Promise.all([hashing, sender.send()]);
        return { own, theirs };
    }
    finally {
        stop.abort();
        await hashing.catch(() => { });
        sender.close();
    }
}
async function hashHere(file, { count }, signal) {
    return await withFile(file, (handle) => hashFile(handle, file.size, { signal, onBytes: (bytes) => count("hashedBytes", bytes) }));
}
class PartSender {
    #out;
    #file;
    #upload;
    #counted;
    #agent;
    /** Whether the bucket has ever answered. */
    #reached = false;
    /** Bytes of the file that are in the bucket, and on their way there; undefined before it was asked. */
    #there;
    #moving = 0;
    /** The numbers of the parts that the bucket has taken from here. */
    #sent = new Set();
    constructor(out, file, upload, counted) {
        this.#out = out;
        this.#file = file;
        this.#upload = upload;
        this.#counted = counted;
    }
    /** @returns the SHA-256 that the registry has found */
    async send() {
        const { signal } = this.#out;
        let furthest = 0;
        const attempt = async () => {
            await this.#sendMissing((there) => (furthest = Math.max(furthest, there)));
            return await this.#complete();
        };
        return await persist(attempt, { repeatable: true, signal, waitMs: transferWaitMs, progress: () => furthest });
    }
    close() {
        this.#agent?.destroy();
    }
    /** @param onLook told how many bytes the bucket has */
    async #sendMissing(onLook) {
        const parts = cutFile(this.#file.size, this.#upload.partBytes);
        const { have } = await this.#ask([]);
        // What this push has sent itself was received whole.
        const unsure = have.filter(({ number }) => !this.#sent.has(number));
        const intact = unsure.length > 0 ? await findIntact(this.#file, parts, unsure, this.#out.signal) : new Set();
        const kept = new Set(have.map(({ number }) => number));
        const missing = parts.filter(({ number }) => !intact.has(number) && !(this.#sent.has(number) && kept.has(number)));
        const there = this.#file.size - missing.reduce((sum, part) => sum + part.to - part.from, 0);
        if (this.#there === undefined)
            this.#counted.resume(there);
        this.#there = there;
        this.#move(0);
        onLook(there);
        for (let at = 0; at < missing.length; at += urlsAtOnce)
            await this.#sendBatch(missing.slice(at, at + urlsAtOnce));
    }
    #move(bytes) {
        this.#moving += bytes;
        this.#counted.reach((this.#there ?? 0) + this.#moving);
    }
    async #ask(parts) {
        const { connection, signal } = this.#out;
        const body = JSON.stringify({ parts: parts.map((part) => part.number) });
        const path = `/api/uploads/${this.#upload.upload}/parts`;
        const headers = { "content-type": "application/json" };
        return (await connection.json({ method: "POST", path, headers, body, signal }, true, transferWaitMs));
    }
    /** @throws Setback, after the other parts have arrived, when a URL was no good any more */
    async #sendBatch(parts) {
        const { urls } = await this.#ask(parts);
        const lanes = openLanes(partsAtOnce, this.#out.signal);
        let refused;
        for (const [at, part] of parts.entries()) {
            const url = urls[at];
            if (url === undefined)
                throw new Error(`the registry gave no URL for part ${part.number}`);
            lanes.add(async () => {
                const waitMs = this.#reached ? transferWaitMs : undefined;
                refused = (await persist(() => this.#put(part, url, lanes.signal), { repeatable: true, signal: lanes.signal, waitMs })) ?? refused;
            });
        }
        await lanes.finish();
        this.#there = (this.#there ?? 0) + this.#moving;
        this.#moving = 0;
        if (refused)
            throw refused;
    }
    /** @returns null when the part has arrived; why not, when another URL may do better */
    async #put({ number, from, to }, url, signal) {
        const { origin } = new URL(url);
        const { patienceMs } = this.#out.connection;
        this.#agent ??= keepAlive(url, partsAtOnce);
        let sent = 0;
        try {
            const answer = await exchange(url, {
                method: "PUT",
                headers: { "content-length": to - from, "user-agent": userAgent },
                body: (request, stop) => withFile(this.#file, (handle) => writePieces(request, stop, readPieces(handle, to, from), (piece) => {
                    sent += piece.length;
                    this.#move(piece.length);
                })),
                signal,
            }, {
                agent: this.#agent,
                stallMs: patienceMs,
                silenceMs: storingPatienceMs,
                explain: (error) => (signal.aborted ? signal.reason : new Setback(unreached(origin, error.message, error), true)),
            });
            this.#reached = true;
            await text(answer).catch((error) => {
                throw new Setback(unreached(origin, "the connection was cut", error), true);
            });
            const status = answer.statusCode ?? 0;
            if (status >= 200 && status < 300) {
                sent = 0;
                this.#sent.add(number);
                return null;
            }
            const failure = refusedPart(origin, number, status);
            if (busy.has(status))
                throw new Setback(failure, true);
            // The URL has come to its end, or the bucket has forgotten the upload: the registry knows what to do next.
            if (status === 403 || status === 404)
                return new Setback(failure, true);
            throw failure;
        }
        finally {
            this.#move(-sent);
        }
    }
    /** Waits for the registry to put the parts together and to hash them. */
    async #complete() {
        const { connection, signal } = this.#out;
        const call = { method: "POST", path: `/api/uploads/${this.#upload.upload}/complete`, signal, patienceMs: storingPatienceMs };
        for (let pause = firstLookMs;; pause = Math.min(lastLookMs, pause * 2)) {
            const answer = (await connection.json(call, true, transferWaitMs).catch(sendAgain));
            if (answer.sha256 !== undefined)
                return answer.sha256;
            await rest(pause, signal);
        }
    }
}
/** A part that was thought to be in the bucket is not there. */
function sendAgain(error) {
    throw error instanceof CountersignError && error.reason === "upload_incomplete" ? new Setback(error, true) : error;
}
function unreached(origin, why, cause) {
    const message = `The registry keeps large files in the object store at ${origin}, which can't be reached from here: ${why}. Check that the way there is open, and push again.`;
    return new CountersignError("cannot_reach", message, { details: { url: origin }, cause });
}
function refusedPart(origin, number, status) {
    const message = `The object store at ${origin} did not take part ${number} of a file (${status}). Push again; what has arrived is not sent twice.`;
    return new CountersignError("cannot_reach", message, { details: { url: origin, part: number }, status });
}
