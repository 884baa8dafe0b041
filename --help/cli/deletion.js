import { act, addCommand } from "./command.js";
import { time } from "./layout.js";
export function addDeletionCommands(program) {
    addCommand(program, "delete <reference>", "delete a version that nothing needs; it can be restored for a while")
        .requiredOption("--reason <text>", "why")
        .action(act(async ({ registry, paint }, [reference = ""], { reason }) => {
        const deleted = await registry.deleteVersion(reference, { reason });
        const text = [
            `${paint.strong(deleted.reference)} is deleted.`,
            paint.quiet(`Until ${time(deleted.restorableUntil)} it comes back with: countersign restore ${deleted.reference}`),
        ];
        return { text: text.join("\n"), json: deleted };
    }));
    addCommand(program, "restore <team/model@number>", "bring a deleted version back").action(act(async ({ registry, paint }, [reference = ""]) => {
        const restored = await registry.restoreVersion(reference);
        return { text: `${paint.strong(restored.reference)} is back.`, json: restored };
    }));
}
