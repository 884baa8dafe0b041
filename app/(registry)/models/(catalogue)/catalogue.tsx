"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useId, useState } from "react";
import { messageOf } from "#app/_trpc/faults.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import type { Found, QueryFault } from "#server/search/schema.ts";
import { LoadMore } from "../load-more.tsx";
import { catalogueHref, findInput, readAddress } from "./address.ts";
import { FacetLists, FacetSkeletons } from "./facets.tsx";
import { FacetSheet } from "./facet-sheet.tsx";
import { queryFaultOf } from "./fault-of.ts";
import { FoundList } from "./found-list.tsx";
import { QueryBar } from "./query-bar.tsx";
import { QueryFaultNote } from "./query-fault.tsx";
import { QueryHelp } from "./query-help.tsx";
import { termOf } from "./query-terms.ts";
import { ReadAs } from "./read-as.tsx";
import type { Hits } from "./results.tsx";
import { NothingAsked, NothingFound, ResultSkeletons } from "./states.tsx";
import { ViewsBar } from "./views-bar.tsx";

/** What this browser shows of models and of versions; null for the usual columns. */
export interface Remembered {
  models: string[] | null;
  versions: string[] | null;
}

/**
 * The catalogue, which follows the address: what is typed or chosen changes both, without asking for a new page.
 * @param faulty what was wrong with the query that the page was asked for with
 */
export function Catalogue({ remembered, faulty }: { remembered: Remembered; faulty: { query: string; fault: QueryFault } | null }) {
  const trpc = useTRPC();
  const faultId = useId();
  const params = useSearchParams();
  const asked = readAddress((name) => params.get(name));
  const { query, as } = asked;
  // What the page knows to be wrong is not asked again.
  const known = faulty?.query === query ? faulty.fault : null;
  const enabled = known === null;
  const found = useInfiniteQuery(trpc.search.find.infiniteQueryOptions(findInput(query), { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData, enabled }));
  const facets = useQuery(trpc.search.facets.queryOptions({ query }, { placeholderData: keepPreviousData, enabled }));
  const views = useQuery(trpc.search.views.list.queryOptions());
  const view = views.data?.find(({ id }) => id === asked.view) ?? null;
  // While a query is wrong, what answered to the last right one stays.
  const [kept, setKept] = useState(found.data);
  if (found.data && found.data !== kept) setKept(found.data);
  const shown = found.data ?? kept;
  const first = shown?.pages[0];
  const fault = known ?? queryFaultOf(found.error);
  const stale = found.isPlaceholderData || (found.data === undefined && shown !== undefined);
  const hits = shown && hitsOf(shown.pages);

  const show = (href: string, again = false) => window.history[again ? "replaceState" : "pushState"](null, "", href);
  const ask = (next: string, again = false) => show(catalogueHref({ ...asked, query: next }), again);

  return (
    <div className="grid gap-4">
      <ViewsBar asked={asked} views={views.data ?? []} view={view} onShow={show} />
      <div className="grid gap-2">
        <QueryBar query={query} invalid={fault ? faultId : undefined} onAsk={ask}>
          <QueryHelp onAsk={ask} />
        </QueryBar>
        {fault && <QueryFaultNote id={faultId} query={query} fault={fault} onAsk={ask} />}
        {!fault && first && <ReadAs read={first.read} />}
      </div>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <aside aria-label="Filters" className="max-lg:hidden">
          <div className="lg:sticky lg:top-[4.25rem] lg:max-h-[calc(100dvh-5.25rem)] lg:overflow-y-auto lg:pe-1">
            {facets.data ? <FacetLists facets={facets.data.facets} asked={asked} onAsk={ask} /> : facets.isPending && !fault && <FacetSkeletons />}
          </div>
        </aside>
        <div className="min-w-0">
          <div className="mb-3 lg:hidden"><FacetSheet facets={facets.data?.facets ?? []} asked={asked} onAsk={ask} /></div>
          {found.isError && !fault && !shown && (
            <Notice tone="refuse" title="The catalogue could not be searched" live action={<Button size="small" onClick={() => void found.refetch()}>Try again</Button>}>
              {messageOf(found.error)}
            </Notice>
          )}
          {found.isPending && !shown && !fault && <ResultSkeletons as={as} />}
          {fault && !shown && <NothingAsked onAsk={ask} />}
          {hits && hits.items.length === 0 && <NothingFound query={query} isVersions={termOf(query, "in") === "versions"} onAsk={ask} />}
          {hits && first && hits.items.length > 0 && (
            <FoundList
              key={`${hits.in} ${view?.id}`} asked={asked} hits={hits} total={first.total} stale={stale} view={view}
              remembered={remembered[hits.in]} onAsk={ask} onShow={show}
            />
          )}
          {found.data && !fault && hits && hits.items.length > 0 && <LoadMore pages={found} />}
        </div>
      </div>
    </div>
  );
}

/** The pages of one search in one list. */
function hitsOf(pages: readonly Found[]): Hits {
  if (pages[0]?.in === "versions") return { in: "versions", items: pages.flatMap((page) => (page.in === "versions" ? page.items : [])) };
  return { in: "models", items: pages.flatMap((page) => (page.in === "models" ? page.items : [])) };
}
