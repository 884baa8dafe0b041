import { type Command } from "commander";
export declare function addDeploymentCommands(program: Command): void;
