import { text } from "node:stream/consumers";
import { failedAnswer, unexpectedAnswer } from "./answer.js";
import { CountersignError } from "./errors.js";
import { exchange, keepAlive } from "./exchange.js";
import { userAgent } from "./release.js";
import { persist, Setback } from "./retry.js";
/** Connections that are kept for the next request. More would only share the same bandwidth. */
const mostSockets = 8;
/**
 * @param url http:// or https://, with a path when the registry lies under one
 * @param token sent with every request; without it only what is public is answered
 * @param patienceMs how long the registry may be silent before a call counts as failed
 * @throws CountersignError invalid_setting
 */
export function openConnection(url, token, patienceMs) {
    const address = addressOf(url);
    const kept = keepAlive(address, mostSockets);
    let reached = false;
    const open = async (call, agent) => {
        const { path, signal } = call;
        signal?.throwIfAborted();
        const headers = {
            accept: "application/json",
            "user-agent": userAgent,
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(typeof call.body === "string" ? { "content-length": Buffer.byteLength(call.body) } : {}),
            ...call.headers,
        };
        const explain = (error, silenceMs) => signal?.aborted ? signal.reason : disturbance(address, error, { silenceMs, reached });
        const answer = await exchange(`${address}${path}`, { ...call, headers }, { agent, stallMs: patienceMs, silenceMs: call.patienceMs ?? patienceMs, explain });
        reached = true;
        const status = answer.statusCode ?? 0;
        if (status >= 200 && status < 300)
            return answer;
        const body = await readText(address, answer, signal);
        answer.destroy();
        throw failedAnswer(address, answer.headers, status, body);
    };
    const ask = async (call, agent) => {
        const answer = await open(call, agent);
        return readJson(address, answer, await readText(address, answer, call.signal));
    };
    return {
        url: address,
        patienceMs,
        ask: (call) => ask(call, kept),
        open: (call) => open(call, false),
        json: (call, repeatable, waitMs) => 
        // A kept connection may be closed by the other side just as it is used again, and then nobody knows what was done:
        // what may not be done twice gets a connection of its own.
        persist(() => ask(call, repeatable && !call.alone ? kept : false), { repeatable, signal: call.signal, waitMs }),
    };
}
/**
 * The one way to write a registry's address: without a slash at the end, or anything that is no part of it.
 * @throws CountersignError invalid_setting
 */
export function addressOf(url) {
    const base = URL.canParse(url) ? new URL(url) : null;
    if (base && /^https?:$/.test(base.protocol))
        return `${base.origin}${base.pathname.replace(/\/+$/, "")}`;
    throw new CountersignError("invalid_setting", `${JSON.stringify(url)} is not a registry's address. Write it like http://127.0.0.1:3000.`, {
        details: { url },
    });
}
/** Codes of failures before a byte was sent. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/**
 * What a failure of the network means.
 * @param before.reached whether the registry has answered before: if so, it will be back; if not, the address is
 *   probably the wrong one, which is better told at once
 */
function disturbance(url, error, { silenceMs, reached }) {
    const { code = "" } = error;
    const details = { url, code };
    if (code === "SILENCE") {
        const message = `The registry at ${url} was silent for ${silenceMs / 1000} seconds. Try again later, or look at its log.`;
        return new Setback(new CountersignError("timed_out", message, { details, cause: error }), true);
    }
    const failure = new CountersignError("cannot_reach", `Can't reach the registry at ${url}: ${faults[code] ?? error.message}. ` +
        "Check that it runs, and that this is its address (COUNTERSIGN_URL, or --url).", { details, cause: error });
    const unsent = neverConnected.has(code);
    const lasting = /CERT|SELF_SIGNED|ERR_TLS|EPROTO/.test(code) || (unsent && !reached);
    return lasting ? failure : new Setback(failure, !unsent);
}
const faults = {
    ECONNREFUSED: "nothing listens there",
    ENOTFOUND: "there is no such host",
    EAI_AGAIN: "its name could not be looked up",
    EHOSTUNREACH: "no way leads there",
    ENETUNREACH: "no way leads there",
    ECONNRESET: "the connection was cut",
    EPIPE: "the connection was cut",
    EPROTO: "it does not speak https as it should",
};
async function readText(url, answer, signal) {
    try {
        return await text(answer);
    }
    catch (error) {
        signal?.throwIfAborted();
        throw brokenOff(url, error);
    }
}
/** An answer that ended in the middle. */
export function brokenOff(url, error) {
    const message = `The connection to the registry at ${url} was cut in the middle of an answer. Try again.`;
    return new Setback(new CountersignError("cannot_reach", message, { details: { url }, cause: error }), true);
}
function readJson(url, answer, body) {
    try {
        return JSON.parse(body);
    }
    catch {
        const type = answer.headers["content-type"] ?? "something";
        throw unexpectedAnswer(url, `it sent ${type} where JSON was expected`, answer.statusCode ?? null);
    }
}
