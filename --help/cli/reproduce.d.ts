import type { Command } from "commander";
export declare function addReproduceCommands(program: Command): void;
