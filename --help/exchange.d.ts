import * as http from "node:http";
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
export declare function keepAlive(url: string, mostSockets: number): http.Agent;
/**
 * Sends one request, once.
 * @returns the answer, whatever its status is; its body has still to be read
 * @throws what `explain` makes of the network's failures; what the writer of the body throws
 */
export declare function exchange(url: string, { method, headers, body, signal }: Request, { agent, stallMs, silenceMs, explain }: Terms): Promise<http.IncomingMessage>;
/**
 * Writes pieces to a request, one after the other.
 * @param onPiece called while a piece leaves
 * @returns whether all of them were written
 */
export declare function writePieces(request: http.ClientRequest, stop: AbortSignal, pieces: Iterable<Buffer> | AsyncIterable<Buffer>, onPiece: (piece: Buffer) => void): Promise<boolean>;
