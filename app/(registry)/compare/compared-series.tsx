import { Panel } from "#app/_ui/panel.tsx";
import { StepChart } from "#app/_ui/step-chart.tsx";
import type { ComparedSeries as Series } from "#server/comparisons/schema.ts";
import type { Part } from "./address.ts";
import { ChooseSeries } from "./choose-series.tsx";
import type { Heads } from "./differences.tsx";

const notes = { higher: ", higher is better", lower: ", lower is better", neither: "" } as const;

/** One metric of the versions step by step, their lines over each other; which one is chosen where there are several. */
export function ComparedSeries({ series, heads, choices }: { series: Series; heads: Heads; choices: readonly (Part & { href: string })[] }) {
  const lines = series.values.flatMap((points, place) => (points === null ? [] : [{ key: heads.references[place]!, label: heads.names[place]!, points, place }]));
  const without = series.values.flatMap((points, place) => (points === null ? [heads.names[place]!] : []));
  const name = partWords(series);
  return (
    <Panel
      title="Step by step" anchor="part-series"
      actions={choices.length > 1 && <ChooseSeries choices={choices.map((choice) => ({ name: partWords(choice), href: choice.href }))} chosen={name} />}
    >
      <div className="pt-1">
        <StepChart key={name} caption={`${name} by step${notes[series.better]}`} lines={lines} />
        {without.length > 0 && <p className="pt-1 text-small text-ink-soft">{without.join(", ")} {without.length === 1 ? "has" : "have"} no steps of it.</p>}
      </div>
    </Panel>
  );
}

function partWords({ metric, dataset, slice }: Part): string {
  return [metric, dataset, slice].filter((word) => word !== null).join(", ");
}
