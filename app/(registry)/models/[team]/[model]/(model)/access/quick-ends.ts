/** Ends that are often wanted, each as so much from now. */
export const quickEnds = [
  { label: "1 week", days: 7, months: 0 },
  { label: "1 month", days: 0, months: 1 },
  { label: "3 months", days: 0, months: 3 },
] as const;

/**
 * The instant so much later, at the same time of day on this clock. A month that is too short gives its last day.
 * @param now milliseconds since the epoch
 * @returns as ISO
 */
export function later({ days, months }: { days: number; months: number }, now: number): string {
  const date = new Date(now);
  const day = date.getDate();
  date.setMonth(date.getMonth() + months);
  if (date.getDate() !== day) date.setDate(0);
  date.setDate(date.getDate() + days);
  return date.toISOString();
}
