import type { ReactNode } from "react";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import type { LineageGraph } from "#server/lineage/schema.ts";
import { LineageGraphView } from "./lineage-graph.tsx";
import { LineageTable } from "./lineage-table.tsx";

/**
 * A graph of lineage, or the same as a table.
 * @param hrefOf the address of each form
 */
export function LineagePanel({ graph, name, asTable, hrefOf, actions }: { graph: LineageGraph; name: string; asTable: boolean; hrefOf: (as: "graph" | "table") => string; actions?: ReactNode }) {
  const { upstream, downstream } = graph.more;
  const cut = [upstream && "upstream", downstream && "downstream"].filter((side) => side !== false).join(" and ");
  return (
    <Panel
      title="Lineage" count={graph.nodes.length - 1}
      actions={<>{actions}<Segments label="Form" segments={[{ label: "Graph", href: hrefOf("graph"), current: !asTable }, { label: "Table", href: hrefOf("table"), current: asTable }]} /></>}
    >
      {cut !== "" && <div className="mb-3"><Notice tone="wait" title={`There is more ${cut}`}>The nearest {graph.nodes.length.toLocaleString("en")} are shown. Open one of them to go on from there.</Notice></div>}
      {graph.nodes.length <= 1 ? (
        <EmptyState icon="lineage" title="Nothing is known of what it came from" command='countersign push . --model team/model --metadata metadata.json'>
          Name its data, code, run and <code>parents</code> in the metadata of the next version: <code>{'{"relation": "fine-tuned-from", "reference": "team/model@7"}'}</code>. What is made from this one then appears here by itself.
        </EmptyState>
      ) : asTable ? <LineageTable graph={graph} caption={`What ${name} came from, and what was made from it`} /> : <LineageGraphView key={graph.root} graph={graph} label={`Lineage of ${name}`} />}
    </Panel>
  );
}
