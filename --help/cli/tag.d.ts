import { type Command } from "commander";
export declare function addTagCommands(program: Command): void;
