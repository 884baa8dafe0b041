"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { LoadMore } from "../../../../load-more.tsx";
import { historyInput } from "./history-input.ts";
import { StageLanes } from "./stage-lanes.tsx";
import { StayTable } from "./stay-table.tsx";

/** What was live when, in the stages of a model: as lanes of time, or as a table. */
export function StayHistory({ model, stages, asTable, now, at }: { model: string; stages: readonly string[]; asTable: boolean; now: number; at: string | null }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.pointers.history.infiniteQueryOptions(historyInput(model), { getNextPageParam: (page) => page.nextCursor }));
  const stays = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isSuccess && stays.length === 0) return <p className="py-2 text-ink-soft">Nothing was live yet. Every version that reaches a stage will stand here, for ever, with who signed for it.</p>;
  return (
    <>
      {asTable ? <StayTable model={model} stays={stays} /> : <StageLanes model={model} stays={stays} stages={stages} now={now} at={at} />}
      <LoadMore pages={list}>Load what was live earlier</LoadMore>
    </>
  );
}
