import { type Command, Option } from "commander";
import type { PromotionFilter } from "../promotions.ts";
import type { PromotionSummary } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns, time } from "./layout.ts";

interface ListOptions extends CommonOptions, Pick<PromotionFilter, "filter" | "model" | "team" | "stage"> {
  all?: boolean;
}

export function addPromotionsCommand(program: Command): void {
  addCommand(program, "promotions", "the promotions that are not decided, the latest first")
    .addOption(new Option("--filter <filter>", "only those that wait for you, or are yours").choices(["waiting_for_me", "mine"]))
    .option("--model <team/model>", "only those of a model")
    .option("--team <team>", "only those of a team")
    .option("--stage <stage>", "only those to a stage")
    .option("--all", "those that are decided too")
    .action(
      act<ListOptions>(async ({ registry }, _given, { filter, model, team, stage, all }) => {
        const promotions: PromotionSummary[] = [];
        for await (const promotion of registry.promotions.list({ filter, model, team, stage, open: all ? undefined : true })) promotions.push(promotion);
        return { text: promotions.length === 0 ? "There is none." : table(promotions), json: { promotions } };
      }),
    );
}

function table(promotions: readonly PromotionSummary[]): string {
  const rows = promotions.map(({ id, model, version, stage, kind, state, requester, createdAt }) => [id, `${model}@${version}`, stage, kind, state, requester.name, time(createdAt)]);
  return columns([["ID", "VERSION", "STAGE", "KIND", "STATE", "REQUESTED BY", "WHEN"], ...rows]);
}
