import { Option } from "commander";
import { act, addCommand } from "./command.js";
import { columns, time } from "./layout.js";
export function addPromotionsCommand(program) {
    addCommand(program, "promotions", "the promotions that are not decided, the latest first")
        .addOption(new Option("--filter <filter>", "only those that wait for you, or are yours").choices(["waiting_for_me", "mine"]))
        .option("--model <team/model>", "only those of a model")
        .option("--team <team>", "only those of a team")
        .option("--stage <stage>", "only those to a stage")
        .option("--all", "those that are decided too")
        .action(act(async ({ registry }, _given, { filter, model, team, stage, all }) => {
        const promotions = [];
        for await (const promotion of registry.promotions.list({ filter, model, team, stage, open: all ? undefined : true }))
            promotions.push(promotion);
        return { text: promotions.length === 0 ? "There is none." : table(promotions), json: { promotions } };
    }));
}
function table(promotions) {
    const rows = promotions.map(({ id, model, version, stage, kind, state, requester, createdAt }) => [id, `${model}@${version}`, stage, kind, state, requester.name, time(createdAt)]);
    return columns([["ID", "VERSION", "STAGE", "KIND", "STATE", "REQUESTED BY", "WHEN"], ...rows]);
}
