import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Compared, TensorChange } from "#server/promotions/schema.ts";
import { counted } from "../../words.ts";
import { AboutButton } from "../conversation/about-button.tsx";
import { Changed, Value } from "./changed-facts.tsx";
import type { Names } from "./metrics-panel.tsx";

/** The tensors of the files that changed, where their shape or type did. */
export function ChangedTensors({ compared: { tensors, changedTensors, sameTensors }, names }: { compared: Compared; names: Names }) {
  const columns: Column<TensorChange>[] = [
    { key: "name", header: "Tensor", width: "40%", cell: ({ kind, name }) => <Changed kind={kind} name={name} mono /> },
    { key: "live", header: names.live ?? "", cell: ({ live }) => <Value text={live ?? undefined} /> },
    { key: "candidate", header: names.candidate, cell: ({ candidate }) => <Value text={candidate ?? undefined} strong /> },
  ];
  return (
    <Panel title="Tensors" count={changedTensors} anchor="part-tensors" actions={<AboutButton about="tensors" />}>
      <Table caption="Tensors that change" columns={columns} rows={tensors} rowKey={({ name }) => name} wide={tensors.length > 30} />
      <p className="py-1.5 text-ink-soft">
        {changedTensors > tensors.length && `${changedTensors - tensors.length} more differ. `}
        {sameTensors > 0 && `${counted(sameTensors, "tensor")} of the same shape and type.`}
      </p>
    </Panel>
  );
}
