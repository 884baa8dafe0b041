import { type Command } from "commander";
export declare function addPromotionsCommand(program: Command): void;
