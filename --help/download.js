import { CountersignError } from "./errors.js";
import { Intake } from "./intake.js";
import { readInRanges } from "./ranges.js";
import { persist, Setback, transferWaitMs } from "./retry.js";
/**
 * From this size on, in bytes, an object store is asked for several ranges at once. The registry itself is not: from
 * there, one stream is as fast.
 */
const rangedBytes = 64 * 1024 * 1024;
/**
 * Fetches one file of a version into an open file, and makes sure that the bytes are the right ones. After a failure it
 * goes on where it was.
 * @param part open for reading and writing; it is not closed
 * @param held how many bytes an earlier download has left in it
 * @throws CountersignError digest_mismatch, file_failed and others; the signal's reason. Unless it is one of the two named,
 *   the bytes that have come are in the file and can be gone on with.
 */
export async function fetchInto(part, held, { remote, file, tally, signal }) {
    const intake = new Intake(part, file.path, file.size);
    const download = new Download(remote, file, intake, tally, signal);
    try {
        if (held > file.size)
            await intake.restart();
        else if (held > 0)
            await download.resume(held);
        await download.finish();
        if (intake.digest() !== file.sha256 && download.held > 0) {
            // What was left may have been damaged since.
            await download.restart();
            await download.finish();
        }
    }
    finally {
        // The file must not be closed under a write. How that one ends matters no more.
        await intake.settle().catch(() => { });
    }
    if (intake.digest() !== file.sha256)
        throw mismatch(file, `bytes with the SHA-256 ${intake.digest()} instead of ${file.sha256}`);
}
/** After so many answers that end too early, no more is hoped for. */
const mostShort = 5;
class Download {
    #remote;
    #file;
    #intake;
    #tally;
    #signal;
    /** Of the bytes that have arrived, those that were here before. */
    #held = 0;
    /** Whether a range was answered with something else. */
    #unranged = false;
    /** How many answers ended too early. */
    #short = 0;
    constructor(remote, file, intake, tally, signal) {
        this.#remote = remote;
        this.#file = file;
        this.#intake = intake;
        this.#tally = tally;
        this.#signal = signal;
    }
    get held() {
        return this.#held;
    }
    async resume(held) {
        await this.#intake.resume(held, this.#signal);
        this.#held = this.#intake.bytes;
        this.#tally.held(this.#held);
    }
    async restart() {
        this.#tally.received(this.#held - this.#intake.bytes);
        this.#tally.held(-this.#held);
        this.#held = 0;
        await this.#intake.restart();
    }
    /** Fetches what is missing, and waits until it is written. */
    async finish() {
        await persist(() => this.#receive(), { repeatable: true, signal: this.#signal, waitMs: transferWaitMs, progress: () => this.#intake.bytes });
        await this.#intake.settle();
    }
    get #rest() {
        return { from: this.#intake.bytes, to: this.#file.size };
    }
    /** One try: asks for what is missing, and takes as much as comes. */
    async #receive() {
        const { from, to } = this.#rest;
        if (from === to)
            return;
        const isLarge = to - from >= rangedBytes && !this.#unranged;
        const came = !(isLarge && this.#remote.isDirect) && (await this.#remote.read(this.#rest, (head) => this.#begin(head, from), { signal: this.#signal, stop: isLarge }));
        if (!came)
            await this.#receiveInRanges();
        if (this.#intake.bytes === to)
            return;
        const short = mismatch(this.#file, `${this.#intake.bytes} bytes instead of ${to}`);
        // An answer that ends too early and in order is no cut connection: waiting for long would not mend it.
        throw ++this.#short < mostShort ? new Setback(short, true) : short;
    }
    async #begin(head, from) {
        if (from > 0 && !(head.status === 206 && head.headers["content-range"]?.startsWith(`bytes ${from}-`)))
            await this.restart();
        const [intake, file, tally] = [this.#intake, this.#file, this.#tally];
        const tooMany = () => mismatch(file, `more than ${file.size} bytes`);
        if (Number(head.headers["content-length"] ?? 0) > file.size - intake.bytes)
            throw tooMany();
        return {
            get room() {
                return intake.room;
            },
            accept(count) {
                if (count > file.size - intake.bytes)
                    return Promise.reject(tooMany());
                tally.received(count);
                return intake.accept(count);
            },
        };
    }
    async #receiveInRanges() {
        try {
            await readInRanges(this.#rest, {
                signal: this.#signal,
                fetch: (stretch, bytes, signal) => persist(() => this.#fetchRange(stretch, bytes, signal), { repeatable: true, signal }),
                take: async (bytes) => {
                    this.#tally.received(bytes.length);
                    await this.#intake.put(bytes);
                },
            });
        }
        catch (error) {
            // The next try asks for all of the rest.
            throw this.#unranged && error instanceof CountersignError ? new Setback(error, true, 0) : error;
        }
    }
    async #fetchRange({ from, to }, bytes, signal) {
        let at = 0;
        const begin = async ({ status, headers }) => {
            const isRange = status === 206 && headers["content-range"]?.startsWith(`bytes ${from}-${to - 1}/`);
            if (!isRange || Number(headers["content-length"] ?? 0) > bytes.length) {
                this.#unranged = true;
                throw mismatch(this.#file, "other bytes than were asked for");
            }
            return {
                get room() {
                    return bytes.subarray(at);
                },
                accept(count) {
                    at += count;
                    return null;
                },
            };
        };
        await this.#remote.read({ from, to }, begin, { signal });
        if (at < bytes.length)
            throw new Setback(mismatch(this.#file, `${at} bytes instead of ${bytes.length}`), true);
    }
}
function mismatch(file, what) {
    return new CountersignError("digest_mismatch", `For ${file.path} came ${what}: it was damaged on the way, and is not kept. Pull again; if that does not help, tell an administrator of the registry.`, { details: { path: file.path, expected: { size: file.size, sha256: file.sha256 } } });
}
