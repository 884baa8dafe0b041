import type { Command } from "commander";
/** What the one who signs needs, and those who talk about it. */
export declare function addReviewCommands(program: Command): void;
