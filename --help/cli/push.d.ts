import type { Command } from "commander";
export declare function addPushCommand(program: Command): void;
