import { connect } from "node:net";
const longestHead = 16 * 1024;
/**
 * Gets one large body over plain HTTP/1.1, straight from the socket into the sink's own memory. Node's client makes a
 * new buffer for every 64 KiB, which costs more than hashing and writing them. It is for that one purpose: what is not
 * a plain body of a known length is left to Node's client.
 * @param url `http://…`, with the path and the query
 * @param headers of the request
 * @param silenceMs how long the server may be silent
 * @param begin gets the head, and gives the sink; null when it is no answer for this function
 * @returns whether the body has arrived; false, when it has to be asked for in the usual way
 * @throws what the socket throws; Error with the code SILENCE or ECONNRESET; what the sink throws; the signal's reason
 */
export function bulkGet(url, headers, { signal, silenceMs, begin }) {
    return new Promise((resolve, reject) => {
        const head = Buffer.allocUnsafeSlow(longestHead);
        let headBytes = 0;
        let parsed = false;
        let body;
        const socket = connect({
            host: url.hostname.replace(/^\[|\]$/g, ""),
            port: Number(url.port || 80),
            onread: {
                // Asked for right after each read, for the next one: straight into the room, once there is a sink.
                buffer: () => body?.sink.room.subarray(0, body.left) ?? (parsed ? head : head.subarray(headBytes)),
                callback: (count, given) => (body ? take(count, given) : readHead(count)),
            },
        });
        const end = (outcome) => {
            signal?.removeEventListener("abort", abort);
            socket.destroy();
            resolve(outcome);
        };
        const fail = (error) => {
            signal?.removeEventListener("abort", abort);
            socket.destroy();
            reject(error);
        };
        const abort = () => fail(signal?.reason);
        signal?.addEventListener("abort", abort, { once: true });
        socket.setTimeout(silenceMs, () => fail(failure("silence", "SILENCE")));
        socket.once("error", fail);
        socket.once("close", () => fail(failure("the connection was cut", "ECONNRESET")));
        socket.write(requestText(url, headers));
        /** @returns whether to go on reading at once */
        const take = (count, given) => {
            if (!body)
                return true;
            const { buffer, byteOffset } = body.sink.room;
            if (given.buffer !== buffer || given.byteOffset !== byteOffset) {
                // The socket was given this memory when the room was another, or before there was any.
                void feed(Buffer.from(given.buffer, given.byteOffset, count)).catch(fail);
                return false;
            }
            body.left -= count;
            const wait = body.sink.accept(count);
            if (wait)
                void wait.then(proceed, fail);
            else if (body.left === 0)
                end(true);
            return !wait;
        };
        const proceed = () => (body?.left === 0 ? end(true) : void socket.resume());
        /** Takes bytes that came in other memory than the sink's. */
        const feed = async (bytes) => {
            if (!body)
                return;
            const wanted = bytes.subarray(0, body.left);
            for (let at = 0; at < wanted.length;) {
                const copied = wanted.copy(body.sink.room, 0, at);
                at += copied;
                body.left -= copied;
                await body.sink.accept(copied);
            }
            proceed();
        };
        const readHead = (count) => {
            headBytes += count;
            const at = head.subarray(0, headBytes).indexOf("\r\n\r\n");
            if (at < 0) {
                if (headBytes === longestHead)
                    end(false);
                return headBytes < longestHead;
            }
            parsed = true;
            const answer = parseHead(head.toString("latin1", 0, at));
            const length = answer && bodyLength(answer);
            if (!answer || length === null || length === undefined) {
                end(false);
                return false;
            }
            void start(answer, length, head.subarray(at + 4, headBytes)).catch(fail);
            return false;
        };
        const start = async (answer, length, early) => {
            const sink = await begin(answer);
            if (!sink)
                return end(false);
            body = { sink, left: length };
            await feed(early);
        };
    });
}
function requestText(url, headers) {
    const lines = Object.entries({ ...headers, host: url.host, connection: "close" }).map(([name, value]) => `${name}: ${value}`);
    return `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}
/** @param text without the empty line that ends it */
function parseHead(text) {
    const [first = "", ...lines] = text.split("\r\n");
    const status = /^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first)?.[1];
    if (!status)
        return null;
    const fields = lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    return { status: Number(status), headers: Object.fromEntries(fields) };
}
/** How long a body of one piece is, in bytes; null where it comes in another way. */
function bodyLength({ status, headers }) {
    if (status !== 200 && status !== 206)
        return null;
    if (headers["transfer-encoding"] !== undefined || headers["content-encoding"] !== undefined)
        return null;
    return /^\d{1,15}$/.test(headers["content-length"] ?? "") ? Number(headers["content-length"]) : null;
}
function failure(message, code) {
    return Object.assign(new Error(message), { code });
}
