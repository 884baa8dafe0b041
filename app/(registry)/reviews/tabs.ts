import type { PromotionFilter } from "#server/promotions/schema.ts";

/** The lists of this page: the address names them by `tab`, the registry by its filter. */
export const tabs = [
  { tab: "waiting", filter: "waiting_for_me", label: "Waiting for me" },
  { tab: "mine", filter: "mine", label: "Mine, waiting for others" },
  { tab: "decided", filter: "decided", label: "Decided" },
] as const satisfies { tab: string; filter: PromotionFilter; label: string }[];

export type TabName = (typeof tabs)[number]["tab"];

/** The tab that an address names; the first, when it names none. */
export function tabOf(given: unknown): (typeof tabs)[number] {
  return tabs.find(({ tab }) => tab === given) ?? tabs[0];
}

export const hrefOf = (tab: TabName) => (tab === tabs[0].tab ? "/reviews" : `/reviews?tab=${tab}`);

/** What a list asks the registry for. One home, so that what is rendered and what is refreshed is the same. */
export function listOf(filter: PromotionFilter, cursor: string | undefined) {
  return { filter, limit: 50, ...(cursor === undefined ? {} : { cursor }) };
}
