import { type Command } from "commander";
export declare function addAuditCommands(program: Command): void;
