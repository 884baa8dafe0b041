import { DifferenceBar } from "#app/_ui/difference-bar.tsx";
import { relativeDifference } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import { Difference, Metric } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { VersionDetail } from "#server/versions/schema.ts";
import { betterOf, metricsInOrder } from "#server/versions/metric-names.ts";

type Row = { name: string; value: number | undefined; live: number | undefined };

/** The metrics, beside those of what is live where that is another version. */
export function MetricTable({ version, stage, live, isLive }: { version: VersionDetail; stage: string | undefined; live: VersionDetail | null; isLive: boolean }) {
  const rows = metricsInOrder(live ? [version, live] : [version]).map((name): Row => ({ name, value: version.metrics[name], live: live?.metrics[name] }));
  return (
    <Panel
      title="Metrics" count={Object.keys(version.metrics).length} flush
      actions={<span className="text-small text-ink-soft"><Beside stage={stage} live={live} isLive={isLive} /></span>}
    >
      <Table caption="Metrics" columns={live ? [...own(version.number), ...compared(version, live, stage, extentOf(rows))] : own(version.number)} rows={rows} rowKey={(row) => row.name} />
    </Panel>
  );
}

function Beside({ stage, live, isLive }: { stage: string | undefined; live: VersionDetail | null; isLive: boolean }) {
  if (stage === undefined) return null;
  if (live) return <>beside <Link href={`/models/${live.model}/versions/${live.number}`} className="link"><span className="font-mono">v{live.number}</span></Link>, live in {stage}</>;
  return isLive ? `these are what is live in ${stage}` : `nothing is live in ${stage} to compare with`;
}

function own(number: number): Column<Row>[] {
  return [
    { key: "name", header: "Metric", mono: true, cell: ({ name }) => <span className="break-all">{name}</span> },
    { key: "value", header: `v${number}`, align: "end", cell: ({ value }) => <Metric value={value} /> },
  ];
}

function compared(version: VersionDetail, live: VersionDetail, stage: string | undefined, extent: number): Column<Row>[] {
  const both = (row: Row) => (row.value === undefined || row.live === undefined ? null : { candidate: row.value, live: row.live, better: betterOf(row.name, version.metadata.directions, live.metadata.directions) });
  return [
    { key: "live", header: `v${live.number}, ${stage}`, align: "end", cell: (row) => <Metric value={row.live} /> },
    {
      key: "difference", header: "Difference", align: "end",
      cell: (row) => {
        const pair = both(row);
        return pair ? <Difference {...pair} /> : <span className="text-ink-faint">{row.value === undefined ? "not measured" : "new"}</span>;
      },
    },
    {
      key: "bar", header: "In proportion", align: "end",
      cell: (row) => {
        const pair = both(row);
        return pair ? <DifferenceBar {...pair} extent={extent} /> : null;
      },
    },
  ];
}

/** The greatest relative difference, so that the longest bar fills its half; at least one per cent, at most all. */
function extentOf(rows: readonly Row[]): number {
  const shares = rows.map(({ value, live }) => (value === undefined || live === undefined ? 0 : Math.abs(relativeDifference(value, live) ?? 0)));
  return Math.min(1, Math.max(0.01, ...shares));
}
