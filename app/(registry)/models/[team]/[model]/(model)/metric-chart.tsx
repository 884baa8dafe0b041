import { formatExact, formatMetric, type Better } from "#app/_ui/format.ts";
import { seriesInk, SeriesMark } from "#app/_ui/series-mark.tsx";
import { scaleFor, spreadLabels } from "#app/_ui/chart-scale.ts";
import { Link } from "#app/_ui/link.tsx";

export type Point = { number: number; value: number; /** Where it is live, and where it has been. */ stages: readonly string[]; was: readonly string[]; href: string };
export type OtherLine = { label: string; points: readonly { number: number; value: number }[] };
type Placed = Point & { left: number; top: number };

const directions: Record<Better, string> = { higher: ", more is better", lower: ", less is better", neither: "" };
const mostLabels = 12;

/**
 * A metric over the versions: a thin line, its own labels, the live version marked with the seal's colour, what was live once with a
 * ring; other parts of the data as lines of their own, named where they end. The line is
 * stretched to the place there is; the words beside it are not, so that they can be read on a phone too.
 */
export function MetricChart({ name, better, points, others, lastStage }: { name: string; better: Better; points: readonly Point[]; others: readonly OtherLine[]; lastStage: string | undefined }) {
  const { ticks, heightOf } = scaleFor([...points, ...others.flatMap((line) => line.points)].map(({ value }) => value));
  const numbers = [...points, ...others.flatMap((line) => line.points)].map(({ number }) => number);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const leftOf = (number: number) => (first === last ? 50 : ((number - first) / (last - first)) * 100);
  const placed = points.map((point): Placed => ({ ...point, left: leftOf(point.number), top: heightOf(point.value) }));
  const ends = spreadLabels(others.map((line) => heightOf(line.points.at(-1)!.value)), 10);
  const margin = others.length > 0 ? "me-24 sm:me-36" : "me-4";
  return (
    <figure className="m-0">
      <figcaption className="mb-3 text-small text-ink-soft">{name}{directions[better]}</figcaption>
      <div className={`relative ms-14 h-52 ${margin}`}>
        {ticks.map((tick) => (
          <div key={tick} aria-hidden className="absolute inset-x-0 h-px bg-line" style={{ top: `${heightOf(tick)}%` }}>
            <span className="absolute end-full -translate-y-1/2 pe-2 font-mono text-small whitespace-nowrap text-ink-soft">{formatMetric(tick)}</span>
          </div>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden className="absolute inset-0 size-full overflow-visible">
          {others.map(({ label, points: theirs }, at) => (
            <path key={label} d={`M${theirs.map(({ number, value }) => `${leftOf(number)} ${heightOf(value)}`).join("L")}`} fill="none" style={{ stroke: seriesInk(at) }} strokeWidth={1.25} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
          ))}
          <path d={`M${placed.map(({ left, top }) => `${left} ${top}`).join("L")}`} fill="none" className="stroke-ink-soft" strokeWidth={1.25} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
        </svg>
        {others.map(({ label, points: theirs }, at) => (
          <span key={label} title={`${label}: ${formatExact(theirs.at(-1)!.value)} in v${theirs.at(-1)!.number}`} className="absolute start-full flex max-w-24 -translate-y-1/2 items-center gap-1.5 ps-3 text-small text-ink-soft sm:max-w-36" style={{ top: `${ends[at]}%` }}>
            <SeriesMark place={at} size={9} /><span className="truncate">{label}</span>
          </span>
        ))}
        <ol aria-label={`${name} of each version`}>
          {placed.map((point, index) => (
            <Mark key={point.number} name={name} point={point} before={placed[index - 1]} after={placed[index + 1]} lastStage={lastStage} small={placed.length > 40} />
          ))}
        </ol>
      </div>
      <div aria-hidden className={`relative ms-14 h-6 ${margin}`}>
        {labelled(placed).map(({ number, left, stages }) => (
          <span key={number} className={`absolute top-1 -translate-x-1/2 font-mono text-small ${stages.length > 0 ? "font-semibold text-ink" : "text-ink-soft"}`} style={{ left: `${left}%` }}>v{number}</span>
        ))}
      </div>
    </figure>
  );
}

/** The points whose numbers have room below the line: the newest, and before it whatever is far enough from the next. */
function labelled(points: readonly Placed[]): Placed[] {
  return points.reduceRight<Placed[]>((kept, point) => (kept[0] !== undefined && kept[0].left - point.left < 100 / mostLabels ? kept : [point, ...kept]), []);
}

/** A version on the line: where it is live it says so, and any of them says its numbers when it is pointed at. */
function Mark({ name, point, before, after, lastStage, small }: { name: string; point: Placed; before: Placed | undefined; after: Placed | undefined; lastStage: string | undefined; small: boolean }) {
  const { number, value, stages, was, href, left, top } = point;
  const live = stages.length > 0;
  const standing = [live ? stages.join(", ") : "", was.length > 0 ? `was live in ${was.join(" and ")}` : ""].filter(Boolean).join("; ");
  const signed = lastStage !== undefined && stages.includes(lastStage);
  const words = [live ? stages.join(", ") : "", formatMetric(value)].filter(Boolean).join(" ");
  const place = labelPlace(point, before, after);
  const ink = signed ? "text-seal-ink" : live ? "text-ink" : "text-ink-soft";
  return (
    <li className="absolute size-6 -translate-1/2" style={{ left: `${left}%`, top: `${top}%` }}>
      <Link href={href} className="group flex size-6 items-center justify-center rounded-full hover:z-10">
        <span className="sr-only">v{number}{standing !== "" && `, ${standing}`}: {name} {formatExact(value)}</span>
        <span aria-hidden className={`rounded-full ${signed ? "size-2.5 bg-seal ring-3 ring-seal-wash" : live ? "size-2.5 bg-ink" : was.length > 0 ? "size-2 bg-ink-soft ring-2 ring-line-strong" : small ? "size-1 bg-ink-soft" : "size-1.75 border-[1.5px] border-ink-soft bg-paper"}`} />
        {(live || after === undefined) && <span aria-hidden className={`absolute font-mono text-small whitespace-nowrap group-hover:invisible group-focus-visible:invisible ${place} ${ink}`}>{words}</span>}
        <span aria-hidden className={`pointer-events-none absolute z-10 hidden max-w-44 sm:max-w-none rounded-sm bg-ink px-2 py-1 font-mono text-small text-paper group-hover:block group-focus-visible:block sm:whitespace-nowrap ${place}`}>
          v{number} {formatExact(value)}{standing !== "" && ` · ${standing}`}
        </span>
      </Link>
    </li>
  );
}

/** Where a label has room: over the half that is free of edges, and on the side that the line leaves free there. */
function labelPlace({ left, top }: Placed, before: Placed | undefined, after: Placed | undefined): string {
  const leftward = left > 55;
  const neighbour = leftward ? before : after;
  const above = neighbour === undefined ? top > 50 : neighbour.top > top || (neighbour.top === top && top > 20);
  return `${above ? "bottom-full" : "top-full"} ${leftward ? "end-1/2 -me-1.5" : "start-1/2 -ms-1.5"}`;
}
