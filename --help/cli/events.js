import { InvalidArgumentError } from "commander";
import { act, addCommand } from "./command.js";
import { columns, time } from "./layout.js";
export function addEventsCommand(program) {
    addCommand(program, "events", "what has happened, the oldest first")
        .option("--after <event>", "go on after this number; latest: only what is still to come", readCursor)
        .option("--types <types>", "only these, with commas between them: stage.moved,promotion.*", (text) => text.split(","))
        .option("--model <team/model>", "only of one model")
        .option("--follow", "wait for what is still to come, until Ctrl-C; with --json one event per line")
        .addHelpText("after", "\nWho keeps the number of the last event that was dealt with, and goes on --after it, misses nothing.")
        .action(act(async ({ registry, signal }, _given, { after, types, model, follow, json }) => {
        const seen = [];
        let last = after ?? 0;
        for await (const event of registry.events({ after, types, model, follow, ...(follow ? { signal } : {}) })) {
            if (follow)
                process.stdout.write(`${json ? JSON.stringify(event) : lineOf(event).join("  ")}\n`);
            else
                seen.push(event);
            last = event.id;
        }
        return { text: seen.length === 0 ? "Nothing has happened since." : columns([["EVENT", "WHEN", "TYPE", "OF", "BY"], ...seen.map(lineOf)]), json: { events: seen, next: last } };
    }));
}
function lineOf({ id, at, type, model, subject, actor }) {
    const of = model === null || subject.startsWith(model) ? subject : `${model} ${subject}`;
    return [String(id), time(at), type, of, actor?.name ?? "Countersign"];
}
function readCursor(text) {
    if (text === "latest")
        return text;
    if (/^\d{1,15}$/.test(text))
        return Number(text);
    throw new InvalidArgumentError("It must be the number of an event, such as 1200, or latest.");
}
