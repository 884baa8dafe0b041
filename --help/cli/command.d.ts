import { type Command } from "commander";
import { type Registry } from "../registry.ts";
import { type Paint } from "./paint.ts";
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
export declare function addCommand(parent: Command, nameAndArguments: string, description: string): Command;
/**
 * Makes a command's action of what it does: opens the registry, and prints what came of it.
 * @param task gets the session, the command's arguments and its options
 */
export declare function act<Options extends CommonOptions>(task: (session: Session, given: readonly string[], options: Options) => Promise<Outcome>): (...parsed: [...unknown[], Options, Command]) => Promise<void>;
export declare function print(outcome: Outcome, json: boolean | undefined): void;
/** Where to, and as whom: options come before the environment, and that before what login stored. */
export declare function settings({ url, token }: CommonOptions): Promise<{
    url: string;
    token: string | undefined;
}>;
/** Reads a version's number. */
export declare function readNumber(text: string): number;
/** Gathers an option that can be given several times. */
export declare function gather(value: string, earlier?: readonly string[]): string[];
