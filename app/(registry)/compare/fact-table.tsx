"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Digest } from "#app/_ui/digest.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { FactRow } from "#server/comparisons/schema.ts";
import type { Heads } from "./differences.tsx";
import { Nothing, versionColumns } from "./version-columns.tsx";

/** So many rows are shown at first; a few more are shown with them. */
const mostAtFirst = 12;

/** Facts by their name, with what each version says. What is not what the baseline says stands out. */
export function FactTable({ caption, one, rows, heads }: { caption: string; one: string; rows: readonly FactRow[]; heads: Heads }) {
  const [whole, setWhole] = useState(rows.length <= mostAtFirst + 3);
  const name: Column<FactRow> = { key: "name", header: one, cell: (row) => <span className="font-mono text-[0.8125rem] break-words">{row.name}</span>, width: "22%" };
  return (
    <>
      <Table
        caption={caption} rows={whole ? rows : rows.slice(0, mostAtFirst)} rowKey={(row) => row.name}
        columns={[name, ...versionColumns<FactRow>(heads, ({ values }, place) => <Fact text={values[place] ?? null} other={values[place] !== values[heads.baseline]} />)]}
      />
      {!whole && <div className="px-2 pt-2"><Button size="small" icon="chevron-down" onClick={() => setWhole(true)}>Show {rows.length - mostAtFirst} more</Button></div>}
    </>
  );
}

const longText = 160;

function Fact({ text, other }: { text: string | null; other: boolean }) {
  if (text === null) return <Nothing />;
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return <Digest value={text} length={8} />;
  const ink = other ? "text-ink font-medium" : "text-ink-soft";
  const shown = text === "" ? "“”" : text;
  if (shown.length <= longText) return <span className={`font-mono text-[0.8125rem] break-words whitespace-pre-wrap ${ink}`}>{shown}</span>;
  return (
    <details className={`font-mono text-[0.8125rem] ${ink}`}>
      <summary className="break-words">{shown.slice(0, longText)}…</summary>
      <span className="block max-h-80 overflow-auto break-words whitespace-pre-wrap" tabIndex={0} role="group" aria-label="The whole value">{shown}</span>
    </details>
  );
}
