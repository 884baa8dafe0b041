import type { Command } from "commander";
import { act, addCommand } from "./command.ts";
import { columns } from "./layout.ts";

export function addStagesCommand(program: Command): void {
  addCommand(program, "stages", "the stages, in their order").action(
    act(async ({ registry }) => {
      const stages = await registry.stages();
      return { text: columns([["STAGE", "ABOUT"], ...stages.map(({ name, description }) => [name, description || "-"])]), json: { stages } };
    }),
  );
}
