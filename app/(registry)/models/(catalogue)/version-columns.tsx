import { Badge } from "#app/_ui/badge.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Bytes, Count } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Column } from "#app/_ui/table.tsx";
import type { VersionHit } from "#server/search/schema.ts";
import type { ColumnOption } from "../column-menu.tsx";
import { AliasBadge, StageBadge } from "../stage-badge.tsx";
import { SomeTags } from "../some-tags.tsx";
import { Kind, Named, Nothing } from "./cells.tsx";
import { numberColumns } from "./model-columns.tsx";

const version: Column<VersionHit> = {
  key: "version", header: "Version", width: "100%", lead: true,
  cell: (hit) => <Named title={<VersionTitle version={hit} />} text={hit.description} excerpt={hit.excerpt} />,
};

/** What names a version in a list, with what must be known of it before anything else. */
export function VersionTitle({ version: { model, number, recalled } }: { version: VersionHit }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <span className="font-mono text-[0.8125rem]"><span className="font-normal text-ink-soft">{model}</span> v{number}</span>
      {recalled && <Badge tone="refuse" icon="warning" title="It was recalled, or comes of what was.">recalled</Badge>}
    </span>
  );
}

const choices: readonly Column<VersionHit>[] = [
  { key: "stages", header: "Known as", cell: (hit) => <Names hit={hit} /> },
  { key: "tags", header: "Tags", cell: ({ tags }) => <SomeTags tags={tags} most={2} /> },
  { key: "task", header: "Task", cell: ({ task, framework }) => <Kind task={task} framework={framework} /> },
  { key: "size", header: "Files", align: "end", cell: ({ files, bytes }) => <span className="whitespace-nowrap"><Count value={files} />, <Bytes value={bytes} /></span> },
  { key: "digest", header: "Digest", cell: ({ digest }) => <Digest value={digest} length={8} bare /> },
  { key: "author", header: "Author", cell: ({ author }) => <span className="whitespace-nowrap">{author.name}</span> },
  { key: "registered", header: "Registered", cell: ({ createdAt }) => <span className="text-ink-soft"><RelativeTime at={createdAt} /></span> },
];

export const usualFoundColumns = ["stages", "tags", "author", "registered"];
export const foundColumnOptions: readonly ColumnOption[] = choices.map(({ key, header }) => ({ key, label: header, group: "Of a version" }));

/** The chosen columns, in one order, and one for each number that the query asks for. */
export function foundColumns(chosen: readonly string[], versions: readonly VersionHit[]): Column<VersionHit>[] {
  return [version, ...numberColumns(versions), ...choices.filter(({ key }) => chosen.includes(key))];
}

function Names({ hit: { stages, aliases, archived } }: { hit: VersionHit }) {
  if (stages.length === 0 && aliases.length === 0 && !archived) return <Nothing />;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
      {aliases.map((alias) => <AliasBadge key={alias} alias={alias} />)}
      {archived && <Badge icon="lock" title="It can be read and pulled, and goes to no stage any more.">archived</Badge>}
    </span>
  );
}
