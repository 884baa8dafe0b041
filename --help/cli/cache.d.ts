import { type Command } from "commander";
export declare function addCacheCommand(program: Command): void;
