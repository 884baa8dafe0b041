import type { Metadata } from "next";
import { api, Hydrate, load, trpc } from "#app/_trpc/server.tsx";
import { PageHeader } from "#app/_ui/page.tsx";
import { ReviewTabs } from "./review-tabs.tsx";
import { ReviewsList } from "./reviews-list.tsx";
import { listOf, tabOf } from "./tabs.ts";

export const metadata: Metadata = { title: "Reviews" };

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<{ tab?: string | string[]; cursor?: string | string[] }> }) {
  const { tab: given, cursor: from } = await searchParams;
  const { tab, filter } = tabOf(given);
  const cursor = typeof from === "string" ? from : undefined;
  const { identity, promotions } = await api();
  const { siteRole } = await load(identity.whoami());
  const list = listOf(filter, cursor);
  return (
    <Hydrate
      queries={[
        { queryKey: trpc.promotions.list.queryKey(list), queryFn: () => promotions.list(list) },
        { queryKey: trpc.promotions.waiting.queryKey(), queryFn: () => promotions.waiting() },
      ]}
    >
      <PageHeader title="Reviews" lead="Nothing reaches a stage until somebody else has signed for it." />
      <ReviewTabs current={tab} />
      <ReviewsList key={`${tab} ${cursor ?? ""}`} tab={tab} filter={filter} cursor={cursor} admin={siteRole === "admin"} />
    </Hydrate>
  );
}
