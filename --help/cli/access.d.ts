import { type Command } from "commander";
export declare function addAccessCommands(program: Command): void;
