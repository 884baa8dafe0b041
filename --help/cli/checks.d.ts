import type { Command } from "commander";
export declare function addChecksCommands(program: Command): void;
