import type { Command } from "commander";
export declare function addAccountCommands(program: Command): void;
