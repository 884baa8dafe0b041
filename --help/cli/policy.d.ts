import { type Command } from "commander";
export declare function addPolicyCommands(program: Command): void;
