import type { ReactNode } from "react";
import { SeriesMark } from "#app/_ui/series-mark.tsx";
import type { Column } from "#app/_ui/table.tsx";
import type { Heads } from "./differences.tsx";

/** A column for each version, headed by its sign and name. */
export function versionColumns<Row>({ names, baseline }: Heads, cell: (row: Row, place: number) => ReactNode, align?: "end"): Column<Row>[] {
  return names.map((name, place): Column<Row> => ({
    key: `${place}`,
    header: place === baseline ? `${name}, baseline` : name,
    head: (
      <span className="inline-grid max-w-44 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-1.5 text-start">
        <SeriesMark place={place} />
        <span className="min-w-0 truncate" title={name}><Name name={name} /></span>
        {place === baseline && <span className="col-start-2 font-normal text-ink-faint">baseline</span>}
      </span>
    ),
    cell: (row) => cell(row, place),
    width: `${78 / names.length}%`,
    ...(align ? { align } : {}),
  }));
}

function Name({ name }: { name: string }) {
  const [number, ...model] = name.split(" ");
  return <><span className="font-mono font-medium text-ink">{number}</span> {model.join(" ")}</>;
}

/** What stands where a version has nothing. */
export function Nothing() {
  return <span className="text-ink-faint">—<span className="sr-only"> not there</span></span>;
}

/** How many rows are not shown, and why. */
export function Rest({ same, more, all, one }: { same: number; more: number; all: boolean; one: string }) {
  const words = [
    more > 0 && `${more} more are not listed.`,
    !all && same > 0 && `${same} ${one}${same === 1 ? "" : "s"} the same in all of them.`,
  ].filter(Boolean);
  return words.length === 0 ? null : <p className="px-2 py-1.5 text-ink-soft">{words.join(" ")}</p>;
}
