import { text } from "node:stream/consumers";
import { bulkGet } from "./bulk.js";
import { CountersignError } from "./errors.js";
import { exchange, keepAlive } from "./exchange.js";
import { userAgent } from "./release.js";
import { Setback } from "./retry.js";
/** Connections to one host. More would only share the same bandwidth. */
const mostSockets = 16;
/** @param silenceMs how long the other side may be silent */
export function openLine(silenceMs) {
    const agents = { plain: keepAlive("http:", mostSockets), secure: keepAlive("https:", mostSockets) };
    const ask = (url, { headers, signal }) => exchange(url.href, { method: "GET", headers: { ...headers, "user-agent": userAgent }, signal }, { agent: url.protocol === "https:" ? agents.secure : agents.plain, stallMs: silenceMs, silenceMs, explain: (error) => error });
    const take = async (url, asking) => {
        const { headers, begin, signal } = asking;
        if (asking.bulk && url.protocol === "http:") {
            const taken = await bulkGet(url, { ...headers, "user-agent": userAgent }, { signal, silenceMs, begin });
            if (taken)
                return null;
        }
        const answer = await ask(url, asking);
        try {
            const status = answer.statusCode ?? 0;
            if (status !== 200 && status !== 206)
                return { status, headers: answer.headers, body: await text(answer) };
            const sink = await begin({ status, headers: answer.headers });
            for await (const chunk of answer)
                await feed(sink, chunk);
            return null;
        }
        finally {
            // Of what was not read to its end, the connection can't be used again.
            answer.destroy();
        }
    };
    return {
        async get(url, asking) {
            asking.signal.throwIfAborted();
            try {
                return await take(url, asking);
            }
            catch (error) {
                asking.signal.throwIfAborted();
                throw error instanceof CountersignError ? error : disturbance(url, asking.who, error, silenceMs);
            }
        },
        close() {
            agents.plain.destroy();
            agents.secure.destroy();
        },
    };
}
async function feed(sink, bytes) {
    for (let at = 0; at < bytes.length;) {
        const copied = bytes.copy(sink.room, 0, at);
        if (copied === 0)
            throw new Error("more bytes came than were asked for");
        at += copied;
        await sink.accept(copied);
    }
}
function disturbance(url, who, error, silenceMs) {
    const details = { url: url.origin, code: error.code ?? "" };
    if (error.code === "SILENCE") {
        const message = `Nothing came from ${who} for ${silenceMs / 1000} seconds. Try again later.`;
        return new Setback(new CountersignError("timed_out", message, { details, cause: error }), true);
    }
    const message = `The connection to ${who} failed: ${error.message}. Try again.`;
    return new Setback(new CountersignError("cannot_reach", message, { details, cause: error }), true);
}
