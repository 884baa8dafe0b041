import type { Command } from "commander";
export declare function addHistoryCommand(program: Command): void;
