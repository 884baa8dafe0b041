/** How many numbers a model holds, as people say it: `7.24 B`, `110 M`, `17.2 K`; whole below ten thousand. */
export function formatParameters(count: number): string {
  if (count < 10_000) return count.toLocaleString("en");
  const units = ["K", "M", "B", "T", "Q"];
  let size = count / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size >= 100 ? Math.round(size).toLocaleString("en") : Number(size.toPrecision(3))} ${units[unit]}`;
}

/** A shape, outermost dimension first: `4096 × 11008`. Without dimensions it is one number. */
export function formatShape(shape: readonly (number | string)[]): string {
  return shape.length === 0 ? "scalar" : shape.join(" × ");
}
