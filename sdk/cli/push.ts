import type { Command } from "commander";
import { act, addCommand, gather, readNumber, type CommonOptions } from "./command.ts";
import { facts, size } from "./layout.ts";
import { gatherMetric, gatherParameter, readMetadata, type Declared } from "./metadata.ts";
import { progressBar } from "./progress.ts";

interface PushOptions extends CommonOptions, Declared {
  model: string;
  version?: number;
}

export function addPushCommand(program: Command): void {
  addCommand(program, "push <path...>", "register files as the next version of a model")
    .requiredOption("--model <team/model>", "the model; created when this is its first version")
    .option("--metadata <file>", "what is declared of the version, as JSON; left out, the metadata.json of the pushed folder")
    .option("--metric <name=number>", "a metric; can be repeated", gatherMetric)
    .option("--param <name=value>", "a parameter; can be repeated", gatherParameter)
    .option("--tag <tag>", "a tag; can be repeated", gather)
    .option("--description <text>", "what the version is")
    .option("--version <number>", "the number that it must get; refused when it would be another", readNumber)
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
            signal,
            onProgress({ totalBytes, hashedBytes, sentBytes, reusedBytes }) {
              if (sentBytes + reusedBytes === 0) bar.update(hashedBytes, totalBytes, "Reading");
              else bar.update(sentBytes + reusedBytes, totalBytes, "Sending");
            },
          })
          .finally(() => bar.clear());
        const text = [
          `Registered ${paint.strong(saved.reference)}`,
          facts([
            ["digest", saved.digest],
            ["files", `${saved.files} (${size(saved.bytes)})`],
            ["sent", saved.reusedBytes > 0 ? `${size(saved.uploadedBytes)}; ${size(saved.reusedBytes)} were in the registry already` : size(saved.uploadedBytes)],
          ]),
          paint.quiet(`Request a promotion: countersign promote ${saved.reference} --to <stage> --reason "…"`),
        ];
        return { text: text.join("\n"), json: saved };
      }),
    );
}
