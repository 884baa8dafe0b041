import type { Command } from "commander";
export declare function addShowCommand(program: Command): void;
