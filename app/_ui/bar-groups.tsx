import { SeriesMark, seriesInk } from "./series-mark.tsx";

export type GroupBar = { key: string; label: string; value: number | null; text: string; best: boolean };
export type BarGroup = { key: string; title: string; note: string; bars: readonly GroupBar[] };

/** Bars of several things for each of several numbers, from nought, each with its words. */
export function BarGroups({ caption, groups }: { caption: string; groups: readonly BarGroup[] }) {
  return (
    <figure className="m-0">
      <figcaption className="mb-3 text-small text-ink-soft">{caption}</figcaption>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
        {groups.map((group) => <Group key={group.key} group={group} />)}
      </div>
    </figure>
  );
}

function Group({ group: { title, note, bars } }: { group: BarGroup }) {
  const known = bars.flatMap(({ value }) => (value === null ? [] : [value]));
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const share = (value: number) => (high === low ? 0 : (value / (high - low)) * 100);
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1.5 flex items-baseline justify-between gap-3">
        <span className="min-w-0 font-mono text-[0.8125rem] font-medium break-words">{title}</span>
        <span className="shrink-0 text-small font-normal text-ink-soft">{note}</span>
      </h3>
      <dl className="grid grid-cols-[minmax(0,auto)_minmax(4rem,1fr)_auto] items-center gap-x-2.5 gap-y-1">
        {bars.map(({ key, label, value, text, best }, place) => (
          <div key={key} className="contents">
            <dt className="flex min-w-0 items-center gap-1.5"><SeriesMark place={place} /><span className="truncate" title={label}>{label}</span></dt>
            <dd aria-hidden className="relative m-0 h-3.5">
              <span className="absolute inset-y-0 w-px bg-line-strong" style={{ insetInlineStart: `${share(-low)}%` }} />
              {value !== null && (
                <span className={`absolute inset-y-0.5 min-w-px ${best ? "" : "opacity-55"}`} style={{ background: seriesInk(place), insetInlineStart: `${share(Math.min(value, 0) - low)}%`, width: `${share(Math.abs(value))}%` }} />
              )}
            </dd>
            <dd className={`m-0 text-end font-mono text-[0.8125rem] whitespace-nowrap tabular-nums ${best ? "font-semibold text-ink" : "text-ink-soft"}`}>{text}{best && <span className="ps-1 font-sans text-small font-medium text-allow">best</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
