import { type Begin, type Line } from "./line.ts";
/** How the registry is reached. */
export interface Access {
    /** Its address, without a slash at the end. */
    url: string;
    token: string | undefined;
    /** How long it may be silent before a request counts as failed, in milliseconds. */
    patienceMs: number;
}
/** Bytes of a file: from one on, up to and without another. */
export interface Stretch {
    from: number;
    to: number;
}
/**
 * Where the bytes of a version come from: the registry, or the object store behind it. Asked with
 * `x-countersign-direct: 1`, the registry may answer 307 and an address in the store, which is good for a while and
 * needs no token. When the store can't be reached from here, the registry is asked for the bytes themselves.
 */
export interface Source {
    /**
     * @param path from the registry's address on, percent-encoded
     * @param file its size in bytes, and the SHA-256 that names its bytes
     */
    file(path: string, file: {
        size: number;
        sha256: string;
    }): Remote;
    /** Hangs up. */
    close(): void;
}
/** Opens the registry as a source. Nothing is asked of it yet. */
export declare function openSource(access: Access): Source;
/** What the files of a source share. */
interface Shared {
    access: Access;
    line: Line;
    /** Until the store turns out not to be reached from here. */
    usesStore: boolean;
    /** Whether the registry has named a store. */
    hasStore: boolean;
}
/** One file of a version, on the other side. */
export declare class Remote {
    #private;
    constructor(shared: Shared, path: string, file: {
        size: number;
        sha256: string;
    });
    /** Whether the bytes come straight from an object store. */
    get isDirect(): boolean;
    /**
     * Asks once for bytes, and takes as many as come.
     * @param stop returns when the registry names an object store, before that one is asked
     * @returns whether the bytes came: false only after such a stop
     * @throws CountersignError, when it is refused; Setback, when trying again may help; the signal's reason; what `begin`
     *   and the sink throw
     */
    read({ from, to }: Stretch, begin: Begin, { signal, stop }: {
        signal: AbortSignal;
        stop?: boolean;
    }): Promise<boolean>;
}
export {};
