import type { Command } from "commander";
export declare function addSearchCommands(program: Command): void;
