import { type Command } from "commander";
export declare function addSchemaCommands(program: Command): void;
