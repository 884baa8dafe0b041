"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Timeline } from "#app/_ui/timeline.tsx";
import { LoadMore } from "../../../../load-more.tsx";
import { activityInput } from "./activity-input.ts";
import { tellOf } from "./sentences.tsx";
import type { PromotionName } from "./sentence-parts.tsx";

/** What was done to a model, the latest first. */
export function Activity({ model, promotions }: { model: string; promotions: readonly ({ id: string } & PromotionName)[] }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.audit.activity.infiniteQueryOptions(activityInput(model), { getNextPageParam: (page) => page.nextCursor }));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const names = new Map(promotions.map(({ id, ...name }) => [id, name]));
  return (
    <div className="max-w-3xl">
      <Timeline entries={entries.map((entry) => ({ key: String(entry.seq), at: entry.at, ...tellOf(entry, model, names) }))} />
      <LoadMore pages={list}>Load earlier activity</LoadMore>
    </div>
  );
}
