import type { Command } from "commander";
import type { Promotion } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import type { Paint } from "./paint.ts";
import { describeBlockers, headline } from "./promotion-text.ts";

interface ReviewOptions extends CommonOptions {
  comment?: string;
  evidence?: string;
}

const evidence = ["--evidence <digest>", "the evidence that you saw in its status; refused when it has changed since"] as const;

/** What the one who signs needs. */
export function addReviewCommands(program: Command): void {
  addCommand(program, "approve <promotion>", "sign for a promotion")
    .option("--comment <text>", "what you want to say")
    .option(...evidence)
    .action(
      act<ReviewOptions>(async ({ registry, paint }, [id = ""], options) => {
        const promotion = await registry.promotions.approve(id, { comment: options.comment, evidenceDigest: options.evidence });
        return { text: describe(promotion, paint), json: promotion };
      }),
    );

  addCommand(program, "request-changes <promotion>", "block a promotion until you approve")
    .requiredOption("--comment <text>", "what has to change")
    .option(...evidence)
    .action(
      act<ReviewOptions & { comment: string }>(async ({ registry, paint }, [id = ""], options) => {
        const promotion = await registry.promotions.requestChanges(id, { comment: options.comment, evidenceDigest: options.evidence });
        return { text: describe(promotion, paint), json: promotion };
      }),
    );

  addCommand(program, "comment <promotion>", "say something about a promotion, without a verdict")
    .requiredOption("--comment <text>", "what you want to say")
    .action(
      act<ReviewOptions & { comment: string }>(async ({ registry, paint }, [id = ""], { comment }) => {
        const promotion = await registry.promotions.say(id, { body: comment });
        return { text: describe(promotion, paint), json: promotion };
      }),
    );
}

function describe(promotion: Promotion, paint: Paint): string {
  const missing = promotion.blockers.length > 0 ? [describeBlockers(promotion)] : [];
  return [headline(promotion, paint), ...missing].join("\n");
}
