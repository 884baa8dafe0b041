/** The command line: `countersign`. */
import { Command, CommanderError } from "commander";
import { addAccessCommands } from "./cli/access.ts";
import { addAccountCommands } from "./cli/account.ts";
import { addAliasCommands } from "./cli/alias.ts";
import { addArchiveCommands } from "./cli/archive.ts";
import { addAuditCommands } from "./cli/audit.ts";
import { addCacheCommand } from "./cli/cache.ts";
import { addCardCommands } from "./cli/card.ts";
import { addChecksCommands } from "./cli/checks.ts";
import { addCompareCommand } from "./cli/compare.ts";
import { addDeletionCommands } from "./cli/deletion.ts";
import { addDeploymentCommands } from "./cli/deployment.ts";
import { addEventsCommand } from "./cli/events.ts";
import { addHistoryCommand } from "./cli/history.ts";
import { addLineageCommands } from "./cli/lineage.ts";
import { addNotificationsCommands } from "./cli/notifications.ts";
import { addPolicyCommands } from "./cli/policy.ts";
import { addPromotionCommands } from "./cli/promotion.ts";
import { addPromotionsCommand } from "./cli/promotions.ts";
import { addPullCommand } from "./cli/pull.ts";
import { addPushCommand } from "./cli/push.ts";
import { exitCodes, report } from "./cli/report.ts";
import { addReproduceCommands } from "./cli/reproduce.ts";
import { addReviewCommands } from "./cli/review.ts";
import { addSchemaCommands } from "./cli/schema.ts";
import { addSearchCommands } from "./cli/search.ts";
import { addShowCommand } from "./cli/show.ts";
import { addStagesCommand } from "./cli/stages.ts";
import { addTagCommands } from "./cli/tag.ts";
import { addVerifyCommand } from "./cli/verify.ts";
import { addViewCommands } from "./cli/view.ts";
import { addWaitCommand } from "./cli/wait.ts";
import { addWatchCommand } from "./cli/watch.ts";
import { addWebhookCommands } from "./cli/webhook.ts";
import { version } from "./release.ts";

const program = new Command("countersign")
  .description("The command line of the Countersign model registry, in which nothing reaches production until somebody else has signed for it.")
  .version(version)
  .enablePositionalOptions()
  .exitOverride()
  .configureHelp({ showGlobalOptions: false })
  // Usage errors are told in one place, with all others.
  .configureOutput({ outputError: () => {} })
  .addHelpText("after", "\nSettings: COUNTERSIGN_URL and COUNTERSIGN_TOKEN; --url and --token come before them, and what login stored after them.");

addAccountCommands(program);
addPushCommand(program);
addPullCommand(program);
addVerifyCommand(program);
addCacheCommand(program);
addShowCommand(program);
addCompareCommand(program);
addSearchCommands(program);
addViewCommands(program);
addPromotionsCommand(program);
addPromotionCommands(program);
addReviewCommands(program);
addWaitCommand(program);
addWatchCommand(program);
addNotificationsCommands(program);
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
addWebhookCommands(program);

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.failed);
});

try {
  await program.parseAsync();
} catch (error) {
  const shown = error instanceof CommanderError && error.code.startsWith("commander.help");
  const isAnswer = error instanceof CommanderError && error.exitCode === 0;
  if (!shown && !isAnswer) report(error, process.argv.includes("--json"));
  process.exitCode = exitCodes.of(error);
}
