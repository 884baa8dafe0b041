"use client";

import { useQuery } from "@tanstack/react-query";
import { useChanges } from "#app/_trpc/changes.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Tabs, type Tab } from "#app/_ui/tabs.tsx";
import { hrefOf, tabs, type TabName } from "./tabs.ts";

/** The tabs, with how many lie in those that wait for somebody. What is decided only grows, and is not counted. */
export function ReviewTabs({ current }: { current: TabName }) {
  const trpc = useTRPC();
  const { data, refetch } = useQuery({ ...trpc.promotions.waiting.queryOptions(), refetchInterval: 10_000 });
  useChanges(() => void refetch());
  const counts: Partial<Record<TabName, number | undefined>> = { waiting: data?.count, mine: data?.mine };
  const shown = tabs.map(({ tab, label }): Tab => {
    const count = counts[tab];
    return { label, href: hrefOf(tab), ...(count === undefined ? {} : { count }) };
  });
  return <div className="mb-4"><Tabs label="Reviews" tabs={shown} current={hrefOf(current)} /></div>;
}
