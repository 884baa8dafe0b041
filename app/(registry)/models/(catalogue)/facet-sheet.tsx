"use client";

import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogClose } from "#app/_ui/dialog.tsx";
import type { Facet } from "#server/search/schema.ts";
import type { Asked } from "./address.ts";
import { FacetLists } from "./facets.tsx";

/** The facets where there is no room beside the list: behind a button that tells how many are chosen. */
export function FacetSheet({ facets, asked, onAsk }: { facets: readonly Facet[]; asked: Asked; onAsk: (query: string) => void }) {
  const chosen = facets.reduce((sum, { values }) => sum + values.filter((value) => value.chosen).length, 0);
  return (
    <Dialog
      title="Filters"
      trigger={<Button size="small" icon="filter">Filters{chosen > 0 && <span className="font-mono tabular-nums">{chosen}<span className="sr-only"> chosen</span></span>}</Button>}
      footer={<DialogClose><Button>Show what was found</Button></DialogClose>}
    >
      <FacetLists facets={facets} asked={asked} onAsk={onAsk} />
    </Dialog>
  );
}
