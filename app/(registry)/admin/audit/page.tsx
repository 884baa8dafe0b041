import type { Metadata } from "next";
import { queryParam, type SearchParams } from "#app/(registry)/models/query-param.ts";
import { api, load } from "#app/_trpc/server.tsx";
import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Columns, PageHeader } from "#app/_ui/page.tsx";
import { Forbidden } from "../forbidden.tsx";
import { ChainPanel } from "./chain-panel.tsx";
import { Entries } from "./entries.tsx";
import { FilterForm } from "./filter-form.tsx";
import { auditHref, exportHref, readFilters, recordFilter } from "./filters.ts";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const registry = await api();
  const { siteRole } = await load(registry.identity.whoami());
  if (siteRole === "member") return <Forbidden title="Audit">What was done to a model stands on its Activity page, and what was said of a promotion on the promotion’s own. The whole record is for administrators and auditors.</Forbidden>;
  const given = await searchParams;
  const one = (name: string) => queryParam(Promise.resolve(given), name);
  const filters = readFilters({ text: await one("text"), actor: await one("actor"), action: await one("action"), model: await one("model"), outcome: await one("outcome"), from: await one("from"), to: await one("to") });
  const cursor = await one("cursor");
  const [{ items, nextCursor }, state] = await load(Promise.all([registry.audit.entries({ ...recordFilter(filters), ...(cursor ? { cursor } : {}) }), registry.audit.state()]));
  const isFiltered = auditHref(filters) !== "/admin/audit";
  return (
    <>
      <PageHeader
        title="Audit" lead="Everything that was done here, and every write and sign-in that was refused. Nothing in it can be changed without being seen."
        act={<><LinkButton href={exportHref(filters, "jsonl")} download icon="download">Export JSONL</LinkButton><LinkButton href={exportHref(filters, "csv")} download icon="download">Export CSV</LinkButton></>}
      />
      <Columns aside={<ChainPanel state={state} mayDecide={siteRole === "admin"} />}>
        <FilterForm key={auditHref(filters)} filters={filters} isFiltered={isFiltered} />
        {items.length > 0 ? <Entries entries={items} /> : (
          <EmptyState icon="audit" title={isFiltered ? "No entry is like that" : "Nothing further"} action={<LinkButton href="/admin/audit">Show everything</LinkButton>}>
            Leave out a part of what you look for: all of it has to be true of an entry.
          </EmptyState>
        )}
        {(cursor ?? nextCursor) && (
          <nav aria-label="Pages" className="flex gap-2">
            {cursor && <LinkButton href={auditHref(filters)}>Newest</LinkButton>}
            {nextCursor && <LinkButton href={auditHref(filters, nextCursor)} icon="arrow-right">Older</LinkButton>}
          </nav>
        )}
      </Columns>
    </>
  );
}
