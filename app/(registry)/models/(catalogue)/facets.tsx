"use client";

import { useState, type MouseEvent } from "react";
import { Button } from "#app/_ui/button.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { Facet } from "#server/search/schema.ts";
import { catalogueHref, type Asked } from "./address.ts";

type Value = Facet["values"][number];
const fewest = 6;

/** What was found, by the values of its fields: each leads to the query with that value, or without it where it is chosen. */
export function FacetLists({ facets, asked, onAsk }: { facets: readonly Facet[]; asked: Asked; onAsk: (query: string) => void }) {
  return (
    <div className="grid gap-5">
      {facets.filter(({ values }) => values.length > 0).map((facet) => <FacetList key={facet.field} facet={facet} asked={asked} onAsk={onAsk} />)}
    </div>
  );
}

function FacetList({ facet: { field, label, values, more }, asked, onAsk }: { facet: Facet; asked: Asked; onAsk: (query: string) => void }) {
  const [all, setAll] = useState(false);
  const shown = all ? values : values.filter(({ chosen }, index) => chosen || index < fewest);
  return (
    <section aria-label={label}>
      <h2 className="border-b border-line-strong pb-1 text-small text-ink-soft">{label}</h2>
      <ul className="mt-0.5">
        {shown.map((value) => <li key={value.value}><FacetLink field={label} value={value} asked={asked} onAsk={onAsk} /></li>)}
      </ul>
      {shown.length < values.length && <Button variant="quiet" size="small" onClick={() => setAll(true)}>{values.length - shown.length} more<span className="sr-only"> of {label}</span></Button>}
      {more && shown.length === values.length && <p className="px-1.5 pt-1 text-small text-ink-soft">For others, type <code>{field}:</code></p>}
    </section>
  );
}

function FacetLink({ field, value: { value, count, chosen, query }, asked, onAsk }: { field: string; value: Value; asked: Asked; onAsk: (query: string) => void }) {
  // A click that opens a new tab or window is the browser's.
  function go(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onAsk(query);
  }
  return (
    <a
      href={catalogueHref({ ...asked, query })} onClick={go} aria-current={chosen ? "true" : undefined}
      className="-mx-0.5 flex min-h-7 items-center gap-1.5 rounded-sm px-1.5 py-0.5 text-ink-soft hover:bg-hover hover:text-ink aria-[current=true]:font-medium aria-[current=true]:text-ink pointer-coarse:min-h-10"
    >
      <span aria-hidden className={`inline-flex size-3.5 shrink-0 items-center justify-center rounded-[2px] border ${chosen ? "border-ink bg-ink text-paper" : "border-edge"}`}>
        {chosen && <Icon name="check" size={11} />}
      </span>
      <span className="min-w-0 flex-1 truncate" title={value}><span className="sr-only">{chosen ? `Without ${field}: ` : `${field}: `}</span>{value}</span>
      <span className="font-mono text-small text-ink-faint tabular-nums">{formatCount(count)}</span>
    </a>
  );
}

/** The places of the facets that are coming. */
export function FacetSkeletons() {
  return (
    <div role="status" aria-label="Loading the filters" className="grid gap-5">
      {[5, 3, 6].map((rows) => (
        <div key={rows} className="grid gap-3">
          <Skeleton width="4rem" height="0.625rem" />
          {Array.from({ length: rows }, (_, row) => <Skeleton key={row} width={`${80 - ((row * 17) % 40)}%`} />)}
        </div>
      ))}
    </div>
  );
}
