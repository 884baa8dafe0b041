import { BarGroups } from "#app/_ui/bar-groups.tsx";
import { formatMetric } from "#app/_ui/format.ts";
import { ParallelChart } from "#app/_ui/parallel-chart.tsx";
import type { Measure } from "#server/comparisons/schema.ts";
import type { Chart } from "./address.ts";
import type { Heads } from "./differences.tsx";

const mostDrawn = { lines: 10, bars: 12 } as const;

const notes = { higher: "higher is better", lower: "lower is better", neither: "" } as const;

/** The metrics as a drawing; the table below holds the same numbers. */
export function MetricCharts({ rows, heads, chart }: { rows: readonly Measure[]; heads: Heads; chart: Chart }) {
  const drawn = rows.slice(0, mostDrawn[chart]);
  const rest = rows.length - drawn.length;
  const tail = rest > 0 ? ` The first ${drawn.length}; ${rest} more stand in the table.` : "";
  if (chart === "lines") {
    return (
      <ParallelChart
        caption={`Each metric on an axis of its own, the better end at the top. Point at a version for its numbers.${tail}`}
        axes={drawn.map(({ metric, better, values }) => ({
          key: metric, label: `${metric}${better === "higher" ? " ↑" : better === "lower" ? " ↓" : ""}`, note: notes[better] || "more is at the top", lessIsBetter: better === "lower", values, texts: values.map(formatMetric),
        }))}
        lines={heads.names.map((name, place) => ({ key: heads.references[place]!, label: name, strong: place === heads.baseline }))}
      />
    );
  }
  return (
    <BarGroups
      caption={`Each metric from 0.${tail}`}
      groups={drawn.map(({ metric, better, values, best }) => ({
        key: metric, title: metric, note: notes[better],
        bars: values.map((value, place) => ({ key: heads.references[place]!, label: heads.names[place]!, value, text: value === null ? "—" : formatMetric(value), best: best.includes(place) })),
      }))}
    />
  );
}
