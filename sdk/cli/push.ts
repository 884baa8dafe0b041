import { type Command, Option } from "commander";
import type { SavedVersion, SaveOptions } from "../push.ts";
import { act, addCommand, gather, readNumber, type CommonOptions } from "./command.ts";
import { facts, size } from "./layout.ts";
import { gatherMetric, gatherParameter, gatherParent, readMetadata, type Declared } from "./metadata.ts";
import { progressBar } from "./progress.ts";

interface PushOptions extends CommonOptions, Declared {
  model: string;
  version?: number;
  visibility?: SaveOptions["visibility"];
}

export function addPushCommand(program: Command): void {
  addCommand(program, "push <path...>", "register files as the next version of a model")
    .requiredOption("--model <team/model>", "the model; created when this is its first version")
    .option("--metadata <file>", "what is declared of the version, as JSON; left out, the metadata.json of the pushed folder")
    .option("--metric <name=number>", "a metric; can be repeated", gatherMetric)
    .option("--param <name=value>", "a parameter; can be repeated", gatherParameter)
    .option("--tag <tag>", "a tag; can be repeated", gather)
    .option("--description <text>", "what the version is")
    .option("--parent <relation=reference>", "a version that it was made from, as in fine-tuned-from=team/model@7; can be repeated", gatherParent)
    .option("--version <number>", "the number that it must get; refused when it would be another", readNumber)
    .addOption(new Option("--visibility <visibility>", "who sees a model that begins with this version; refused when it is there already").choices(["internal", "private"]))
    .addHelpText("after", "\nA folder's content is registered under its path in that folder, hidden files included.")
    .action(
      act<PushOptions>(async ({ registry, paint, signal }, paths, options) => {
        const bar = progressBar();
        const saved = await registry
          .saveModel({
            model: options.model,
            files: paths,
            metadata: await readMetadata(paths, options),
            version: options.version,
            visibility: options.visibility,
            signal,
            onProgress({ totalBytes, hashedBytes, sentBytes, reusedBytes, resumedBytes }) {
              const there = sentBytes + reusedBytes + resumedBytes;
              const what = resumedBytes > 0 ? `Sending (${size(resumedBytes)} resumed)` : "Sending";
              if (there === 0) bar.update(hashedBytes, totalBytes, "Reading");
              else bar.update(there, totalBytes, what);
            },
          })
          .finally(() => bar.clear());
        const text = [
          `Registered ${paint.strong(saved.reference)}`,
          facts([
            ["digest", saved.digest],
            ["files", `${saved.files} (${size(saved.bytes)})`],
            ["sent", sent(saved)],
          ]),
          paint.quiet(`Request a promotion: countersign promote ${saved.reference} --to <stage> --reason "…"`),
        ];
        return { text: text.join("\n"), json: saved };
      }),
    );
}

function sent({ uploadedBytes, reusedBytes, resumedBytes }: SavedVersion): string {
  const parts = [size(uploadedBytes)];
  if (resumedBytes > 0) parts.push(`${size(resumedBytes)} had come before the last push was broken off`);
  if (reusedBytes > 0) parts.push(`${size(reusedBytes)} were in the registry already`);
  return parts.join("; ");
}
