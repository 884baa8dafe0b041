import { formatMetric } from "#app/_ui/format.ts";
import { Metric } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { StepChart } from "#app/_ui/step-chart.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { VersionDetail } from "#server/versions/schema.ts";
import { byMetric, whereOf, type Evaluation, type MetricParts } from "./evaluation-groups.ts";

/** What was measured of parts of the data, and step by step. */
export function Evaluations({ metadata: { evaluations = [], metrics, directions } }: { metadata: VersionDetail["metadata"] }) {
  if (evaluations.length === 0) return null;
  const groups = byMetric(evaluations, metrics, directions);
  return (
    <Panel title="By dataset and slice" count={evaluations.length} anchor="part-evaluations">
      <div className="grid gap-6 pt-1">{groups.map((group) => <Group key={group.metric} group={group} />)}</div>
    </Panel>
  );
}

const notes = { higher: "higher is better", lower: "lower is better", neither: "" } as const;

function Group({ group }: { group: MetricParts }) {
  const { metric, better, whole, parts, series } = group;
  return (
    <section aria-label={metric} className="min-w-0">
      <h3 className="mb-1 flex items-baseline justify-between gap-3">
        <span className="min-w-0 font-mono text-[0.8125rem] font-medium break-words">{metric}</span>
        <span className="shrink-0 text-small font-normal text-ink-soft">{notes[better]}</span>
      </h3>
      {parts.length > 0 && <Table caption={`${metric} by dataset and slice`} columns={columnsFor(group)} rows={parts} rowKey={(part) => JSON.stringify([part.dataset, part.slice])} />}
      {whole !== undefined && parts.length > 0 && <p className="px-2 pt-1 text-small text-ink-soft">The headline number is {formatMetric(whole)}.</p>}
      {series.length > 0 && <div className="pt-2"><StepChart caption={`${metric} by step`} lines={series.map((each) => ({ key: whereOf(each), label: whereOf(each), points: each.series ?? [] }))} /></div>}
    </section>
  );
}

function columnsFor({ parts, whole }: MetricParts): Column<Evaluation>[] {
  const known = parts.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known, whole ?? 0)];
  const share = (value: number) => (high === low ? 0 : (value / (high - low)) * 100);
  return [
    { key: "where", header: "Part", cell: (part) => <span className="break-words">{whereOf(part)}</span>, width: "40%", lead: true },
    { key: "value", header: "Value", align: "end", cell: ({ value }) => <Metric value={value} /> },
    {
      key: "bar", header: "From 0", width: "35%",
      cell: ({ value }) => value !== undefined && (
        <span aria-hidden className="relative block h-3 w-full min-w-24">
          <span className="absolute inset-y-0 bg-ink-soft opacity-60" style={{ insetInlineStart: `${share(Math.min(value, 0) - low)}%`, width: `${share(Math.abs(value))}%` }} />
          {whole !== undefined && <span title={`the headline number, ${formatMetric(whole)}`} className="absolute -inset-y-0.5 w-0.5 bg-ink" style={{ insetInlineStart: `${share(whole - low)}%` }} />}
        </span>
      ),
    },
  ];
}
