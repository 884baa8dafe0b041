import type { Command } from "commander";
import type { ModelSummary } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns, time } from "./layout.ts";

interface ListOptions extends CommonOptions {
  team?: string;
}

export function addListCommand(program: Command): void {
  addCommand(program, "list [search]", "the models that you may see, the most recently changed first")
    .option("--team <team>", "only those of a team")
    .action(
      act<ListOptions>(async ({ registry }, [search], { team }) => {
        const models: ModelSummary[] = [];
        for await (const model of registry.list({ search, team })) models.push(model);
        return { text: models.length === 0 ? nothing(search, team) : table(models), json: { models } };
      }),
    );
}

function table(models: readonly ModelSummary[]): string {
  const rows = models.map((model) => [
    model.reference,
    model.newestVersion === null ? "-" : `v${model.newestVersion}`,
    model.stages.map(({ stage, version }) => `${stage}: v${version}`).join(", ") || "-",
    model.framework ?? "-",
    time(model.updatedAt),
  ]);
  return columns([["MODEL", "NEWEST", "STAGES", "FRAMEWORK", "CHANGED"], ...rows]);
}

function nothing(search: string | undefined, team: string | undefined): string {
  if (search || team) return "No model that you may see matches.";
  return "There is no model that you may see. Register the first one: countersign push <folder> --model team/model";
}
