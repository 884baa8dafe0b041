import type { Command } from "commander";
export declare function addStagesCommand(program: Command): void;
