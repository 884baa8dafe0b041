import { act, addCommand } from "./command.js";
import { columns, lasting, time } from "./layout.js";
export function addHistoryCommand(program) {
    addCommand(program, "history <team/model>", "what was live when, for how long, and who signed for it; the latest first")
        .option("--stage <stage>", "only one stage, or an alias")
        .option("--at <instant>", "only what was live then: 2026-05-03T10:00:00Z")
        .action(act(async ({ registry }, [model = ""], { stage, at }) => {
        if (at === undefined) {
            const stays = [];
            for await (const stay of registry.history(model, { pointer: stage }))
                stays.push(stay);
            return { text: stays.length === 0 ? "Nothing has been live yet." : table(stays), json: { model, stays } };
        }
        const stays = (await registry.liveAt(model, at)).filter((stay) => stage === undefined || stay.stage === stage);
        return { text: stays.length === 0 ? `Nothing was live at ${at}.` : table(stays), json: { model, at, stays } };
    }));
}
function table(stays) {
    const rows = stays.map((stay) => [
        stay.stage,
        `v${stay.version}`,
        time(stay.from),
        stay.until === null ? "now" : time(stay.until),
        lasting(stay.seconds),
        stay.bypassed ? `${stay.kind}, bypassed` : stay.kind,
        stay.by.name,
        stay.approvedBy.map(({ name }) => name).join(", ") || "-",
    ]);
    return columns([["STAGE", "VERSION", "FROM", "UNTIL", "FOR", "HOW", "BY", "SIGNED BY"], ...rows]);
}
