import { type Command, InvalidArgumentError } from "commander";
import { addressOf } from "../connection.ts";
import { createRegistry, defaultUrl, type Registry } from "../registry.ts";
import { readCredentials } from "./credentials.ts";
import { paintFor, type Paint } from "./paint.ts";
import { exitCodes, Interrupted } from "./report.ts";

/** The options that every command takes. */
export interface CommonOptions {
  url?: string;
  token?: string;
  json?: boolean;
}

/** What a command has brought about: for people and for programs. */
export interface Outcome {
  text: string;
  /** What `--json` prints, as the one thing on stdout. */
  json: object;
  /** What was asked was found out, and is not good: exit code 1. */
  isBad?: boolean;
}

/** What a command works with. */
export interface Session {
  registry: Registry;
  paint: Paint;
  /** Aborted by Ctrl-C. A command that never asks for it is simply ended. */
  readonly signal: AbortSignal;
}

/** Adds a command with the options that all of them take. */
export function addCommand(parent: Command, nameAndArguments: string, description: string): Command {
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
export function act<Options extends CommonOptions>(
  task: (session: Session, given: readonly string[], options: Options) => Promise<Outcome>,
): (...parsed: [...unknown[], Options, Command]) => Promise<void> {
  return async (...parsed) => {
    const [options, command] = parsed.slice(-2) as [Options, Command];
    const interruption = watchInterruption();
    try {
      const session: Session = {
        registry: createRegistry(await settings(options)),
        paint: paintFor(process.stdout),
        get signal() {
          return interruption.signal();
        },
      };
      const outcome = await task(session, command.args, options);
      print(outcome, options.json);
      if (outcome.isBad) process.exitCode = exitCodes.failed;
    } catch (error) {
      throw interruption.happened() ? new Interrupted("Interrupted.") : error;
    }
  };
}

export function print(outcome: Outcome, json: boolean | undefined): void {
  process.stdout.write(`${json ? JSON.stringify(outcome.json) : outcome.text}\n`);
}

/** Where to, and as whom: options come before the environment, and that before what login stored. */
export async function settings({ url, token }: CommonOptions): Promise<{ url: string; token: string | undefined }> {
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
        if (stop.signal.aborted) process.exit(exitCodes.interrupted);
        stop.abort();
      };
      if (!watching) process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
      watching = true;
      return stop.signal;
    },
  };
}

/** Reads a version's number. */
export function readNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be the number of a version, such as 7.");
}

/** Gathers an option that can be given several times. */
export function gather(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
