import { type Command, InvalidArgumentError, Option } from "commander";
import type { Promotion } from "../wire.ts";
import { act, addCommand, readNumber, type CommonOptions, type Session } from "./command.ts";
import { describeBriefly, describePromotion } from "./promotion-text.ts";

interface PromoteOptions extends CommonOptions {
  to: string;
  reason: string;
  draft?: boolean;
  notBefore?: string;
}

interface DescribeOptions extends CommonOptions {
  reason?: string;
  notBefore?: string;
  atOnce?: boolean;
}

interface StageOptions extends CommonOptions {
  stage: string;
  reason: string;
}

/** What those need who ask for a promotion, or end one. */
export function addPromotionCommands(program: Command): void {
  addCommand(program, "promote <reference>", "ask that a stage should name a version")
    .requiredOption("--to <stage>", "the stage, such as production")
    .requiredOption("--reason <text>", "why")
    .option("--draft", "don't ask anybody for a review yet")
    .option("--not-before <instant>", "apply it no earlier: 2026-05-03T10:00:00Z")
    .action(
      act<PromoteOptions>(async ({ registry, paint }, [reference = ""], { to, reason, draft, notBefore }) => {
        const promotion = await registry.promotions.request({ reference, to, reason, draft, notBefore });
        const { id, state } = promotion;
        const next = state === "draft" ? `Ask for its reviews: countersign submit ${id}` : `Somebody else signs for it: countersign approve ${id}`;
        const hint = state === "applied" ? [] : [paint.quiet(next)];
        return { text: [describeBriefly(promotion, paint), ...hint].join("\n"), json: promotion };
      }),
    );

  addCommand(program, "status <promotion>", "the state of a promotion, what is missing, and who can clear it").action(
    act(async ({ registry, paint }, [id = ""]) => {
      const promotion = await registry.promotions.get(id);
      return { text: describePromotion(promotion, paint), json: promotion };
    }),
  );

  addCommand(program, "submit <promotion>", "hand a draft to its reviewers").action(changing(({ registry }, id) => registry.promotions.submit(id)));

  addCommand(program, "describe <promotion>", "change what you have said of your request, or when it may be applied; approvals stay")
    .option("--reason <text>", "why")
    .option("--not-before <instant>", "apply it no earlier: 2026-05-03T10:00:00Z")
    .addOption(new Option("--at-once", "apply it as soon as it can be").conflicts("notBefore"))
    .action(
      changing<DescribeOptions>(({ registry }, id, { reason, notBefore, atOnce }) => {
        if (reason === undefined && notBefore === undefined && !atOnce) throw new InvalidArgumentError("say what is to change: --reason, --not-before or --at-once");
        return registry.promotions.describe(id, { reason, notBefore: atOnce ? null : notBefore });
      }),
    );

  addCommand(program, "apply <promotion>", "apply what is approved, where the policy wants somebody to").action(
    changing(({ registry }, id) => registry.promotions.apply(id)),
  );

  addCommand(program, "withdraw <promotion>", "take back a request").action(changing(({ registry }, id) => registry.promotions.withdraw(id)));

  addCommand(program, "reject <promotion>", "end a request for good, as a maintainer")
    .requiredOption("--reason <text>", "why")
    .action(changing<CommonOptions & { reason: string }>(({ registry }, id, { reason }) => registry.promotions.reject(id, { reason })));

  addCommand(program, "rollback <team/model>", "return a stage to a version that was signed for before")
    .requiredOption("--stage <stage>", "the stage, such as production")
    .requiredOption("--reason <text>", "why")
    .option("--to <number>", "the version; left out, the last one that was live before the present one", readNumber)
    .action(
      changing<StageOptions & { to?: number }>(({ registry }, model, { stage, reason, to }) => registry.promotions.rollback({ model, stage, reason, to })),
    );

  addCommand(program, "remove <team/model>", "ask that a stage should name no version any more")
    .requiredOption("--stage <stage>", "the stage, such as staging")
    .requiredOption("--reason <text>", "why")
    .action(changing<StageOptions>(({ registry }, model, { stage, reason }) => registry.promotions.requestRemoval({ model, stage, reason })));
}

/** Makes the action of a command that changes one promotion, and tells what has become of it. */
export function changing<Options extends CommonOptions>(change: (session: Session, subject: string, options: Options) => Promise<Promotion>) {
  return act<Options>(async (session, [subject = ""], options) => {
    const promotion = await change(session, subject, options);
    return { text: describeBriefly(promotion, session.paint), json: promotion };
  });
}
