import { type Command } from "commander";
export declare function addWaitCommand(program: Command): void;
/** A time such as `90s`. @returns milliseconds */
export declare function readTime(text: string): number;
