import type { Command } from "commander";
export declare function addPullCommand(program: Command): void;
