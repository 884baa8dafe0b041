import { PageLinks } from "#app/(registry)/page-links.tsx";
import { StageBadge } from "#app/(registry)/models/stage-badge.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { Link } from "#app/_ui/link.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Impact, TouchedFilter, TouchedVersion } from "#server/lineage/schema.ts";
import { versionHref } from "./node-words.ts";

/** The versions that something touches, with where they are live and what waits for them. `hrefOf` gives the address of the list otherwise. */
export function Touched({ impact: { name, counts, items, nextCursor }, show, cursor, hrefOf }: { impact: Impact; show: TouchedFilter; cursor: string | undefined; hrefOf: (change: { show?: TouchedFilter; cursor?: string }) => string }) {
  const filters = [["all", "All versions", counts.versions], ["live", "Live", counts.live], ["open", "Open promotions", counts.open]] as const;
  return (
    <Panel
      title="What it touches"
      actions={<Segments label="Which" segments={filters.map(([filter, label, count]) => ({ label: `${label} ${formatCount(count)}${filter === "all" && counts.more ? "+" : ""}`, href: hrefOf({ show: filter }), current: filter === show }))} />}
    >
      {items.length > 0 ? <Table caption={`What ${name} touches`} columns={columns} rows={items} rowKey={({ reference }) => reference} rowHref={({ reference }) => versionHref(reference)} /> : (
        <EmptyState icon="check" title={show === "live" ? "None of it is live" : show === "open" ? "No promotion of it is open" : "Nothing that you see is touched"}>
          {show === "all" ? "What is registered later from it appears here by itself." : "Look at all versions for what came of it."}
        </EmptyState>
      )}
      <PageLinks cursor={cursor} next={nextCursor} hrefOf={(from) => hrefOf({ show, ...(from === undefined ? {} : { cursor: from }) })} />
    </Panel>
  );
}

const columns: Column<TouchedVersion>[] = [
  { key: "version", header: "Version", lead: true, mono: true, cell: ({ reference }) => <span className="break-all">{reference}</span> },
  { key: "how", header: "How", cell: ({ direct }) => <span className="text-ink-soft">{direct ? "directly" : "by way of others"}</span> },
  { key: "live", header: "Live in", cell: ({ stages }) => (stages.length === 0 ? <span className="text-ink-faint">—</span> : <span className="flex flex-wrap gap-1">{stages.map((stage) => <StageBadge key={stage} stage={stage} />)}</span>) },
  {
    key: "open", header: "Open promotions",
    cell: ({ promotions }) => promotions.length === 0 ? <span className="text-ink-faint">—</span> : (
      <span className="flex flex-wrap gap-x-2">{promotions.map(({ id, stage, state }) => <Link key={id} href={`/promotions/${id}`} className="link relative z-1">to {stage} <span className="text-ink-soft">({state})</span></Link>)}</span>
    ),
  },
  { key: "state", header: "State", cell: ({ recalled }) => (recalled ? <Badge tone="refuse">recalled</Badge> : <span className="text-ink-faint">—</span>) },
  { key: "at", header: "Registered", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
];
