import type { Command } from "commander";
import { addCommand, gather, type CommonOptions } from "./command.ts";
import { changing } from "./promotion.ts";
import { UsageError } from "./report.ts";

interface ReviewOptions extends CommonOptions {
  comment?: string;
  evidence?: string;
}

interface AskOptions extends CommonOptions {
  person?: string[];
  team?: string[];
}

interface CommentOptions extends CommonOptions {
  comment: string;
  thread?: string;
  about?: string;
}

const evidence = ["--evidence <digest>", "the evidence that you saw in its status; refused when it has changed since"] as const;

/** What the one who signs needs, and those who talk about it. */
export function addReviewCommands(program: Command): void {
  addCommand(program, "approve <promotion>", "sign for a promotion")
    .option("--comment <text>", "what you want to say")
    .option(...evidence)
    .action(changing<ReviewOptions>(({ registry }, id, options) => registry.promotions.approve(id, { comment: options.comment, evidenceDigest: options.evidence })));

  addCommand(program, "request-changes <promotion>", "block a promotion until you approve")
    .requiredOption("--comment <text>", "what has to change")
    .option(...evidence)
    .action(
      changing<ReviewOptions & { comment: string }>(({ registry }, id, options) =>
        registry.promotions.requestChanges(id, { comment: options.comment, evidenceDigest: options.evidence }),
      ),
    );

  addCommand(program, "dismiss <promotion>", "say that a review does not count, as a maintainer")
    .requiredOption("--review <id>", "the review, as status shows it")
    .requiredOption("--reason <text>", "why")
    .action(changing<CommonOptions & { review: string; reason: string }>(({ registry }, id, { review, reason }) => registry.promotions.dismiss(id, { review, reason })));

  addCommand(program, "ask <promotion>", "ask people and teams for their review; asking again reminds them")
    .option("--person <e-mail>", "somebody; can be given several times", gather)
    .option("--team <team>", "everybody in a team; can be given several times", gather)
    .action(
      changing<AskOptions>(({ registry }, id, { person: people = [], team: teams = [] }) => {
        if (people.length + teams.length === 0) throw new UsageError("Nobody is asked. Name somebody with --person ada@example.com, or a team with --team risk.");
        return registry.promotions.ask(id, { people, teams });
      }),
    );

  addCommand(program, "comment <promotion>", "say something about a promotion, in a thread of its own or in answer to one")
    .requiredOption("--comment <text>", "what you want to say; @ada@example.com tells somebody of it")
    .option("--thread <id>", "the thread that it answers, as status shows it")
    .option("--about <part>", "what it is about: metrics.auc, files/model.onnx")
    .action(
      changing<CommentOptions>(({ registry }, id, { comment: body, thread, about }) => {
        if (thread === undefined) return registry.promotions.say(id, { body, about });
        if (about !== undefined) throw new UsageError("An answer is about what its thread is about: leave --about out.");
        return registry.promotions.answer(id, { thread, body });
      }),
    );

  addCommand(program, "resolve <thread>", "resolve a thread of a promotion's conversation")
    .option("--reopen", "open it again instead")
    .action(changing<CommonOptions & { reopen?: boolean }>(({ registry }, thread, { reopen }) => registry.promotions.resolve(thread, { resolved: !reopen })));
}
