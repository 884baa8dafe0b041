import { type Command } from "commander";
export declare function addCardCommands(program: Command): void;
