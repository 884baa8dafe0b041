import { CommanderError } from "commander";
import { CountersignError } from "../errors.js";
import { paintFor } from "./paint.js";
/** A command that was written wrongly, found out only after it was parsed. */
export class UsageError extends Error {
}
/** Ctrl-C. */
export class Interrupted extends Error {
}
export const exitCodes = {
    done: 0,
    failed: 1,
    usage: 2,
    interrupted: 130,
    /** What a failure exits with. */
    of(error) {
        if (error instanceof CommanderError)
            return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
        if (error instanceof UsageError)
            return exitCodes.usage;
        return error instanceof Interrupted ? exitCodes.interrupted : exitCodes.failed;
    },
};
/** Says on stderr what went wrong: for people, or as one JSON object. */
export function report(error, json) {
    const told = describe(error);
    if (json) {
        process.stderr.write(`${JSON.stringify({ error: told })}\n`);
        return;
    }
    if (error instanceof Interrupted) {
        process.stderr.write(`${error.message}\n`);
        return;
    }
    const paint = paintFor(process.stderr);
    const hint = hints[told.reason];
    process.stderr.write(`${paint.bad("error:")} ${told.message}\n${markOf(told.details)}${hint ? `${paint.quiet(hint)}\n` : ""}`);
    if (told.reason === "internal" && told.requestId)
        process.stderr.write(`${paint.quiet(`The request's id is ${told.requestId}.`)}\n`);
}
/** The query that could not be read, with a mark below what is wrong in it. */
function markOf({ query, at, length }) {
    if (typeof query !== "string" || typeof at !== "number" || typeof length !== "number")
        return "";
    return `  ${query}\n  ${" ".repeat(at)}${"^".repeat(Math.max(1, length))}\n`;
}
function describe(error) {
    if (error instanceof CountersignError) {
        const { reason, message, details, requestId } = error;
        return { reason, message, details, requestId };
    }
    if (error instanceof Interrupted)
        return { reason: "interrupted", message: error.message, details: {} };
    const message = error instanceof Error ? error.message : String(error);
    if (exitCodes.of(error) === exitCodes.usage)
        return { reason: "usage", message: message.replace(/^error: /, ""), details: {} };
    return { reason: "failed", message, details: {} };
}
const signIn = "Sign in with: countersign login";
const hints = {
    not_signed_in: signIn,
    token_invalid: signIn,
    token_expired: signIn,
    usage: "See: countersign --help, or countersign <command> --help",
};
