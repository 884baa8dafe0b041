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
