import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { KeptStage } from "#server/stages/schema.ts";

const columns: readonly Column<KeptStage>[] = [
  { key: "name", header: "Stage", cell: ({ name }) => name },
  { key: "description", header: "Description", width: "60%", cell: ({ description }) => (description === "" ? <span className="text-ink-faint">—</span> : <span className="text-ink-soft">{description}</span>) },
  { key: "retired", header: "Retired", align: "end", cell: ({ retiredAt }) => retiredAt && <RelativeTime at={retiredAt} /> },
];

/** The stages that are out of use: the history of models still names them. */
export function RetiredStages({ stages }: { stages: readonly KeptStage[] }) {
  if (stages.length === 0) return null;
  return (
    <Panel title="Retired" count={stages.length} flush>
      <Table caption="Retired stages" columns={columns} rows={stages} rowKey={({ name }) => name} />
    </Panel>
  );
}
