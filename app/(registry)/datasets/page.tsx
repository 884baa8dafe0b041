import type { Metadata } from "next";
import { api, load } from "#app/_trpc/server.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { DatasetSummary } from "#server/lineage/schema.ts";
import { LineageTabs } from "../lineage/lineage-tabs.tsx";
import { impactHref } from "../lineage/node-words.ts";
import { queryParam, type SearchParams } from "../models/query-param.ts";
import { PageLinks } from "../page-links.tsx";
import { SearchBox } from "../search-box.tsx";

export const metadata: Metadata = { title: "Datasets" };

export default async function DatasetsPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, cursor] = [(await queryParam(searchParams, "search"))?.slice(0, 200), await queryParam(searchParams, "cursor")];
  const { items, nextCursor } = await load((await api()).lineage.datasets({ ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) }));
  const hrefOf = (from?: string) => `/datasets?${new URLSearchParams({ ...(search ? { search } : {}), ...(from ? { cursor: from } : {}) }).toString()}`;
  return (
    <>
      <PageHeader title="Lineage" lead="The data that the models here were made from, what came of it, and what was recalled." />
      <LineageTabs />
      <div className="pt-6">
        <div className="mb-4"><SearchBox path="/datasets" label="Search datasets" placeholder="Part of a name" search={search ?? ""} /></div>
        {items.length > 0 ? <Table caption="Datasets" columns={columns} rows={items} rowKey={({ name }) => name} rowHref={({ name }) => impactHref(`dataset:${name}${name.includes("@") ? "@" : ""}`)} /> : (
          <EmptyState icon="data" title={search ? "No dataset is called that" : "No version names its data yet"} action={search ? <LinkButton href="/datasets">All datasets</LinkButton> : undefined}>
            {search ? "A part of the name is enough; capitals do not count." : <>Every version names its <code>datasets</code>, and says more with a <code>version</code> and a <code>digest</code> of each.</>}
          </EmptyState>
        )}
        <PageLinks cursor={cursor} next={nextCursor} hrefOf={hrefOf} />
      </div>
    </>
  );
}

const columns: Column<DatasetSummary>[] = [
  { key: "name", header: "Dataset", lead: true, cell: ({ name }) => <span className="break-all">{name}</span> },
  { key: "versions", header: "Its versions", align: "end", cell: ({ versions }) => `${versions.count.toLocaleString("en")}${versions.more ? "+" : ""}` },
  { key: "uses", header: "Made from it", align: "end", cell: ({ uses }) => `${uses.count.toLocaleString("en")}${uses.more ? "+" : ""}` },
  { key: "state", header: "State", cell: ({ recalled }) => (recalled ? <Badge tone="refuse">recalled</Badge> : <span className="text-ink-faint">—</span>) },
];
