import type { IncomingHttpHeaders } from "node:http";
import { type Head, type Sink } from "./bulk.ts";
/** Gets the head of an answer, and gives what takes its bytes. */
export type Begin = (head: Head) => Promise<Sink>;
/** An answer that brought no bytes. */
export interface Refusal {
    status: number;
    headers: IncomingHttpHeaders;
    body: string;
}
export interface Asking {
    /** By lower-case name. */
    headers: Record<string, string>;
    /** Called for an answer with bytes: its status is 200 or 206. */
    begin: Begin;
    signal: AbortSignal;
    /** Whether so much is expected that it pays to give it a connection of its own. */
    bulk: boolean;
    /** Who is asked, in an error: `the registry at https://models.example.com`. */
    who: string;
}
/** Gets bytes over http or https, over connections that are kept for the next request. */
export interface Line {
    /**
     * Asks once, and follows no redirection.
     * @returns null, when the bytes were taken to their end
     * @throws Setback, when the network fails or nothing comes for too long; the signal's reason; what `begin` and the sink throw
     */
    get(url: URL, asking: Asking): Promise<Refusal | null>;
    /** Hangs up. */
    close(): void;
}
/** @param silenceMs how long the other side may be silent */
export declare function openLine(silenceMs: number): Line;
