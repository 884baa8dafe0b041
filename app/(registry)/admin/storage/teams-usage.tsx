import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatBytes } from "#app/_ui/format.ts";
import { Meter } from "#app/_ui/meter.tsx";
import { Bytes, Count } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import type { TeamUsage } from "#server/storage/schema.ts";
import { QuotaDialog } from "./quota-dialog.tsx";

const columns: readonly Column<TeamUsage>[] = [
  { key: "team", header: "Team", cell: ({ name }) => name },
  { key: "bytes", header: "Stores", align: "end", cell: ({ bytes }) => <Bytes value={bytes} /> },
  { key: "blobs", header: "Files", align: "end", cell: ({ blobs }) => <Count value={blobs} /> },
  { key: "quota", header: "Quota", width: "34%", cell: (usage) => <Quota usage={usage} /> },
  { key: "edit", header: "Change the quota", quiet: true, align: "end", cell: (usage) => <RowActions><QuotaDialog usage={usage} /></RowActions> },
];

/** What each team stores, against what it may. */
export function TeamsUsage({ teams }: { teams: readonly TeamUsage[] }) {
  return (
    <Panel title="Teams" count={teams.length} flush>
      {teams.length > 0
        ? <Table caption="What teams store" columns={columns} rows={teams} rowKey={({ team }) => team} rowHref={({ team }) => `/teams/${team}`} />
        : <EmptyState icon="people" title="There is no team yet">Models belong to teams. What each of them stores stands here, and how much it may.</EmptyState>}
    </Panel>
  );
}

function Quota({ usage: { name, bytes, quotaBytes, ownQuotaBytes } }: { usage: TeamUsage }) {
  if (quotaBytes === null) return <span className="text-ink-soft">no limit</span>;
  const text = `${percentOf(bytes, quotaBytes)} of ${formatBytes(quotaBytes)}`;
  return (
    <span className="grid w-full gap-1">
      <Meter label={`Quota of ${name}`} value={bytes} max={quotaBytes} text={text} />
      <span className="text-small text-ink-soft">{text}{ownQuotaBytes === null ? ", as the settings say" : ", its own"}</span>
    </span>
  );
}

function percentOf(bytes: number, quota: number): string {
  if (quota === 0) return bytes === 0 ? "0%" : "more than all";
  const percent = (bytes / quota) * 100;
  return percent > 0 && percent < 1 ? "<1%" : `${Math.floor(percent).toLocaleString("en")}%`;
}
