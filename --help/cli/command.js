import { InvalidArgumentError } from "commander";
import { addressOf } from "../connection.js";
import { createRegistry, defaultUrl } from "../registry.js";
import { readCredentials } from "./credentials.js";
import { paintFor } from "./paint.js";
import { exitCodes, Interrupted } from "./report.js";
/** Adds a command with the options that all of them take. */
export function addCommand(parent, nameAndArguments, description) {
    return parent
        .command(nameAndArguments)
        .description(description)
        .option("--url <url>", "the registry's address")
        .option("--token <token>", "the API token")
        .option("--json", "print one JSON object and nothing else");
}
/**
 * Makes a command's action of what it does: opens the registry, and prints what came of it.
 * @param task gets the session, the command's arguments and its options
 */
export function act(task) {
    return async (...parsed) => {
        const [options, command] = parsed.slice(-2);
        const interruption = watchInterruption();
        try {
            const session = {
                registry: createRegistry(await settings(options)),
                paint: paintFor(process.stdout),
                get signal() {
                    return interruption.signal();
                },
            };
            const outcome = await task(session, command.args, options);
            print(outcome, options.json);
            if (outcome.isBad)
                process.exitCode = exitCodes.failed;
        }
        catch (error) {
            throw interruption.happened() ? new Interrupted("Interrupted.") : error;
        }
    };
}
export function print(outcome, json) {
    process.stdout.write(`${json ? JSON.stringify(outcome.json) : outcome.text}\n`);
}
/** Where to, and as whom: options come before the environment, and that before what login stored. */
export async function settings({ url, token }) {
    const stored = await readCredentials();
    const address = addressOf(url ?? (process.env["COUNTERSIGN_URL"] || stored.url || defaultUrl));
    return { url: address, token: token ?? (process.env["COUNTERSIGN_TOKEN"] || stored.registries[address]?.token) };
}
function watchInterruption() {
    const stop = new AbortController();
    let watching = false;
    return {
        happened: () => stop.signal.aborted,
        signal() {
            const interrupt = () => {
                // Whoever asks twice does not want to wait for the cleaning up.
                if (stop.signal.aborted)
                    process.exit(exitCodes.interrupted);
                stop.abort();
            };
            if (!watching)
                process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
            watching = true;
            return stop.signal;
        },
    };
}
/** Reads a version's number. */
export function readNumber(text) {
    if (/^[1-9]\d{0,8}$/.test(text))
        return Number(text);
    throw new InvalidArgumentError("It must be the number of a version, such as 7.");
}
/** Gathers an option that can be given several times. */
export function gather(value, earlier = []) {
    return [...earlier, value];
}
