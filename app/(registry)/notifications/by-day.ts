const day = 24 * 60 * 60 * 1000;

/** Things in their order, under the day (UTC) on which they were: `Today`, `Yesterday`, `2026-05-03`. */
export function byDay<Item extends { at: string }>(items: readonly Item[], now: number): { day: string; items: Item[] }[] {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const names = new Map([[dayOf(now - day), "Yesterday"], [dayOf(now), "Today"]]);
  return [...Map.groupBy(items, ({ at }) => dayOf(Date.parse(at)))].map(([date, grouped]) => ({ day: names.get(date) ?? date, items: grouped }));
}
