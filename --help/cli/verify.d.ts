import type { Command } from "commander";
export declare function addVerifyCommand(program: Command): void;
