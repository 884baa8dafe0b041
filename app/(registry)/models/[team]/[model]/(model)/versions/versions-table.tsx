"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState, useTransition, type ReactNode } from "react";
import dynamic from "next/dynamic";
import { Button, LinkButton } from "#app/_ui/button.tsx";
import { SelectionBox, useSelection } from "#app/_ui/selection.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import { columnCookies } from "../../../../chosen-columns.ts";
import { ColumnMenu, useChosenColumns } from "../../../../column-menu.tsx";
import { compareHref } from "../../../../compare-href.ts";
import type { VersionSummary } from "#server/versions/schema.ts";
import { chosenParameters, columnsOf } from "./version-columns.tsx";

const BulkTags = dynamic(() => import("../../../../bulk-tags.tsx").then((file) => file.BulkTags), { loading: () => <Button size="small" icon="tag" disabled>Tag</Button> });
const ArchiveVersions = dynamic(() => import("./archive-versions.tsx").then((file) => file.ArchiveVersions));

/** The versions of a model with the columns that this browser has chosen, and what can be done to those that are selected. */
export function VersionsTable({
  model, versions, newest, parameters, remembered, mayTag, mayArchive, search,
}: {
  model: string;
  versions: readonly VersionSummary[];
  newest: number | null;
  /** The names of those that can be columns. */
  parameters: readonly string[];
  remembered: readonly string[] | null;
  mayTag: boolean;
  mayArchive: boolean;
  search: ReactNode;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const { all, options, usual } = useMemo(() => columnsOf(versions, parameters, newest), [versions, parameters, newest]);
  const chosen = useChosenColumns(columnCookies.versions, remembered, usual);
  const [archiving, setArchiving] = useState(false);
  const keys = useMemo(() => versions.map(({ id }) => id), [versions]);
  const selection = useSelection(keys);
  const selected = versions.filter(({ id }) => selection.selected.has(id));
  const comparison = compareHref(selected.map(({ reference }) => reference));
  const box: Column<VersionSummary> = { key: "selection", header: "Selected", quiet: true, width: "1%", cell: ({ id, number }) => <SelectionBox selection={selection} rowKey={id} label={`Select v${number}`} /> };

  /** Values of parameters are fetched for those columns alone. */
  function choose(next: readonly string[] | null) {
    const known = chosenParameters(chosen.columns);
    chosen.choose(next);
    if (chosenParameters(next ?? usual).some((name) => !known.includes(name))) start(() => router.refresh());
  }

  return (
    <div className="grid gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        {selected.length > 0 ? (
          <div role="group" aria-label="Selected" className="me-auto flex flex-wrap items-center gap-2">
            <p role="status" className="me-1 tabular-nums"><span className="font-medium">{selected.length}</span> selected</p>
            {comparison
              ? <LinkButton size="small" icon="compare" href={comparison}>Compare</LinkButton>
              : <span className="text-small text-ink-soft">{selected.length === 1 ? "Select another to compare" : "Six at most can be compared"}</span>}
            {mayTag && (
              <BulkTags
                versions={selected.map(({ reference }) => reference)} tags={[...new Set(selected.flatMap(({ tags }) => tags))].toSorted()}
                trigger={<Button size="small" icon="tag">Tag</Button>} onTagged={() => start(() => router.refresh())}
              />
            )}
            {mayArchive && <Button size="small" icon="archive" onClick={() => setArchiving(true)}>Archive</Button>}
            <Button size="small" variant="quiet" onClick={selection.clear}>Clear</Button>
          </div>
        ) : <p className="me-auto text-small text-ink-soft">Select versions to compare{mayTag && ", tag"}{mayArchive && " or archive"} them.</p>}
        {search}
        <ColumnMenu options={options} {...chosen} choose={choose} />
      </div>
      <div aria-busy={pending} className={pending ? "opacity-60" : undefined}>
        <Table
          caption={`Versions of ${model}`}
          columns={[box, ...all.filter(({ key, lead }) => lead ?? chosen.columns.includes(key))]}
          rows={versions}
          rowKey={({ id }) => id}
          rowHref={({ number }) => `/models/${model}/versions/${number}`}
          isSelected={({ id }) => selection.selected.has(id)}
        />
      </div>
      {archiving && <ArchiveVersions versions={selected} onClose={() => setArchiving(false)} onDone={selection.clear} />}
    </div>
  );
}
