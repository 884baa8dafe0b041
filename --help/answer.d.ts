import type { IncomingHttpHeaders } from "node:http";
import { CountersignError } from "./errors.ts";
import { Setback } from "./retry.ts";
/**
 * What an answer with another status than 2xx means.
 * @param body either `{ error: { message, data: { reason, details, requestId } } }`, as tRPC answers, or
 *   `{ error: { reason, message, details, requestId } }`, as the routes for bytes do
 * @returns Setback, when trying again may help
 */
export declare function failedAnswer(url: string, headers: IncomingHttpHeaders, status: number, body: string): CountersignError | Setback;
/** Something answers, and it is no registry. */
export declare function unexpectedAnswer(url: string, what: string, status: number | null): CountersignError;
