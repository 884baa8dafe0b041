const shapes = [
  "M6 1.5A4.5 4.5 0 1 1 6 10.5A4.5 4.5 0 1 1 6 1.5Z",
  "M2 2H10V10H2Z",
  "M6 1L11 10.5H1Z",
  "M6 0.5L11.5 6L6 11.5L0.5 6Z",
  "M4 1H8V4H11V8H8V11H4V8H1V4H4Z",
  "M3.2 1.2H8.8L11.6 6L8.8 10.8H3.2L0.4 6Z",
] as const;

/** How many things can be told apart. */
export const mostSeries = shapes.length;

/** The colour of the series at a place, by its variable. */
export function seriesInk(place: number): string {
  return `var(--series-${(place % mostSeries) + 1})`;
}

/** The sign of one of the things that are drawn beside each other: the same colour and shape wherever it is. Its name stands beside it. */
export function SeriesMark({ place, size = 11 }: { place: number; size?: number }) {
  return (
    <svg viewBox="0 0 12 12" width={size} height={size} aria-hidden className="inline-block shrink-0" style={{ fill: seriesInk(place) }}>
      <path d={shapes[place % mostSeries]} className="stroke-paper" strokeWidth={1} paintOrder="stroke" />
    </svg>
  );
}
