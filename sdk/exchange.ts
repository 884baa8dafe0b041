import * as http from "node:http";
import * as https from "node:https";

/** One request. */
export interface Request {
  method: "GET" | "POST" | "PUT";
  headers: Record<string, string | number>;
  /** The whole body, or what writes it. */
  body?: string | BodyWriter | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Writes a body to a request, piece by piece.
 * @param stop aborted when nobody reads it any more
 * @returns whether all of it was written
 */
export type BodyWriter = (request: http.ClientRequest, stop: AbortSignal) => Promise<boolean>;

export interface Terms {
  /** False: a connection for this request alone. */
  agent: http.Agent | false;
  /** How long nothing may move while the body is being written, in milliseconds. */
  stallMs: number;
  /** How long the other side may be silent when it has the whole request, in milliseconds. */
  silenceMs: number;
  /** Makes of a failure of the network what is thrown; `code` is SILENCE when nothing moved for `afterMs`. */
  explain: (error: NodeJS.ErrnoException, afterMs: number) => Error;
}

/** Connections that are kept for the next request, of http or https as the address says. */
export function keepAlive(url: string, mostSockets: number): http.Agent {
  const transport = url.startsWith("https:") ? https : http;
  return new transport.Agent({ keepAlive: true, maxSockets: mostSockets });
}

/**
 * Sends one request, once.
 * @returns the answer, whatever its status is; its body has still to be read
 * @throws what `explain` makes of the network's failures; what the writer of the body throws
 */
export function exchange(url: string, { method, headers, body, signal }: Request, { agent, stallMs, silenceMs, explain }: Terms): Promise<http.IncomingMessage> {
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
    body(request, stop.signal).then(
      (whole) => {
        if (!whole || request.destroyed) return;
        afterMs = silenceMs;
        request.setTimeout(afterMs);
        request.end();
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        reject(error);
        request.destroy();
      },
    );
  });
}

/**
 * Writes pieces to a request, one after the other.
 * @param onPiece called while a piece leaves
 * @returns whether all of them were written
 */
export async function writePieces(
  request: http.ClientRequest,
  stop: AbortSignal,
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
  onPiece: (piece: Buffer) => void,
): Promise<boolean> {
  for await (const piece of pieces) {
    if (stop.aborted || request.destroyed) return false;
    const left = leave(request, stop, piece);
    onPiece(piece);
    await left;
  }
  return true;
}

/** Writes one piece. Of a request that is over, no write is ever called back. */
function leave(request: http.ClientRequest, stop: AbortSignal, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop.removeEventListener("abort", done);
      resolve();
    };
    stop.addEventListener("abort", done, { once: true });
    request.write(piece, done);
  });
}
