import { Difference, Metric } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { Table } from "#app/_ui/table.tsx";
import type { ModelDetail } from "#server/models/schema.ts";
import type { MetricHistory as History } from "#server/versions/schema.ts";
import { StageBadge } from "../../../stage-badge.tsx";
import { whereOf } from "../versions/[number]/evaluation-groups.ts";
import { MetricChart, type Point } from "./metric-chart.tsx";
import { MetricPicker } from "./metric-picker.tsx";

/** One metric over the versions, as a line or as a table: of the whole, of a part of the data, or of every part. */
export function MetricHistory({
  model, history: { names, metric, better, lines, moreLines, staged, every }, part, asTable, lastStage,
}: {
  model: ModelDetail;
  history: History;
  part: string | undefined;
  asTable: boolean;
  lastStage: string | undefined;
}) {
  if (metric === null || lines.length === 0) return null;
  const parts = lines.map((line) => whereOf(line));
  const chosen = part !== undefined && parts.includes(part) ? parts.indexOf(part) : 0;
  const standing = new Map(staged.map((each) => [each.number, each]));
  const points = lines[chosen]!.points.map(({ number, value }): Point => ({
    number, value, stages: standing.get(number)?.live ?? [], was: standing.get(number)?.was ?? [], href: `/models/${model.reference}/versions/${number}`,
  }));
  const others = part === everyPart ? lines.flatMap((line, at) => (at === chosen ? [] : [{ label: parts[at]!, points: line.points }])) : [];
  return (
    <Panel
      title="Metric by version"
      actions={(
        <>
          <MetricPicker names={names} chosen={metric} parts={parts} part={part === everyPart ? everyPart : parts[chosen]!} asTable={asTable} />
          <View metric={metric} part={part} asTable={asTable} />
        </>
      )}
    >
      {asTable
        ? <Values name={metric} better={better} points={points} others={others} />
        : <MetricChart name={parts[chosen] === "all data" ? metric : `${metric}, ${parts[chosen]}`} better={better} points={points} others={others} lastStage={lastStage} />}
      {(every > 1 || moreLines > 0) && (
        <p className="pt-2 text-small text-ink-soft">
          {every > 1 && `Every ${ordinal(every)} version, and those that were live. `}
          {moreLines > 0 && `${moreLines} more parts stand on the pages of the versions.`}
        </p>
      )}
    </Panel>
  );
}

/** What the address says where all parts are drawn. */
export const everyPart = "every part";

function ordinal(count: number): string {
  const ending = count % 100 >= 11 && count % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${count}${ending}`;
}

/** The same numbers in the other form. */
function View({ metric, part, asTable }: { metric: string; part: string | undefined; asTable: boolean }) {
  const hrefOf = (as: Record<string, string>) => `?${new URLSearchParams({ metric, ...(part === undefined ? {} : { part }), ...as }).toString()}`;
  return <Segments label="Show as" segments={[{ label: "Chart", href: hrefOf({}), current: !asTable }, { label: "Table", href: hrefOf({ as: "table" }), current: asTable }]} />;
}

function Values({ name, better, points, others }: { name: string; better: History["better"]; points: readonly Point[]; others: readonly { label: string; points: readonly { number: number; value: number }[] }[] }) {
  const before = new Map(points.map(({ number }, index) => [number, points[index - 1]?.value]));
  return (
    <Table
      caption={`${name} by version`}
      rows={points.toReversed()}
      rowKey={({ number }) => String(number)}
      rowHref={({ href }) => href}
      columns={[
        { key: "version", header: "Version", mono: true, cell: ({ number }) => `v${number}` },
        {
          key: "stages", header: "Live",
          cell: ({ stages, was }) => (
            <span className="inline-flex flex-wrap items-center gap-1">
              {stages.map((stage) => <StageBadge key={stage} stage={stage} />)}
              {was.length > 0 && <span className="text-small text-ink-soft">was live in {was.join(" and ")}</span>}
            </span>
          ),
        },
        { key: "value", header: name, align: "end", cell: ({ value }) => <Metric value={value} /> },
        {
          key: "difference", header: "To the one before", align: "end",
          cell: ({ number, value }) => {
            const earlier = before.get(number);
            return earlier === undefined ? <span className="text-ink-faint">—</span> : <Difference candidate={value} live={earlier} better={better} />;
          },
        },
        ...others.map(({ label, points: theirs }) => ({ key: `part ${label}`, header: label, align: "end" as const, cell: ({ number }: Point) => <Metric value={theirs.find((each) => each.number === number)?.value} /> })),
      ]}
    />
  );
}
