import { addCommand, gather } from "./command.js";
import { changing } from "./promotion.js";
import { UsageError } from "./report.js";
const evidence = ["--evidence <digest>", "the evidence that you saw in its status; refused when it has changed since"];
/** What the one who signs needs, and those who talk about it. */
export function addReviewCommands(program) {
    addCommand(program, "approve <promotion>", "sign for a promotion")
        .option("--comment <text>", "what you want to say")
        .option(...evidence)
        .action(changing(({ registry }, id, options) => registry.promotions.approve(id, { comment: options.comment, evidenceDigest: options.evidence })));
    addCommand(program, "request-changes <promotion>", "block a promotion until you approve")
        .requiredOption("--comment <text>", "what has to change")
        .option(...evidence)
        .action(changing(({ registry }, id, options) => registry.promotions.requestChanges(id, { comment: options.comment, evidenceDigest: options.evidence })));
    addCommand(program, "dismiss <promotion>", "say that a review does not count, as a maintainer")
        .requiredOption("--review <id>", "the review, as status shows it")
        .requiredOption("--reason <text>", "why")
        .action(changing(({ registry }, id, { review, reason }) => registry.promotions.dismiss(id, { review, reason })));
    addCommand(program, "ask <promotion>", "ask people and teams for their review; asking again reminds them")
        .option("--person <e-mail>", "somebody; can be given several times", gather)
        .option("--team <team>", "everybody in a team; can be given several times", gather)
        .action(changing(({ registry }, id, { person: people = [], team: teams = [] }) => {
        if (people.length + teams.length === 0)
            throw new UsageError("Nobody is asked. Name somebody with --person ada@example.com, or a team with --team risk.");
        return registry.promotions.ask(id, { people, teams });
    }));
    addCommand(program, "comment <promotion>", "say something about a promotion, in a thread of its own or in answer to one")
        .requiredOption("--comment <text>", "what you want to say; @ada@example.com tells somebody of it")
        .option("--thread <id>", "the thread that it answers, as status shows it")
        .option("--about <part>", "what it is about: metrics.auc, files/model.onnx")
        .action(changing(({ registry }, id, { comment: body, thread, about }) => {
        if (thread === undefined)
            return registry.promotions.say(id, { body, about });
        if (about !== undefined)
            throw new UsageError("An answer is about what its thread is about: leave --about out.");
        return registry.promotions.answer(id, { thread, body });
    }));
    addCommand(program, "resolve <thread>", "resolve a thread of a promotion's conversation")
        .option("--reopen", "open it again instead")
        .action(changing(({ registry }, thread, { reopen }) => registry.promotions.resolve(thread, { resolved: !reopen })));
}
