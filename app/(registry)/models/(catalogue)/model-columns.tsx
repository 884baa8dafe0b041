import { Badge } from "#app/_ui/badge.tsx";
import { Count, Metric } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Column } from "#app/_ui/table.tsx";
import type { ModelHit } from "#server/search/schema.ts";
import type { ColumnOption } from "../column-menu.tsx";
import { ModelName } from "../model-name.tsx";
import { SomeTags } from "../some-tags.tsx";
import { VisibilityBadge } from "../visibility-badge.tsx";
import { Kind, Named, Nothing, Stages } from "./cells.tsx";

/** What names a model in a list, with what must be known of it before anything else. */
export function ModelTitle({ model: { team, name, visibility, recalled } }: { model: ModelHit }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <ModelName team={team} name={name} />
      {recalled && <Badge tone="refuse" icon="warning" title="Its newest version, or one that is live, was recalled or comes of what was.">recalled</Badge>}
      {visibility === "internal" && <VisibilityBadge visibility={visibility} />}
    </span>
  );
}

const model: Column<ModelHit> = { key: "model", header: "Model", width: "100%", lead: true, cell: (hit) => <Named title={<ModelTitle model={hit} />} text={hit.description} excerpt={hit.excerpt} /> };

const choices: readonly Column<ModelHit>[] = [
  { key: "newest", header: "Newest", mono: true, cell: ({ newestVersion }) => (newestVersion === null ? <Nothing>none yet</Nothing> : `v${newestVersion}`) },
  { key: "stages", header: "Live", cell: ({ stages }) => <Stages stages={stages} /> },
  { key: "tags", header: "Tags", cell: ({ tags }) => <SomeTags tags={tags} most={2} /> },
  { key: "task", header: "Task", cell: ({ task, framework }) => <Kind task={task} framework={framework} /> },
  { key: "versions", header: "Versions", align: "end", cell: ({ versions }) => <Count value={versions} /> },
  { key: "license", header: "License", cell: ({ license }) => license ?? <Nothing /> },
  { key: "updated", header: "Updated", cell: ({ updatedAt }) => <span className="text-ink-soft"><RelativeTime at={updatedAt} /></span> },
];

export const usualModelColumns = ["newest", "stages", "tags", "task", "updated"];
export const modelColumnOptions: readonly ColumnOption[] = choices.map(({ key, header }) => ({ key, label: header, group: "Of a model" }));

/** The chosen columns, in one order, and one for each number that the query asks for. */
export function modelColumns(chosen: readonly string[], models: readonly ModelHit[]): Column<ModelHit>[] {
  return [model, ...numberColumns(models), ...choices.filter(({ key }) => chosen.includes(key))];
}

/** A column for each of the numbers that a query sorts by or asks for: they say why something was found. */
export function numberColumns<Hit extends { numbers: Record<string, number> }>(hits: readonly Hit[]): Column<Hit>[] {
  const keys = [...new Set(hits.flatMap(({ numbers }) => Object.keys(numbers)))].slice(0, 6);
  return keys.map((key) => ({ key: `number ${key}`, header: key.slice(key.indexOf(".") + 1), align: "end", cell: ({ numbers }) => <Metric value={numbers[key]} /> }));
}
