import { act, addCommand, readNumber } from "./command.js";
import { describeBriefly, describePromotion } from "./promotion-text.js";
/** What those need who ask for a promotion, or end one. */
export function addPromotionCommands(program) {
    addCommand(program, "promote <reference>", "ask that a stage should name a version")
        .requiredOption("--to <stage>", "the stage, such as production")
        .requiredOption("--reason <text>", "why")
        .option("--draft", "don't ask anybody for a review yet")
        .option("--not-before <instant>", "apply it no earlier: 2026-05-03T10:00:00Z")
        .action(act(async ({ registry, paint }, [reference = ""], { to, reason, draft, notBefore }) => {
        const promotion = await registry.promotions.request({ reference, to, reason, draft, notBefore });
        const { id, state } = promotion;
        const next = state === "draft" ? `Ask for its reviews: countersign submit ${id}` : `Somebody else signs for it: countersign approve ${id}`;
        const hint = state === "applied" ? [] : [paint.quiet(next)];
        return { text: [describeBriefly(promotion, paint), ...hint].join("\n"), json: promotion };
    }));
    addCommand(program, "status <promotion>", "the state of a promotion, what is missing, and who can clear it").action(act(async ({ registry, paint }, [id = ""]) => {
        const promotion = await registry.promotions.get(id);
        return { text: describePromotion(promotion, paint), json: promotion };
    }));
    addCommand(program, "submit <promotion>", "hand a draft to its reviewers").action(changing(({ registry }, id) => registry.promotions.submit(id)));
    addCommand(program, "apply <promotion>", "apply what is approved, where the policy wants somebody to").action(changing(({ registry }, id) => registry.promotions.apply(id)));
    addCommand(program, "withdraw <promotion>", "take back a request").action(changing(({ registry }, id) => registry.promotions.withdraw(id)));
    addCommand(program, "reject <promotion>", "end a request for good, as a maintainer")
        .requiredOption("--reason <text>", "why")
        .action(changing(({ registry }, id, { reason }) => registry.promotions.reject(id, { reason })));
    addCommand(program, "rollback <team/model>", "return a stage to a version that was signed for before")
        .requiredOption("--stage <stage>", "the stage, such as production")
        .requiredOption("--reason <text>", "why")
        .option("--to <number>", "the version; left out, the last one that was live before the present one", readNumber)
        .action(changing(({ registry }, model, { stage, reason, to }) => registry.promotions.rollback({ model, stage, reason, to })));
    addCommand(program, "remove <team/model>", "ask that a stage should name no version any more")
        .requiredOption("--stage <stage>", "the stage, such as staging")
        .requiredOption("--reason <text>", "why")
        .action(changing(({ registry }, model, { stage, reason }) => registry.promotions.requestRemoval({ model, stage, reason })));
}
/** Makes the action of a command that changes one promotion, and tells what has become of it. */
export function changing(change) {
    return act(async (session, [subject = ""], options) => {
        const promotion = await change(session, subject, options);
        return { text: describeBriefly(promotion, session.paint), json: promotion };
    });
}
