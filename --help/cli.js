/** The command line: `countersign`. */
import { Command, CommanderError } from "commander";
import { addAccessCommands } from "./cli/access.js";
import { addAccountCommands } from "./cli/account.js";
import { addAliasCommands } from "./cli/alias.js";
import { addArchiveCommands } from "./cli/archive.js";
import { addAuditCommands } from "./cli/audit.js";
import { addCacheCommand } from "./cli/cache.js";
import { addCardCommands } from "./cli/card.js";
import { addChecksCommands } from "./cli/checks.js";
import { addCompareCommand } from "./cli/compare.js";
import { addDeletionCommands } from "./cli/deletion.js";
import { addDeploymentCommands } from "./cli/deployment.js";
import { addEventsCommand } from "./cli/events.js";
import { addHistoryCommand } from "./cli/history.js";
import { addLineageCommands } from "./cli/lineage.js";
import { addPolicyCommands } from "./cli/policy.js";
import { addPromotionCommands } from "./cli/promotion.js";
import { addPromotionsCommand } from "./cli/promotions.js";
import { addPullCommand } from "./cli/pull.js";
import { addPushCommand } from "./cli/push.js";
import { exitCodes, report } from "./cli/report.js";
import { addReproduceCommands } from "./cli/reproduce.js";
import { addReviewCommands } from "./cli/review.js";
import { addSchemaCommands } from "./cli/schema.js";
import { addSearchCommands } from "./cli/search.js";
import { addShowCommand } from "./cli/show.js";
import { addStagesCommand } from "./cli/stages.js";
import { addTagCommands } from "./cli/tag.js";
import { addVerifyCommand } from "./cli/verify.js";
import { addWaitCommand } from "./cli/wait.js";
import { version } from "./release.js";
const program = new Command("countersign")
    .description("The command line of the Countersign model registry, in which nothing reaches production until somebody else has signed for it.")
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({ showGlobalOptions: false })
    // Usage errors are told in one place, with all others.
    .configureOutput({ outputError: () => { } })
    .addHelpText("after", "\nSettings: COUNTERSIGN_URL and COUNTERSIGN_TOKEN; --url and --token come before them, and what login stored after them.");
addAccountCommands(program);
addPushCommand(program);
addPullCommand(program);
addVerifyCommand(program);
addCacheCommand(program);
addShowCommand(program);
addCompareCommand(program);
addSearchCommands(program);
addPromotionsCommand(program);
addPromotionCommands(program);
addReviewCommands(program);
addWaitCommand(program);
addChecksCommands(program);
addDeploymentCommands(program);
addPolicyCommands(program);
addCardCommands(program);
addTagCommands(program);
addSchemaCommands(program);
addStagesCommand(program);
addAccessCommands(program);
addHistoryCommand(program);
addEventsCommand(program);
addLineageCommands(program);
addReproduceCommands(program);
addAliasCommands(program);
addArchiveCommands(program);
addDeletionCommands(program);
addAuditCommands(program);
// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (error) => {
    process.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.failed);
});
try {
    await program.parseAsync();
}
catch (error) {
    const shown = error instanceof CommanderError && error.code.startsWith("commander.help");
    const isAnswer = error instanceof CommanderError && error.exitCode === 0;
    if (!shown && !isAnswer)
        report(error, process.argv.includes("--json"));
    process.exitCode = exitCodes.of(error);
}
