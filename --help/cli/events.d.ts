import { type Command } from "commander";
export declare function addEventsCommand(program: Command): void;
