import type { Command } from "commander";
export declare function addAliasCommands(program: Command): void;
