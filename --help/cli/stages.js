import { act, addCommand } from "./command.js";
import { columns } from "./layout.js";
export function addStagesCommand(program) {
    addCommand(program, "stages", "the stages, in their order").action(act(async ({ registry }) => {
        const stages = await registry.stages();
        return { text: columns([["STAGE", "ABOUT"], ...stages.map(({ name, description }) => [name, description || "-"])]), json: { stages } };
    }));
}
