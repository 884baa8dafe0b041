/** The middle one of an odd number of figures. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** The figure that so many of a hundred are no greater than. */
export function percentile(figures: readonly number[], of: number): number {
  return figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor((figures.length * of) / 100))] ?? Number.NaN;
}

/** Prints one line: what was measured, the figure, and how it stands to its goal. */
export function report(what: string, figure: string, goal?: { ratio: number; goal: number } | { is: number; most: number }): void {
  const line = `${what.padEnd(66)} ${figure.padStart(16)}`;
  if (!goal) console.log(line);
  else if ("ratio" in goal) console.log(`${line}   ratio ${goal.ratio.toFixed(2)} (goal ≥ ${goal.goal})${goal.ratio < goal.goal ? "  MISSED" : ""}`);
  else console.log(`${line}   (goal ≤ ${goal.most})${goal.is > goal.most ? "  MISSED" : ""}`);
}
