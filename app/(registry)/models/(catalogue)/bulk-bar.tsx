"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import type { Selection } from "#app/_ui/selection.tsx";
import { compareHref } from "../compare-href.ts";
import type { Hits } from "./results.tsx";

const BulkTags = dynamic(() => import("../bulk-tags.tsx").then((file) => file.BulkTags), { loading: () => <Button size="small" icon="tag" disabled>Tag</Button> });

/** What can be done to all that is selected. */
export function BulkBar({ hits, selection }: { hits: Hits; selection: Selection }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const chosen = hits.items.filter(({ id }) => selection.selected.has(id));
  if (chosen.length === 0) return null;
  const references = chosen.map(({ reference }) => reference);
  const comparison = hits.in === "versions" ? compareHref(references) : null;
  return (
    <div role="group" aria-label="Selected" className="sticky top-(--sticky-top) z-10 flex flex-wrap items-center gap-2 border-y border-line-strong bg-sunken px-2 py-1.5">
      <p role="status" className="me-2 tabular-nums"><span className="font-medium">{chosen.length}</span> selected</p>
      <BulkTags
        {...(hits.in === "versions" ? { versions: references } : { models: references })}
        tags={[...new Set(chosen.flatMap(({ tags }) => tags))].toSorted()}
        trigger={<Button size="small" icon="tag">Tag</Button>}
        onTagged={() => void queries.invalidateQueries({ queryKey: trpc.search.pathKey() })}
      />
      {comparison && <LinkButton size="small" icon="compare" href={comparison}>Compare</LinkButton>}
      <Button size="small" variant="quiet" onClick={selection.clear}>Clear</Button>
    </div>
  );
}
