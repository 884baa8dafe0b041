import { Badge } from "#app/_ui/badge.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { Difference, Metric } from "#app/_ui/number.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Comparison, Measure } from "#server/comparisons/schema.ts";
import type { Heads } from "./differences.tsx";
import { Nothing, Rest, versionColumns } from "./version-columns.tsx";

/** Numbers of the versions, each with what it differs from the baseline by, and the best of them. */
export function ComparedMeasures({ caption, list: { rows, same, more }, heads, all }: { caption: string; list: Comparison["metrics"]; heads: Heads; all: boolean }) {
  const name: Column<Measure> = { key: "name", header: "Metric", cell: (row) => <Name row={row} />, width: "22%" };
  return (
    <>
      <Table
        caption={caption} rows={rows} rowKey={({ metric, dataset, slice }) => JSON.stringify([metric, dataset, slice])}
        columns={[name, ...versionColumns<Measure>(heads, (row, place) => <Value row={row} place={place} baseline={heads.baseline} />, "end")]}
      />
      <Rest same={same} more={more} all={all} one="metric" />
    </>
  );
}

const directions = {
  higher: { icon: "arrow-up", words: "higher is better" },
  lower: { icon: "arrow-down", words: "lower is better" },
} as const;

function Name({ row: { metric, dataset, slice, better } }: { row: Measure }) {
  const direction = better === "neither" ? null : directions[better];
  const where = [dataset, slice].filter((part) => part !== null).join(", ");
  return (
    <span className="block break-words">
      <span className="inline-flex items-center gap-1.5 font-mono text-[0.8125rem]">
        {metric}
        {direction && <span title={direction.words} className="text-ink-faint"><Icon name={direction.icon} size={12} label={direction.words} /></span>}
      </span>
      {where !== "" && <span className="block text-small text-ink-soft">{where}</span>}
    </span>
  );
}

function Value({ row: { values, best, better, same }, place, baseline }: { row: Measure; place: number; baseline: number }) {
  const [value, base] = [values[place] ?? null, values[baseline] ?? null];
  if (value === null) return <Nothing />;
  return (
    <span className="inline-grid justify-items-end max-[40rem]:justify-items-start">
      <span className={`inline-flex items-center gap-1.5 ${best.includes(place) ? "font-semibold" : ""}`}>
        {best.includes(place) && <Badge tone="allow" icon="none">best</Badge>}
        <Metric value={value} />
      </span>
      {place !== baseline && base !== null && !same && <span className="text-small"><Difference candidate={value} live={base} better={better} /></span>}
    </span>
  );
}
