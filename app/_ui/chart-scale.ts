/** Where things stand in a chart, in percent of its height. Pure. */

export interface Scale {
  /** Round values that fit into the chart, from the lowest. */
  ticks: number[];
  /** How far below the top edge a value stands, 0 to 100. */
  heightOf: (value: number) => number;
}

/** A scale with some air above and below the values, and two to five round ticks. */
export function scaleFor(values: readonly number[]): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const spread = high - low || Math.abs(high) * 0.1 || 1;
  const bottom = low - spread * 0.25;
  const top = high + spread * 0.25;
  return { ticks: roundTicks(bottom, top), heightOf: (value) => ((top - value) / (top - bottom)) * 100 };
}

function roundTicks(bottom: number, top: number): number[] {
  const rough = (top - bottom) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(bottom / step);
  const ticks: number[] = [];
  // Multiplied anew each time: sums of steps drift.
  for (let index = first; index * step <= top; index += 1) ticks.push(Number((index * step).toPrecision(12)));
  return ticks;
}

/**
 * How far below the top of an axis of its own each value stands, 5 to 95 percent: the best at the top where less is better, else
 * the greatest. Values that are all the same stand in the middle.
 */
export function placeOnAxis(values: readonly (number | null)[], lessIsBetter: boolean): (number | null)[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => {
    if (value === null) return null;
    if (high === low) return 50;
    const share = (value - low) / (high - low);
    return 5 + (lessIsBetter ? share : 1 - share) * 90;
  });
}

/** The same places, moved apart so that no two labels are closer than `gap` percent, in their order and within 0 to 100. */
export function spreadLabels(places: readonly number[], gap: number): number[] {
  const order = places.map((place, at) => ({ place, at })).toSorted((a, b) => a.place - b.place || a.at - b.at);
  const room = order.length < 2 ? gap : Math.min(gap, 100 / (order.length - 1));
  const spread: number[] = [];
  for (const { place } of order) spread.push(Math.max(place, (spread.at(-1) ?? -room) + room));
  for (let at = spread.length - 1, most = 100; at >= 0; at -= 1, most -= room) spread[at] = Math.min(spread[at]!, most);
  const placed = places.map(() => 0);
  for (const [rank, { at }] of order.entries()) placed[at] = spread[rank]!;
  return placed;
}
