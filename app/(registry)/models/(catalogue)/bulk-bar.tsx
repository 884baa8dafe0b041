"use client";

import { useState } from "react";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import type { Selection } from "#app/_ui/selection.tsx";
import { mostTagged } from "#server/tags/schema.ts";
import { compareHref } from "../compare-href.ts";
import { TagDialog } from "../tag-dialog.tsx";
import type { Hits } from "./results.tsx";

/** What can be done to all that is selected. */
export function BulkBar({ hits, selection }: { hits: Hits; selection: Selection }) {
  const [tagging, setTagging] = useState(false);
  const chosen = hits.items.filter(({ id }) => selection.selected.has(id));
  if (chosen.length === 0) return null;
  const comparison = hits.in === "versions" ? compareHref(chosen.map(({ reference }) => reference)) : null;
  return (
    <div role="group" aria-label="Selected" className="sticky top-(--sticky-top) z-10 flex flex-wrap items-center gap-2 border-y border-line-strong bg-sunken px-2 py-1.5">
      <p role="status" className="me-2 tabular-nums"><span className="font-medium">{chosen.length}</span> selected</p>
      <Button size="small" icon="tag" disabled={chosen.length > mostTagged} onClick={() => setTagging(true)}>Tag</Button>
      {comparison && <LinkButton size="small" icon="compare" href={comparison}>Compare</LinkButton>}
      <Button size="small" variant="quiet" onClick={selection.clear}>Clear</Button>
      {chosen.length > mostTagged && <span className="text-small text-ink-soft">At most {mostTagged} can be tagged at a time.</span>}
      <TagDialog things={chosen} open={tagging} onOpenChange={setTagging} onDone={selection.clear} />
    </div>
  );
}
