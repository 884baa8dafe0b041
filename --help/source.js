import { failedAnswer, unexpectedAnswer } from "./answer.js";
import { CountersignError } from "./errors.js";
import { openLine } from "./line.js";
import { Setback } from "./retry.js";
/** Opens the registry as a source. Nothing is asked of it yet. */
export function openSource(access) {
    const shared = { access, line: openLine(access.patienceMs), usesStore: true, hasStore: false };
    return {
        file: (path, file) => new Remote(shared, path, file),
        close: () => shared.line.close(),
    };
}
/** From this size on, in bytes, it pays to give a stretch a connection of its own. */
const bulkBytes = 8 * 1024 * 1024;
/** Statuses that pass. */
const busy = new Set([429, 500, 502, 503, 504]);
/** One file of a version, on the other side. */
export class Remote {
    #shared;
    #path;
    #file;
    #address = null;
    constructor(shared, path, file) {
        this.#shared = shared;
        this.#path = path;
        this.#file = file;
    }
    /** Whether the bytes come straight from an object store. */
    get isDirect() {
        return this.#address !== null;
    }
    /**
     * Asks once for bytes, and takes as many as come.
     * @param stop returns when the registry names an object store, before that one is asked
     * @returns whether the bytes came: false only after such a stop
     * @throws CountersignError, when it is refused; Setback, when trying again may help; the signal's reason; what `begin`
     *   and the sink throw
     */
    async read({ from, to }, begin, { signal, stop = false }) {
        const whole = from === 0 && to === this.#file.size;
        const headers = whole ? {} : { range: `bytes=${from}-${to === this.#file.size ? "" : to - 1}` };
        const asking = { headers, begin, signal, bulk: to - from >= bulkBytes };
        let address = this.#address;
        if (!address) {
            address = await this.#askRegistry(asking);
            if (!address)
                return true;
            this.#address = address;
            if (stop)
                return false;
        }
        await this.#askStore(address, asking);
        return true;
    }
    /** @returns null, when the bytes came from the registry itself */
    async #askRegistry(asking) {
        const { access, line, usesStore, hasStore } = this.#shared;
        const url = new URL(`${access.url}${this.#path}`);
        const headers = {
            ...(access.token ? { authorization: `Bearer ${access.token}` } : {}),
            ...(usesStore ? { "x-countersign-direct": "1" } : {}),
            ...(asking.headers["range"] ? { "if-range": `"sha256:${this.#file.sha256}"` } : {}),
            ...asking.headers,
        };
        const refusal = await line.get(url, { ...asking, headers, bulk: asking.bulk && !(usesStore && hasStore), who: `the registry at ${access.url}` });
        if (!refusal)
            return null;
        const { location } = refusal.headers;
        if (refusal.status !== 307 || !location || !usesStore)
            throw failedAnswer(access.url, refusal.headers, refusal.status, refusal.body);
        const target = URL.canParse(location, url) ? new URL(location, url) : null;
        if (!target || !/^https?:$/.test(target.protocol))
            throw unexpectedAnswer(access.url, "the address it sends us on to is none of the web", 307);
        this.#shared.hasStore = true;
        return { url: target, worked: false };
    }
    async #askStore(address, asking) {
        const { origin } = address.url;
        const begin = (head) => {
            address.worked = true;
            return asking.begin(head);
        };
        const refusal = await this.#shared.line.get(address.url, { ...asking, begin, who: `the object store at ${origin}` }).catch((error) => {
            if (!address.worked)
                this.#leave(address, false);
            throw error;
        });
        if (!refusal)
            return;
        const { status } = refusal;
        const failure = new CountersignError("cannot_reach", `The object store at ${origin} did not give the file (${status}). Pull again.`, {
            details: { url: origin },
            status,
        });
        if (busy.has(status))
            throw new Setback(failure, true);
        // An address that has come to its end is refused, and the registry gives another.
        this.#leave(address, status === 403 && address.worked);
        throw new Setback(failure, true, 0);
    }
    /** @param hopeful whether another address in the store may do better */
    #leave(address, hopeful) {
        if (!hopeful)
            this.#shared.usesStore = false;
        if (this.#address === address)
            this.#address = null;
    }
}
