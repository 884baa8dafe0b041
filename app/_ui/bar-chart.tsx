import { Fragment, type ReactNode } from "react";

export type Bar = { key: string; label: string; value: number; text: string };

/**
 * A number for each of a row of days or the like, as bars with their own words: the greatest, the first and the last. The
 * same numbers stand in a table, one key away.
 */
export function BarChart({ caption, head, bars }: { caption: ReactNode; head: readonly [label: string, value: string]; bars: readonly Bar[] }) {
  const peak = bars.reduce<Bar | null>((best, bar) => (bar.value > (best?.value ?? 0) ? bar : best), null);
  const greatest = peak?.value ?? 1;
  return (
    <figure className="m-0">
      <figcaption className="text-small text-ink-soft">{caption}</figcaption>
      <div aria-hidden className="mt-5 grid h-16 grid-flow-col items-end gap-px border-b border-line-strong [grid-auto-columns:minmax(0,1fr)]">
        {bars.map((bar, index) => (
          <div key={bar.key} title={bar.text} className="group relative flex h-full items-end">
            <span className={`w-full ${bar.value === 0 ? "" : "min-h-px bg-ink-soft group-hover:bg-ink"}`} style={{ height: `${(bar.value / greatest) * 100}%` }} />
            {bar === peak && (
              <span className={`absolute bottom-full font-mono text-small whitespace-nowrap text-ink-soft ${index > bars.length / 2 ? "end-0" : "start-0"}`}>{bar.value.toLocaleString("en")}</span>
            )}
          </div>
        ))}
      </div>
      <div aria-hidden className="flex justify-between pt-1 text-small text-ink-soft"><span>{bars[0]?.label}</span><span>{bars.at(-1)?.label}</span></div>
      <details className="text-small">
        <summary className="w-fit py-1 text-ink-soft hover:text-ink">As a table</summary>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 border-t border-line pt-1 tabular-nums">
          <dt className="text-ink-soft">{head[0]}</dt><dd className="text-end text-ink-soft">{head[1]}</dd>
          {bars.filter(({ value }) => value > 0).map((bar) => <Fragment key={bar.key}><dt>{bar.label}</dt><dd className="text-end">{bar.text}</dd></Fragment>)}
        </dl>
      </details>
    </figure>
  );
}
