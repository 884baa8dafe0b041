import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { ReviewTabs } from "./review-tabs.tsx";
import { ReviewsList } from "./reviews-list.tsx";
import { listOf, tabOf, tabs } from "./tabs.ts";

export const metadata: Metadata = { title: "Reviews" };

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<{ tab?: string | string[]; cursor?: string | string[] }> }) {
  const { tab: given, cursor: from } = await searchParams;
  const { tab, filter } = tabOf(given);
  const cursor = typeof from === "string" ? from : undefined;
  const { identity, promotions } = await api();
  const { siteRole } = await load(identity.whoami());
  // The list that is shown, and those whose length the tabs tell.
  const counted = tabs.filter((each) => each.tab !== "decided" && (each.filter !== filter || cursor !== undefined));
  const lists = [listOf(filter, cursor), ...counted.map((each) => listOf(each.filter, undefined))];
  return (
    <Hydrate queries={lists.map((list) => ({ queryKey: trpc.promotions.list.queryKey(list), queryFn: () => promotions.list(list) }))}>
      <PageHeader title="Reviews" lead="Nothing reaches a stage until somebody else has signed for it." />
      <ReviewTabs current={tab} />
      <ReviewsList key={`${tab} ${cursor ?? ""}`} tab={tab} filter={filter} cursor={cursor} admin={siteRole === "admin"} />
    </Hydrate>
  );
}
