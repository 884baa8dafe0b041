import type { Command } from "commander";
export declare function addArchiveCommands(program: Command): void;
