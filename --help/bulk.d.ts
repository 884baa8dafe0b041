/** The head of an answer. */
export interface Head {
    status: number;
    /** By lower-case name; of several with one name, the last. */
    headers: Record<string, string>;
}
/** Where the bytes of a body go. */
export interface Sink {
    /** Where the next bytes are put. Of these there is always room for at least one. */
    readonly room: Buffer;
    /**
     * Takes the first `count` bytes of the room.
     * @returns null, or what has to be waited for before the room is used again
     */
    accept(count: number): Promise<void> | null;
}
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
export declare function bulkGet(url: URL, headers: Record<string, string | number>, { signal, silenceMs, begin }: {
    signal?: AbortSignal | undefined;
    silenceMs: number;
    begin: (head: Head) => Promise<Sink | null>;
}): Promise<boolean>;
