import type { Command } from "commander";
export declare function addLineageCommands(program: Command): void;
