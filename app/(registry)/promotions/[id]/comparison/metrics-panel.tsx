import { DifferenceBar } from "#app/_ui/difference-bar.tsx";
import { formatRelativeDifference, type Better } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Difference, Metric } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import { aboutOf } from "../about.ts";
import { AboutButton } from "../conversation/about-button.tsx";
import { barExtent, type MetricRow } from "#app/(registry)/models/metric-comparison.ts";

export interface Names {
  candidate: string;
  /** With how it stands, `v2, live`; undefined where there is none. */
  live: string | undefined;
}

/** Every metric of the candidate beside the same one of what is live. */
export function MetricsPanel({ rows, names }: { rows: readonly MetricRow[]; names: Names }) {
  const extent = barExtent(rows);
  const name: Column<MetricRow> = { key: "name", header: "Metric", cell: (row) => <MetricName row={row} />, width: "30%" };
  const candidate: Column<MetricRow> = { key: "candidate", header: names.candidate, cell: (row) => <Value value={row.candidate} />, ...(names.live === undefined ? {} : { align: "end" }) };
  const about: Column<MetricRow> = { key: "about", header: "Comments", quiet: true, corner: true, align: "end", cell: (row) => <AboutButton about={aboutOf("metrics", row.name)} quiet /> };
  const columns: Column<MetricRow>[] = names.live === undefined ? [name, candidate, about] : [
    name,
    { key: "live", header: names.live, cell: (row) => <Value value={row.live} />, align: "end" },
    candidate,
    { key: "difference", header: "Difference", cell: (row) => <Change row={row} />, align: "end" },
    { key: "bar", header: `±${Math.round(extent * 100)}% of ${names.live.split(",")[0] ?? ""}`, cell: (row) => <Bar row={row} extent={extent} />, align: "end", width: "8rem" },
    about,
  ];
  return (
    <Panel title="Metrics" count={rows.length} anchor="part-metrics" actions={<AboutButton about="metrics" />}>
      <Table caption={names.live ? `Metrics of ${names.candidate} beside ${names.live}` : `Metrics of ${names.candidate}`} columns={columns} rows={rows} rowKey={(row) => row.name} />
    </Panel>
  );
}

const directions: Record<Better, { icon: "arrow-up" | "arrow-down"; words: string } | null> = {
  higher: { icon: "arrow-up", words: "higher is better" },
  lower: { icon: "arrow-down", words: "lower is better" },
  neither: null,
};

function MetricName({ row }: { row: MetricRow }) {
  const direction = directions[row.better];
  return (
    <span className="inline-flex items-center gap-1.5 break-all">
      {row.name}
      {direction && <span title={direction.words} className="text-ink-faint"><Icon name={direction.icon} size={12} label={direction.words} /></span>}
    </span>
  );
}

function Value({ value }: { value: number | undefined }) {
  return value === undefined ? <span className="text-ink-soft">not given</span> : <Metric value={value} />;
}

function Change({ row: { candidate, live, better } }: { row: MetricRow }) {
  if (candidate === undefined) return <span className="text-wait">no longer given</span>;
  if (live === undefined) return <span className="text-ink-soft">new</span>;
  const share = formatRelativeDifference(candidate, live);
  return (
    <span className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
      <Difference candidate={candidate} live={live} better={better} />
      {share !== undefined && candidate !== live && <span className="font-mono text-small text-ink-soft tabular-nums">{share}</span>}
    </span>
  );
}

function Bar({ row: { candidate, live, better }, extent }: { row: MetricRow; extent: number }) {
  return candidate === undefined || live === undefined ? null : <DifferenceBar candidate={candidate} live={live} better={better} extent={extent} />;
}
