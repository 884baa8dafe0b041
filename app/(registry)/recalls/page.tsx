import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Segments } from "#app/_ui/segments.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Recall } from "#server/lineage/schema.ts";
import { LineageTabs } from "../lineage/lineage-tabs.tsx";
import { recalledName } from "../lineage/recall-words.ts";
import { queryParam, type SearchParams } from "../models/query-param.ts";
import { PageLinks } from "../page-links.tsx";

export const metadata: Metadata = { title: "Recalls" };

export default async function RecallsPage({ searchParams }: { searchParams: SearchParams }) {
  const [state, cursor] = [await queryParam(searchParams, "state"), await queryParam(searchParams, "cursor")];
  const lifted = state === "lifted";
  const { items, nextCursor } = await load((await api()).lineage.recalls({ open: !lifted, ...(cursor ? { cursor } : {}) }));
  const hrefOf = (from?: string) => `/recalls?${new URLSearchParams({ ...(lifted ? { state: "lifted" } : {}), ...(from ? { cursor: from } : {}) }).toString()}`;
  return (
    <>
      <PageHeader title="Recalls" lead="Data and versions that turned out to be bad. What came of them goes to no stage until the recall is lifted." />
      <LineageTabs />
      <div className="pt-6">
        <div className="mb-4 flex"><Segments label="State" segments={[{ label: "In force", href: "/recalls", current: !lifted }, { label: "Lifted", href: "/recalls?state=lifted", current: lifted }]} /></div>
        {items.length > 0 ? <Table caption="Recalls" columns={columns} rows={items} rowKey={({ id }) => id} rowHref={({ id }) => `/recalls/${id}`} /> : (
          <EmptyState icon="check" title={lifted ? "No recall was lifted" : "Nothing that you see is recalled"} command={lifted ? undefined : 'countersign recall team/model@7 --reason "it leaks addresses"'}>
            A maintainer recalls a version, an administrator data: on its page, or by the command line. Everything that came of it is flagged at once.
          </EmptyState>
        )}
        <PageLinks cursor={cursor} next={nextCursor} hrefOf={hrefOf} />
      </div>
    </>
  );
}

const columns: Column<Recall>[] = [
  { key: "what", header: "What", lead: true, cell: (recall) => <span className="break-words">{recalledName(recall)}</span> },
  { key: "why", header: "Why", cell: ({ reason }) => <span className="line-clamp-2 text-ink-soft">{reason}</span> },
  { key: "by", header: "By", cell: ({ by }) => by.name },
  { key: "at", header: "Recalled", cell: ({ at }) => <RelativeTime at={at} /> },
  { key: "state", header: "State", cell: ({ lifted }) => (lifted ? <Badge icon="undo">lifted</Badge> : <Badge tone="refuse">recalled</Badge>) },
];
