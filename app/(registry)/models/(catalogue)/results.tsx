"use client";

import { SelectionBox, type Selection } from "#app/_ui/selection.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { ModelHit, VersionHit, ViewLayout } from "#server/search/schema.ts";
import { Cards } from "./cards.tsx";
import { modelColumns } from "./model-columns.tsx";
import { foundColumns } from "./version-columns.tsx";

/** All that was fetched of what was found. */
export type Hits = { in: "models"; items: ModelHit[] } | { in: "versions"; items: VersionHit[] };

/** What was found, as a list or as cards. Without a selection, nothing can be selected. */
export function Results({ hits, as, columns, selection }: { hits: Hits; as: ViewLayout["as"]; columns: readonly string[]; selection: Selection | null }) {
  const label = hits.in === "models" ? "Models" : "Versions";
  if (as === "cards") return <Cards label={label} hits={hits.items} selection={selection} />;
  const isSelected = ({ id }: { id: string }) => selection?.selected.has(id) ?? false;
  return hits.in === "models"
    ? <Table caption={label} columns={[...boxes(selection), ...modelColumns(columns, hits.items)]} rows={hits.items} rowKey={({ id }) => id} rowHref={hrefOfModel} isSelected={isSelected} />
    : <Table caption={label} columns={[...boxes(selection), ...foundColumns(columns, hits.items)]} rows={hits.items} rowKey={({ id }) => id} rowHref={hrefOfVersion} isSelected={isSelected} />;
}

const hrefOfModel = ({ reference }: ModelHit) => `/models/${reference}`;
const hrefOfVersion = ({ model, number }: VersionHit) => `/models/${model}/versions/${number}`;

function boxes(selection: Selection | null): Column<{ id: string; reference: string }>[] {
  if (!selection) return [];
  return [{ key: "selection", header: "Selected", quiet: true, width: "1%", cell: ({ id, reference }) => <SelectionBox selection={selection} rowKey={id} label={`Select ${reference}`} /> }];
}
