"use client";

import { useState, type KeyboardEvent } from "react";
import { placeOnAxis, spreadLabels } from "./chart-scale.ts";
import { seriesInk, SeriesMark } from "./series-mark.tsx";

export type Axis = {
  key: string;
  label: string;
  /** Which end is the better one, in words; spoken and shown on hover. */
  note: string;
  lessIsBetter: boolean;
  /** One for each line, null where it has none; `texts` as they are written. */
  values: readonly (number | null)[];
  texts: readonly string[];
};
export type Line = { key: string; label: string; /** Drawn stronger: what the others are compared with. */ strong?: boolean };

/**
 * Several things on several axes, the better end of each at the top. A line is picked out by pointing at it or by its name at its end,
 * with the keyboard too; then its numbers stand on the axes. The same numbers belong in a table below.
 */
export function ParallelChart({ caption, axes, lines }: { caption: string; axes: readonly Axis[]; lines: readonly Line[] }) {
  const [chosen, choose] = useState<number | null>(null);
  const places = axes.map(({ values, lessIsBetter }) => placeOnAxis(values, lessIsBetter));
  const leftOf = (axis: number) => (axes.length === 1 ? 50 : 7 + (axis / (axes.length - 1)) * 88);
  const lastOf = lines.map((_, line) => places.findLastIndex((each) => each[line] !== null));
  const ends = spreadLabels(lines.map((_, line) => places[lastOf[line]!]?.[line] ?? 50), 9);
  const shown = (line: number) => chosen === null || chosen === line;

  function move(event: KeyboardEvent<HTMLButtonElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(event.currentTarget.closest("ul")?.querySelectorAll("button") ?? [])];
    buttons[(buttons.indexOf(event.currentTarget) + step + buttons.length) % buttons.length]?.focus();
  }

  return (
    <figure className="m-0">
      <figcaption className="mb-2 text-small text-ink-soft">{caption}</figcaption>
      <div className="overflow-x-auto pb-1" tabIndex={0} role="group" aria-label={caption}>
        <div className="grid grid-cols-[minmax(0,1fr)_auto]" style={{ minWidth: `${axes.length * 6.5 + 12}rem` }}>
          <div className="relative h-11">
            {axes.map(({ key, label, note, texts }, at) => (
              <span key={key} title={note} className="absolute bottom-1 -translate-x-1/2 text-center font-mono text-small whitespace-nowrap" style={{ left: `${leftOf(at)}%` }}>
                <span className="sr-only">{note}: </span><span className="text-ink">{label}</span>
                <span aria-hidden className="block text-ink-soft">{endOf(places[at]!, texts, "best")}</span>
              </span>
            ))}
          </div>
          <span />
          <div className="relative h-60" onPointerLeave={() => choose(null)}>
            {axes.map((axis, at) => (
              <span key={axis.key} aria-hidden className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${leftOf(at)}%` }} />
            ))}
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden className="absolute inset-0 size-full overflow-visible">
              {lines.map((line, at) => {
                const path = pathOf(places.map((each, axis) => ({ left: leftOf(axis), top: each[at] ?? null })));
                return (
                  <g key={line.key} className={shown(at) ? "" : "opacity-15"} onPointerEnter={() => choose(at)}>
                    <path d={path} fill="none" style={{ stroke: seriesInk(at) }} strokeWidth={line.strong || chosen === at ? 2.5 : 1.5} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
                    <path d={path} fill="none" stroke="transparent" strokeWidth={14} vectorEffect="non-scaling-stroke" />
                  </g>
                );
              })}
            </svg>
            {axes.map((axis, at) =>
              lines.map((line, place) => {
                const top = places[at]![place];
                return typeof top === "number" && (
                  <span key={line.key + axis.key} aria-hidden className={`pointer-events-none absolute flex -translate-1/2 ${shown(place) ? "" : "opacity-15"}`} style={{ left: `${leftOf(at)}%`, top: `${top}%` }}>
                    <SeriesMark place={place} />
                    {chosen === place && <span className="absolute start-full top-1/2 ms-1.5 -translate-y-1/2 rounded-sm bg-ink px-1.5 font-mono text-small whitespace-nowrap text-paper">{axis.texts[place]}</span>}
                  </span>
                );
              }),
            )}
          </div>
          <ul aria-label="Lines" className="relative w-48">
            {lines.map((line, at) => (
              <li key={line.key} className="absolute start-0 -translate-y-1/2" style={{ top: `${ends[at]}%` }}>
                <button
                  type="button" onPointerEnter={() => choose(at)} onPointerLeave={() => choose(null)} onFocus={() => choose(at)} onBlur={() => choose(null)} onKeyDown={move}
                  className={`flex max-w-48 items-center gap-1.5 rounded-sm px-1 text-start hover:bg-hover ${line.strong ? "font-semibold" : ""} ${shown(at) ? "" : "text-ink-faint"}`}
                >
                  <SeriesMark place={at} />
                  <span className="truncate" title={line.label}>{line.label}</span>
                  <span className="sr-only">: {axes.flatMap(({ label, values, texts }) => (values[at] === null ? [] : [`${label} ${texts[at]}`])).join(", ")}</span>
                </button>
              </li>
            ))}
          </ul>
          <div aria-hidden className="relative h-6">
            {axes.map(({ key, texts }, at) => <span key={key} className="absolute top-1 -translate-x-1/2 font-mono text-small whitespace-nowrap text-ink-soft" style={{ left: `${leftOf(at)}%` }}>{endOf(places[at]!, texts, "worst")}</span>)}
          </div>
        </div>
      </div>
    </figure>
  );
}

/** The number that stands at an end of an axis; nothing at the lower one where all are the same. */
function endOf(places: readonly (number | null)[], texts: readonly string[], end: "best" | "worst"): string {
  const known = places.flatMap((place, at) => (place === null ? [] : [{ place, text: texts[at] ?? "" }])).toSorted((a, b) => a.place - b.place);
  const [best, worst] = [known[0], known.at(-1)];
  if (end === "best") return best?.text ?? "";
  return worst === undefined || worst.place === best?.place ? "" : worst.text;
}

/** A line that breaks off where a value is missing. */
function pathOf(points: readonly { left: number; top: number | null }[]): string {
  return points.map(({ left, top }, at) => (top === null ? "" : `${at > 0 && points[at - 1]!.top !== null ? "L" : "M"}${left} ${top}`)).join("");
}
