import { Difference, Metric } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { Table } from "#app/_ui/table.tsx";
import type { ModelDetail } from "#server/models/schema.ts";
import type { VersionSummary } from "#server/versions/schema.ts";
import { betterOf } from "#server/versions/metric-names.ts";
import { StageBadge } from "../../../stage-badge.tsx";
import { MetricChart, type Point } from "./metric-chart.tsx";
import { MetricPicker } from "./metric-picker.tsx";

/** One metric over the versions, as a line or as a table. */
export function MetricHistory({
  model, versions, names, chosen, asTable, lastStage,
}: {
  model: ModelDetail;
  versions: readonly VersionSummary[];
  names: readonly string[];
  chosen: string | undefined;
  asTable: boolean;
  lastStage: string | undefined;
}) {
  const name = names.find((each) => each === chosen) ?? names[0];
  if (name === undefined) return null;
  const points = versions
    .flatMap(({ number, metrics, stages }): Point[] => {
      const value = metrics[name];
      return value === undefined ? [] : [{ number, value, stages, href: `/models/${model.reference}/versions/${number}` }];
    })
    .toReversed();
  return (
    <Panel
      title="Metric by version"
      actions={(
        <>
          <MetricPicker names={names} chosen={name} asTable={asTable} />
          <View name={name} asTable={asTable} />
        </>
      )}
    >
      {asTable
        ? <Values name={name} points={points} />
        : <MetricChart name={name} better={betterOf(name)} points={points} lastStage={lastStage} />}
    </Panel>
  );
}

/** The same numbers in the other form. */
function View({ name, asTable }: { name: string; asTable: boolean }) {
  const hrefOf = (as: Record<string, string>) => `?${new URLSearchParams({ metric: name, ...as }).toString()}`;
  return <Segments label="Show as" segments={[{ label: "Chart", href: hrefOf({}), current: !asTable }, { label: "Table", href: hrefOf({ as: "table" }), current: asTable }]} />;
}

function Values({ name, points }: { name: string; points: readonly Point[] }) {
  const before = new Map(points.map(({ number }, index) => [number, points[index - 1]?.value]));
  return (
    <Table
      caption={`${name} by version`}
      rows={points.toReversed()}
      rowKey={({ number }) => String(number)}
      rowHref={({ href }) => href}
      columns={[
        { key: "version", header: "Version", mono: true, cell: ({ number }) => `v${number}` },
        { key: "stages", header: "Live", cell: ({ stages }) => <span className="inline-flex flex-wrap gap-1">{stages.map((stage) => <StageBadge key={stage} stage={stage} />)}</span> },
        { key: "value", header: name, align: "end", cell: ({ value }) => <Metric value={value} /> },
        {
          key: "difference", header: "To the one before", align: "end",
          cell: ({ number, value }) => {
            const earlier = before.get(number);
            return earlier === undefined ? <span className="text-ink-faint">—</span> : <Difference candidate={value} live={earlier} better={betterOf(name)} />;
          },
        },
      ]}
    />
  );
}
