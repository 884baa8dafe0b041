import { api } from "#app/_trpc/server.tsx";
import { BarChart, type Bar } from "#app/_ui/bar-chart.tsx";
import { CopyButton } from "#app/_ui/copy.tsx";
import { formatBytes, formatCount } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { DownloadStats } from "#server/downloads/schema.ts";

const filesOf = (count: number) => `${formatCount(count)} ${count === 1 ? "file" : "files"}`;
const peopleOf = (count: number) => `${formatCount(count)} ${count === 1 ? "person" : "people"}`;

/** How often a version was fetched, over the last 30 days and by whom: whom its deletion would meet. */
export async function Downloads({ reference }: { reference: string }) {
  const stats = await (await api()).downloads.stats({ reference });
  if (stats.files === 0 && stats.bytes === 0) return <Panel title="Downloads"><NobodyYet command={`countersign pull ${reference}`} /></Panel>;
  return (
    <Panel title="Downloads" actions={<span>{filesOf(stats.files)}, {formatBytes(stats.bytes)} <span className="text-ink-soft">by {peopleOf(stats.people)}</span></span>}>
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        <BarChart caption="Files a day, the last 30 days (UTC)" head={["Day", "Fetched"]} bars={stats.days.map(barOf)} />
        <Fetchers by={stats.by} />
      </div>
    </Panel>
  );
}

function NobodyYet({ command }: { command: string }) {
  return (
    <div className="grid gap-1.5">
      <p className="text-ink-soft">Nobody has fetched this version yet. Whoever does is counted here, person by person and token by token:</p>
      <div className="flex items-start gap-1 rounded-sm border border-line bg-sunken py-1 ps-2.5 pe-1">
        <code className="min-w-0 flex-1 py-0.5 break-words">{command}</code>
        <CopyButton text={command} label="Copy the command" />
      </div>
    </div>
  );
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-11-23` → `23 Nov`. */
function dayOf(day: string): string {
  return `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1] ?? ""}`;
}

function barOf({ day, files, bytes }: DownloadStats["days"][number]): Bar {
  return { key: day, label: dayOf(day), value: files, text: `${dayOf(day)}: ${filesOf(files)}, ${formatBytes(bytes)}` };
}

function Fetchers({ by }: { by: DownloadStats["by"] }) {
  return (
    <ol aria-label="Who fetched most" className="-mt-1.5 divide-y divide-line">
      {by.map(({ person, token, files, bytes, lastDay }) => (
        <li key={`${person.id} ${token ?? ""}`} className="flex items-baseline justify-between gap-3 py-1.5">
          <span className="min-w-0">
            {person.name}
            {token !== null && <span className="block text-small break-words text-ink-soft"><Icon name="key" size={11} className="me-1 inline" />{token}</span>}
          </span>
          <span className="text-end text-small whitespace-nowrap text-ink-soft" title={`${formatBytes(bytes)}, last on ${lastDay}`}>{filesOf(files)}, {formatBytes(bytes)}</span>
        </li>
      ))}
    </ol>
  );
}
