import { Badge } from "#app/_ui/badge.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Bytes, Count, Metric } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import type { Column } from "#app/_ui/table.tsx";
import type { VersionSummary } from "#server/versions/schema.ts";
import type { ColumnOption } from "../../../../column-menu.tsx";
import { metricsInOrder } from "#server/versions/metric-names.ts";
import { AliasBadge, StageBadge } from "../../../../stage-badge.tsx";
import { SomeTags } from "../../../../some-tags.tsx";

const usualMetrics = 3;
const mostParameters = 20;
const parameter = "param:";
const metric = "metric:";

/** The parameters that some columns are of. */
export function chosenParameters(columns: readonly string[]): string[] {
  return columns.filter((key) => key.startsWith(parameter)).map((key) => key.slice(parameter.length)).slice(0, mostParameters);
}

const facts: readonly Column<VersionSummary>[] = [
  { key: "tags", header: "Tags", cell: ({ tags }) => <SomeTags tags={tags} /> },
  { key: "task", header: "Task", cell: ({ task }) => <span className="text-ink-soft">{task}</span> },
  { key: "framework", header: "Framework", cell: ({ framework }) => <span className="text-ink-soft">{framework}</span> },
  { key: "size", header: "Files", align: "end", cell: ({ files, bytes }) => <span className="whitespace-nowrap"><Count value={files} />, <Bytes value={bytes} /></span> },
  { key: "author", header: "Author", cell: ({ author }) => author.name },
  { key: "registered", header: "Registered", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
];

/** The columns that these versions can have, and those that they have as long as nobody chooses others. */
export function columnsOf(versions: readonly VersionSummary[], parameters: readonly string[], newest: number | null) {
  const names: Column<VersionSummary> = { key: "names", header: "Known as", cell: (version) => <Names version={version} newest={newest} /> };
  const metrics = metricsInOrder(versions).map((name): Column<VersionSummary> => ({ key: `${metric}${name}`, header: name, align: "end", cell: (version) => <Metric value={version.metrics[name]} /> }));
  const ofParameters = parameters.map((name): Column<VersionSummary> => ({ key: `${parameter}${name}`, header: name, align: "end", cell: ({ parameters: given }) => <Value value={given?.[name]} /> }));
  const option = (group: string) => ({ key, header }: Column<VersionSummary>): ColumnOption => ({ key, label: header, group });
  return {
    all: [lead, names, ...metrics, ...ofParameters, ...facts],
    options: [...[names, ...facts].map(option("Facts")), ...metrics.map(option("Metrics")), ...ofParameters.map(option("Parameters"))],
    usual: ["names", ...metrics.slice(0, usualMetrics).map(({ key }) => key), "tags", "framework", "size", "author", "registered"],
  };
}

export const lead: Column<VersionSummary> = {
  key: "version", header: "Version", mono: true, lead: true,
  cell: ({ number, digest }) => <span className="inline-flex gap-2">v{number} <span className="font-normal"><Digest value={digest} length={8} bare /></span></span>,
};

/** A parameter: a number as it was declared, anything else as JSON in one line. */
function Value({ value }: { value: unknown }) {
  if (value === undefined) return <span className="text-ink-faint">—</span>;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return <span title={text} className="inline-block max-w-40 truncate align-bottom font-mono text-[0.8125rem] tabular-nums">{text}</span>;
}

function Names({ version: { number, stages, aliases, archived }, newest }: { version: VersionSummary; newest: number | null }) {
  if (stages.length === 0 && aliases.length === 0 && number !== newest && !archived) return <span className="text-ink-faint">—</span>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
      {aliases.map((alias) => <AliasBadge key={alias} alias={alias} />)}
      {number === newest && <Badge>newest</Badge>}
      {archived && <Badge icon="lock" title="It can be read and pulled, and goes to no stage any more.">archived</Badge>}
    </span>
  );
}
