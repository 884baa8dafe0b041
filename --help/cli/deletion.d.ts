import type { Command } from "commander";
export declare function addDeletionCommands(program: Command): void;
