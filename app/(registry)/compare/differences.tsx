import { Segments } from "#app/_ui/segments.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { ComparedSeries as Series, Comparison } from "#server/comparisons/schema.ts";
import { counted } from "../promotions/words.ts";
import { hrefOf, type Address, type Chart } from "./address.ts";
import { CardWords } from "./card-words.tsx";
import { ComparedFacts } from "./compared-facts.tsx";
import { ComparedFiles } from "./compared-files.tsx";
import { ComparedMeasures } from "./compared-measures.tsx";
import { ComparedSeries } from "./compared-series.tsx";
import { ComparedTensors } from "./compared-tensors.tsx";
import { MetricCharts } from "./metric-charts.tsx";
import { shortNames } from "./short-names.ts";

/** What every part below needs: the versions by their short names and places, and the baseline. */
export interface Heads {
  names: readonly string[];
  references: readonly string[];
  baseline: number;
}

/** What differs between the versions, part by part; at the end what does not, in a line each. */
export function Differences({ address, comparison, series }: { address: Address; comparison: Comparison; series: Series | null }) {
  const { versions, metrics, evaluations, sections, files, tensors, cards, baseline, all } = comparison;
  const heads: Heads = { names: shortNames(versions), references: versions.map(({ reference }) => reference), baseline };
  const chart: Chart = address.chart ?? (metrics.rows.length >= 3 ? "lines" : "bars");
  const same = [
    ...[["Metrics", metrics], ["Evaluations", evaluations]].map(([title, list]) => ({ title: title as string, list: list as typeof metrics })),
    ...sections.map((list) => ({ title: list.title, list })),
    { title: "Files", list: files },
    { title: "Tensors", list: tensors },
  ].filter(({ list }) => !all && list.differing === 0 && list.same > 0);
  const withCard = cards.filter((card) => card !== null).length;
  return (
    <div className="grid grid-cols-1 gap-8">
      {metrics.rows.length > 0 && (
        <Panel
          title="Metrics" count={metrics.rows.length}
          actions={<Segments label="Draw as" segments={(["lines", "bars"] as const).map((each) => ({ label: { lines: "Lines", bars: "Bars" }[each], href: hrefOf({ ...address, chart: each }), current: chart === each }))} />}
        >
          <div className="pt-1 pb-6"><MetricCharts rows={metrics.rows} heads={heads} chart={chart} /></div>
          <ComparedMeasures caption="Metrics" list={metrics} heads={heads} all={all} />
        </Panel>
      )}
      {series && <ComparedSeries series={series} heads={heads} choices={comparison.series.map((part) => ({ ...part, href: hrefOf({ ...address, series: part }) }))} />}
      {evaluations.rows.length > 0 && (
        <Panel title="By dataset and slice" count={evaluations.rows.length}><ComparedMeasures caption="Metrics by dataset and slice" list={evaluations} heads={heads} all={all} /></Panel>
      )}
      {sections.filter(({ rows }) => rows.length > 0).map((section) => <ComparedFacts key={section.part} section={section} heads={heads} all={all} />)}
      {files.items.length > 0 && <ComparedFiles files={files} heads={heads} all={all} />}
      {tensors.items.length > 0 && <ComparedTensors tensors={tensors} heads={heads} all={all} />}
      {withCard > 0 && (all || cards.some((card) => card !== cards[0])) && <CardWords cards={cards} heads={heads} given={address.versions} chosen={address.card} />}
      {same.length > 0 && (
        <section aria-label="What is the same" className="border-t-2 border-line-strong pt-1">
          {same.map(({ title, list }) => (
            <p key={title} className="border-b border-line py-1.5">{title} <span className="text-ink-soft">the same in all of them: {counted(list.same, "row")}</span></p>
          ))}
        </section>
      )}
    </div>
  );
}
