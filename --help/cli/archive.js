import { act, addCommand } from "./command.js";
export function addArchiveCommands(program) {
    addCommand(program, "archive <reference>", "retire a version: it can be pulled, but goes to no stage any more")
        .requiredOption("--reason <text>", "why")
        .action(act(async ({ registry, paint }, [reference = ""], { reason }) => {
        const archived = await registry.archive(reference, { reason });
        const text = [`${paint.strong(archived.reference)} is archived.`, paint.quiet(`It comes back with: countersign unarchive ${archived.reference}`)];
        return { text: text.join("\n"), json: archived };
    }));
    addCommand(program, "unarchive <reference>", "take a version out of the archive").action(act(async ({ registry, paint }, [reference = ""]) => {
        const back = await registry.unarchive(reference);
        return { text: `${paint.strong(back.reference)} is not archived any more.`, json: back };
    }));
}
