"use client";

import { useState, type PointerEvent } from "react";
import { scaleFor } from "./chart-scale.ts";
import { formatExact, formatMetric } from "./format.ts";
import { seriesInk, SeriesMark } from "./series-mark.tsx";

export type Steps = { key: string; label: string; /** Step and value, by step. */ points: readonly (readonly [number, number])[]; /** Whose colour and sign it has; left out, its own among the lines. */ place?: number };

/**
 * Numbers step by step, as thin lines with their names. Pointing at a step gives its numbers, and so do the arrow keys: over the
 * lines lies a slider. The same numbers stand in a table, one key away.
 */
export function StepChart({ caption, lines }: { caption: string; lines: readonly Steps[] }) {
  const steps = [...new Set(lines.flatMap(({ points }) => points.map(([step]) => step)))].toSorted((a, b) => a - b);
  const [at, setAt] = useState(steps.length - 1);
  const [open, setOpen] = useState(false);
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const { ticks, heightOf } = scaleFor(lines.flatMap(({ points }) => points.map(([, value]) => value)));
  const leftOf = (step: number) => (last === first ? 50 : ((step - first) / (last - first)) * 100);
  const step = steps[at] ?? first;
  const here = lines.map(({ points }) => points.findLast(([each]) => each <= step)?.[1]);
  const words = `step ${formatExact(step)}: ${lines.map(({ label }, line) => `${label} ${here[line] === undefined ? "not yet" : formatMetric(here[line])}`).join(", ")}`;

  function point(event: PointerEvent<HTMLElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const wanted = first + Math.min(1, Math.max(0, (event.clientX - left) / width)) * (last - first);
    setAt(steps.reduce((best, each, index) => (Math.abs(each - wanted) < Math.abs(steps[best]! - wanted) ? index : best), 0));
  }

  return (
    <figure className="m-0">
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-small text-ink-soft">
        <span>{caption}</span>
        <span className="ms-auto font-mono">step {formatExact(step)}</span>
      </figcaption>
      <div className="relative ms-14 me-2 mt-3 h-44 rounded-sm has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ink" onPointerMove={point}>
        {ticks.map((tick) => (
          <div key={tick} aria-hidden className="absolute inset-x-0 h-px bg-line" style={{ top: `${heightOf(tick)}%` }}>
            <span className="absolute end-full -translate-y-1/2 pe-2 font-mono text-small whitespace-nowrap text-ink-soft">{formatMetric(tick)}</span>
          </div>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden className="absolute inset-0 size-full overflow-visible">
          {lines.map(({ key, points, place }, line) => (
            <path key={key} d={`M${points.map(([each, value]) => `${leftOf(each)} ${heightOf(value)}`).join("L")}`} fill="none" style={{ stroke: seriesInk(place ?? line) }} strokeWidth={1.5} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
          ))}
        </svg>
        <span aria-hidden className="absolute inset-y-0 w-px bg-ink-faint" style={{ left: `${leftOf(step)}%` }} />
        {here.map((value, line) => value !== undefined && (
          <span key={lines[line]!.key} aria-hidden className="absolute flex -translate-1/2" style={{ left: `${leftOf(step)}%`, top: `${heightOf(value)}%` }}><SeriesMark place={lines[line]!.place ?? line} /></span>
        ))}
        <input
          type="range" min={0} max={Math.max(0, steps.length - 1)} value={at} onChange={(event) => setAt(Number(event.target.value))}
          aria-label={`Step of ${caption}`} aria-valuetext={words} className="absolute inset-0 size-full cursor-crosshair opacity-0"
        />
      </div>
      <div aria-hidden className="ms-14 me-2 flex justify-between pt-1 font-mono text-small text-ink-soft"><span>{formatExact(first)}</span><span>{formatExact(last)}</span></div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 pt-1">
        {lines.map(({ key, label, place }, line) => (
          <li key={key} className="inline-flex items-center gap-1.5"><SeriesMark place={place ?? line} /><span>{label}</span><span className="font-mono text-[0.8125rem] tabular-nums">{formatMetric(here[line])}</span></li>
        ))}
      </ul>
      <details className="text-small" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="w-fit py-1 text-ink-soft hover:text-ink">As a table</summary>
        {open && <StepTable caption={caption} lines={lines} steps={steps} />}
      </details>
    </figure>
  );
}

function StepTable({ caption, lines, steps }: { caption: string; lines: readonly Steps[]; steps: readonly number[] }) {
  const values = lines.map(({ points }) => new Map(points));
  return (
    <div className="max-h-72 overflow-auto" tabIndex={0} role="group" aria-label={`${caption}, as a table`}>
      <table className="w-full border-collapse font-mono tabular-nums">
        <thead><tr><th scope="col" className="py-1 text-start font-normal text-ink-soft">step</th>{lines.map(({ key, label }) => <th key={key} scope="col" className="py-1 ps-4 text-end font-normal text-ink-soft">{label}</th>)}</tr></thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step} className="border-t border-line">
              <th scope="row" className="py-0.5 text-start font-normal">{formatExact(step)}</th>
              {values.map((each, line) => <td key={lines[line]!.key} className="py-0.5 ps-4 text-end">{formatMetric(each.get(step))}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
