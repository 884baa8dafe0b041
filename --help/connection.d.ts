import type { IncomingMessage } from "node:http";
import { type Request } from "./exchange.ts";
import { Setback } from "./retry.ts";
/** One request to the registry. */
export interface Call extends Omit<Request, "headers"> {
    /** From the registry's address on, percent-encoded: `/api/trpc/models.get`. */
    path: string;
    headers?: Record<string, string | number>;
    /** How long the registry may be silent when it has the whole request, in milliseconds. */
    patienceMs?: number;
    /** Gets a connection for itself: an answer that is waited for keeps one from all others. */
    alone?: boolean;
}
export interface Connection {
    /** The registry's address, without a slash at the end. */
    readonly url: string;
    /** How long the registry may be silent before a call counts as failed, in milliseconds. */
    readonly patienceMs: number;
    /**
     * Sends one request, once, and reads the JSON of the answer.
     * @throws CountersignError, when it is refused; Setback, when trying again may help; the signal's reason, when aborted
     */
    ask(call: Call): Promise<unknown>;
    /**
     * Sends one request, once, and gives the answer with its body still to be read; one that is cut off ends in an error.
     * @throws as `ask`
     */
    open(call: Call): Promise<IncomingMessage>;
    /**
     * Sends a request, again if need be, and reads the JSON of the answer.
     * @param repeatable whether doing it twice is the same as doing it once
     * @param waitMs how long the pauses between tries may be in all, in milliseconds; left out, there are five tries
     * @throws CountersignError; the signal's reason, when aborted
     */
    json(call: Call, repeatable: boolean, waitMs?: number): Promise<unknown>;
}
/**
 * @param url http:// or https://, with a path when the registry lies under one
 * @param token sent with every request; without it only what is public is answered
 * @param patienceMs how long the registry may be silent before a call counts as failed
 * @throws CountersignError invalid_setting
 */
export declare function openConnection(url: string, token: string | undefined, patienceMs: number): Connection;
/**
 * The one way to write a registry's address: without a slash at the end, or anything that is no part of it.
 * @throws CountersignError invalid_setting
 */
export declare function addressOf(url: string): string;
/** An answer that ended in the middle. */
export declare function brokenOff(url: string, error: unknown): Setback;
