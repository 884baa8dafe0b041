"use client";

import { useMemo } from "react";
import { formatCount } from "#app/_ui/format.ts";
import { Segments } from "#app/_ui/segments.tsx";
import { useSelection } from "#app/_ui/selection.tsx";
import type { Found, View } from "#server/search/schema.ts";
import { columnCookies } from "../chosen-columns.ts";
import { ColumnMenu, useChosenColumns } from "../column-menu.tsx";
import { catalogueHref, type Asked } from "./address.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { modelColumnOptions, usualModelColumns } from "./model-columns.tsx";
import { Results, type Hits } from "./results.tsx";
import { SaveView } from "./save-view.tsx";
import { SortSelect } from "./sort-select.tsx";
import { foundColumnOptions, usualFoundColumns } from "./version-columns.tsx";

/** What was found, with its order, its form and its columns, and what can be done to what is selected of it. */
export function FoundList({
  asked, hits, total, stale, remembered, view, onAsk, onShow,
}: {
  asked: Asked;
  hits: Hits;
  total: Found["total"];
  /** What is shown answers to what was asked before. */
  stale: boolean;
  remembered: readonly string[] | null;
  view: View | null;
  onAsk: (query: string) => void;
  onShow: (href: string) => void;
}) {
  const isVersions = hits.in === "versions";
  const chosen = useChosenColumns(
    isVersions ? columnCookies.found : columnCookies.models,
    view && view.layout.columns.length > 0 ? view.layout.columns : remembered,
    isVersions ? usualFoundColumns : usualModelColumns,
  );
  const keys = useMemo(() => hits.items.map(({ id }) => id), [hits]);
  const selection = useSelection(keys);
  const numbers = [...new Set(hits.items.flatMap((hit) => Object.keys(hit.numbers)))];
  return (
    <div aria-busy={stale} className={stale ? "grid gap-2 opacity-60" : "grid gap-2"}>
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="me-auto text-small text-ink-soft tabular-nums">{inWords(total, isVersions)}</p>
        <SortSelect query={asked.query} numbers={numbers} isVersions={isVersions} onAsk={onAsk} />
        <Segments
          label="Show as" onGo={onShow}
          segments={[{ label: "List", href: catalogueHref({ ...asked, as: "list" }), current: asked.as === "list" }, { label: "Cards", href: catalogueHref({ ...asked, as: "cards" }), current: asked.as === "cards" }]}
        />
        {asked.as === "list" && <ColumnMenu options={isVersions ? foundColumnOptions : modelColumnOptions} {...chosen} />}
        <SaveView asked={asked} columns={chosen.isUsual ? [] : chosen.columns} onShow={onShow} />
      </div>
      <BulkBar hits={hits} selection={selection} />
      <Results hits={hits} as={asked.as} columns={chosen.columns} selection={selection} />
    </div>
  );
}

/** `1 model`, `5,000+ versions`. */
function inWords({ count, more }: Found["total"], isVersions: boolean): string {
  return `${formatCount(count)}${more ? "+" : ""} ${isVersions ? "version" : "model"}${count === 1 && !more ? "" : "s"}`;
}
