import { act, addCommand, readNumber } from "./command.js";
export function addAliasCommands(program) {
    const group = program.command("alias").description("set and remove names that move freely");
    addCommand(group, "set <team/model> <alias>", "point an alias at a version")
        .argument("<version>", "its number", readNumber)
        .action(act(async ({ registry, paint }, [model = "", alias = "", version = ""]) => {
        const set = await registry.api.pointers.setAlias.mutate({ model, alias, version: Number(version) });
        return { text: `${paint.strong(set.reference)} names version ${set.version} now.`, json: set };
    }));
    addCommand(group, "remove <team/model> <alias>", "remove an alias").action(act(async ({ registry }, [model = "", alias = ""]) => {
        const { removed } = await registry.api.pointers.removeAlias.mutate({ model, alias });
        return { text: `${model}@${alias} is removed.`, json: { reference: `${model}@${alias}`, removed } };
    }));
}
