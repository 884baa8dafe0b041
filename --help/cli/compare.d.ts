import type { Command } from "commander";
export declare function addCompareCommand(program: Command): void;
