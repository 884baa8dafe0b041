import type { ReactNode } from "react";
import { Breakdown } from "#app/_ui/breakdown.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Fact, Inspection, Port } from "#server/inspect/schema.ts";
import { formatParameters, formatShape } from "../tensor-words.ts";

/** What a model's header says besides its tensors: how many numbers of which kind, what goes in and out, what it does, and facts. */
export function Contents({ inspection: { parameters, dtypes, inputs, outputs, operators, facts } }: { inspection: Inspection }) {
  return (
    <>
      {parameters !== null && (
        <Panel title="Parameters" actions={<span className="text-ink-soft"><span className="font-mono text-[0.8125rem] text-ink tabular-nums" title={formatCount(parameters)}>{formatParameters(parameters)}</span> in all</span>}>
          <Breakdown
            label="Parameters by dtype"
            shares={dtypes.map((each) => ({ label: each.dtype, value: each.parameters, text: `${formatParameters(each.parameters)} in ${formatCount(each.tensors)} ${each.tensors === 1 ? "tensor" : "tensors"}` }))}
          />
        </Panel>
      )}
      {inputs.length + outputs.length > 0 && (
        <Panel title="Inputs and outputs" flush>
          <Table caption="Inputs and outputs" columns={portColumns} rows={[...inputs.map((port) => ({ ...port, side: "input" })), ...outputs.map((port) => ({ ...port, side: "output" }))]} rowKey={({ side, name }) => `${side} ${name}`} />
        </Panel>
      )}
      {operators.length > 0 && (
        <Panel title="Operators" count={operators.length}>
          <Folded items={operators} most={12}>
            {(shown) => <Breakdown label="How often each operator is used" shares={shown.map(({ name, count }) => ({ label: name, value: count, text: formatCount(count) }))} />}
          </Folded>
        </Panel>
      )}
      {facts.length > 0 && (
        <Panel title="What the header says" count={facts.length}>
          <Folded items={facts} most={12}>{(shown) => <Facts facts={shown} />}</Folded>
        </Panel>
      )}
    </>
  );
}

const portColumns: Column<Port & { side: string }>[] = [
  { key: "name", header: "Name", mono: true, cell: ({ name }) => <span className="font-medium break-all">{name}</span> },
  { key: "side", header: "Which", cell: ({ side }) => <span className="text-ink-soft">{side}</span> },
  { key: "type", header: "Type", mono: true, cell: ({ type }) => type },
  { key: "shape", header: "Shape", mono: true, align: "end", cell: ({ shape }) => formatShape(shape) },
];

/** A name may come twice, so that these are no object. */
function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-line">
      {facts.map(({ name, value }, index) => (
        <div key={`${index} ${name}`} className="grid grid-cols-[minmax(5.5rem,34%)_minmax(0,1fr)] gap-3 py-1.5">
          <dt className="break-words text-ink-soft">{name}</dt>
          <dd className="font-mono text-[0.8125rem] break-words whitespace-pre-wrap">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The first of a list, and the rest under a fold. */
function Folded<Item>({ items, most, children }: { items: readonly Item[]; most: number; children: (shown: readonly Item[]) => ReactNode }) {
  const rest = items.slice(most);
  return (
    <>
      {children(items.slice(0, most))}
      {rest.length > 0 && (
        <details>
          <summary className="w-fit py-1.5 text-ink-soft hover:text-ink">{formatCount(rest.length)} more</summary>
          {children(rest)}
        </details>
      )}
    </>
  );
}
