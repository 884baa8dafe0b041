import type { Command } from "commander";
import type { Facets, Found, ModelHit, VersionHit } from "../wire.ts";
import { act, addCommand, readNumber, type CommonOptions } from "./command.ts";
import { columns, size, time } from "./layout.ts";

interface SearchOptions extends CommonOptions {
  facets?: boolean;
  limit?: number;
}

const pageSize = 100;

export function addSearchCommands(program: Command): void {
  addCommand(program, "search [query...]", "models or versions by the query language: churn team:risk metric.auc>=0.9 (put it in quotes)")
    .option("--facets", "the values of fields among what is found, with counts")
    .option("--limit <number>", "so many at most (default: 50)", readNumber)
    .action(
      act<SearchOptions>(async ({ registry }, words, { facets, limit = 50 }) => {
        const query = words.join(" ");
        if (facets) {
          const counted = await registry.search.facets(query);
          return { text: facetTable(counted), json: counted };
        }
        const found = await gatherPages((page) => registry.search.page(query, page), limit);
        return { text: foundText(found, query), json: found };
      }),
    );
  addCommand(program, "list [query...]", "the models that you may see, or those of a query, the most recently changed first")
    .option("--team <team>", "only those of a team")
    .action(
      act<CommonOptions & { team?: string }>(async ({ registry }, words, { team }) => {
        const query = words.join(" ");
        const models: ModelHit[] = [];
        for await (const model of registry.list({ search: query, team })) models.push(model);
        return { text: models.length === 0 ? nothing(query || team) : modelTable(models), json: { models } };
      }),
    );
}

/** The first so many of what is found, as one page. */
async function gatherPages(fetch: (page: { cursor: string | undefined; limit: number }) => Promise<Found>, limit: number): Promise<Found> {
  const found = await fetch({ cursor: undefined, limit: Math.min(limit, pageSize) });
  while (found.nextCursor !== null && found.items.length < limit) {
    const next = await fetch({ cursor: found.nextCursor, limit: Math.min(limit - found.items.length, pageSize) });
    (found.items as unknown[]).push(...next.items);
    found.nextCursor = next.nextCursor;
  }
  return found;
}

function foundText(found: Found, query: string): string {
  if (found.items.length === 0) return nothing(query);
  const read = found.read.map(({ typed, as }) => `Nothing holds ${typed}: looked for ${as.join(" or ")}.\n`).join("");
  const table = found.in === "models" ? modelTable(found.items) : versionTable(found.items);
  const { count, more } = found.total;
  const rest = found.nextCursor === null ? "" : `\n${found.items.length} of ${more ? "more than " : ""}${count.toLocaleString("en")}: --limit shows more.`;
  return `${read}${table}${rest}`;
}

function modelTable(models: readonly ModelHit[]): string {
  const asked = Object.keys(models[0]?.numbers ?? {});
  const rows = models.map((model) => [
    model.reference,
    model.newestVersion === null ? "-" : `v${model.newestVersion}`,
    model.stages.map(({ stage, version }) => `${stage}: v${version}`).join(", ") || "-",
    model.framework ?? "-",
    ...asked.map((key) => String(model.numbers[key] ?? "-")),
    time(model.updatedAt),
  ]);
  return columns([["MODEL", "NEWEST", "STAGES", "FRAMEWORK", ...asked.map((key) => key.toUpperCase()), "CHANGED"], ...rows]);
}

function versionTable(versions: readonly VersionHit[]): string {
  const asked = Object.keys(versions[0]?.numbers ?? {});
  const rows = versions.map((version) => [
    version.reference,
    version.stages.join(", ") || "-",
    version.framework,
    ...asked.map((key) => String(version.numbers[key] ?? "-")),
    size(version.bytes),
    time(version.createdAt),
  ]);
  return columns([["VERSION", "STAGES", "FRAMEWORK", ...asked.map((key) => key.toUpperCase()), "SIZE", "CREATED"], ...rows]);
}

function facetTable({ facets, atLeast }: Facets): string {
  if (facets.length === 0) return "Nothing that you may see is found.";
  const parts = facets.map(({ field, values, more }) => {
    const rows = values.map(({ value, count, chosen }) => [`  ${chosen ? "*" : " "} ${value}`, String(count)]);
    return `${field}\n${columns(rows)}${more ? "\n    …" : ""}`;
  });
  return `${parts.join("\n")}${atLeast ? "\nMore is found than is counted here." : ""}`;
}

function nothing(asked: string | undefined): string {
  if (asked) return "Nothing that you may see matches.";
  return "There is no model that you may see. Register the first one: countersign push <folder> --model team/model";
}
