import * as http from "node:http";
import * as https from "node:https";
/** Connections that are kept for the next request, of http or https as the address says. */
export function keepAlive(url, mostSockets) {
    const transport = url.startsWith("https:") ? https : http;
    return new transport.Agent({ keepAlive: true, maxSockets: mostSockets });
}
/**
 * Sends one request, once.
 * @returns the answer, whatever its status is; its body has still to be read
 * @throws what `explain` makes of the network's failures; what the writer of the body throws
 */
export function exchange(url, { method, headers, body, signal }, { agent, stallMs, silenceMs, explain }) {
    return new Promise((resolve, reject) => {
        const stop = new AbortController();
        const transport = url.startsWith("https:") ? https : http;
        const request = transport.request(url, { method, agent, headers, ...(signal ? { signal } : {}) });
        let afterMs = typeof body === "function" ? stallMs : silenceMs;
        request.setTimeout(afterMs);
        request.once("timeout", () => request.destroy(Object.assign(new Error("silence"), { code: "SILENCE" })));
        request.once("response", (answer) => {
            resolve(answer);
            // An answer before the end of the body is a refusal: the rest is not wanted, and the connection is of no use.
            stop.abort();
            answer.once("end", () => request.writableEnded || request.destroy());
        });
        request.on("error", (error) => {
            stop.abort();
            reject(explain(error, afterMs));
        });
        if (typeof body !== "function") {
            request.end(body);
            return;
        }
        body(request, stop.signal).then((whole) => {
            if (!whole || request.destroyed)
                return;
            afterMs = silenceMs;
            request.setTimeout(afterMs);
            request.end();
        }, (error) => {
            if (stop.signal.aborted)
                return;
            reject(error);
            request.destroy();
        });
    });
}
/**
 * Writes pieces to a request, one after the other.
 * @param onPiece called while a piece leaves
 * @returns whether all of them were written
 */
export async function writePieces(request, stop, pieces, onPiece) {
    for await (const piece of pieces) {
        if (stop.aborted || request.destroyed)
            return false;
        const left = leave(request, stop, piece);
        onPiece(piece);
        await left;
    }
    return true;
}
/** Writes one piece. Of a request that is over, no write is ever called back. */
function leave(request, stop, piece) {
    return new Promise((resolve) => {
        const done = () => {
            stop.removeEventListener("abort", done);
            resolve();
        };
        stop.addEventListener("abort", done, { once: true });
        request.write(piece, done);
    });
}
