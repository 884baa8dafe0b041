import type { Command } from "commander";
import { act, addCommand, readNumber, type CommonOptions } from "./command.ts";
import { describeBlockers, describePromotion, headline } from "./promotion-text.ts";

interface PromoteOptions extends CommonOptions {
  to: string;
  reason: string;
}

interface RollbackOptions extends CommonOptions {
  stage: string;
  reason: string;
  to?: number;
}

/** What the one who asks for a promotion needs. */
export function addPromotionCommands(program: Command): void {
  addCommand(program, "promote <reference>", "ask that a stage should name a version")
    .requiredOption("--to <stage>", "the stage, such as production")
    .requiredOption("--reason <text>", "why")
    .action(
      act<PromoteOptions>(async ({ registry, paint }, [reference = ""], { to, reason }) => {
        const promotion = await registry.promotions.request({ reference, to, reason });
        const next = paint.quiet(`Somebody else signs for it: countersign approve ${promotion.id}`);
        return { text: [headline(promotion, paint), describeBlockers(promotion), next].join("\n"), json: promotion };
      }),
    );

  addCommand(program, "status <promotion>", "the state of a promotion, and what is missing").action(
    act(async ({ registry, paint }, [id = ""]) => {
      const promotion = await registry.promotions.get(id);
      return { text: describePromotion(promotion, paint), json: promotion };
    }),
  );

  addCommand(program, "withdraw <promotion>", "take back a request").action(
    act(async ({ registry, paint }, [id = ""]) => {
      const promotion = await registry.promotions.withdraw(id);
      return { text: headline(promotion, paint), json: promotion };
    }),
  );

  addCommand(program, "rollback <team/model>", "return a stage to a version that was signed for before, at once")
    .requiredOption("--stage <stage>", "the stage, such as production")
    .requiredOption("--reason <text>", "why")
    .option("--to <number>", "the version; left out, the last one that was live before the present one", readNumber)
    .action(
      act<RollbackOptions>(async ({ registry, paint }, [model = ""], { stage, reason, to }) => {
        const promotion = await registry.promotions.rollback({ model, stage, reason, to });
        return { text: headline(promotion, paint), json: promotion };
      }),
    );
}
