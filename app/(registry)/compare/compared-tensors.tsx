"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import type { Comparison } from "#server/comparisons/schema.ts";
import { LoadMore } from "../models/load-more.tsx";
import type { Heads } from "./differences.tsx";
import { FactTable } from "./fact-table.tsx";
import { Rest } from "./version-columns.tsx";

/** The tensors of the files that differ: their types and shapes. */
export function ComparedTensors({ tensors, heads, all }: { tensors: Comparison["tensors"]; heads: Heads; all: boolean }) {
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.comparisons.tensors.infiniteQueryOptions(
      { references: [...heads.references], all },
      { getNextPageParam: (page) => page.nextCursor, initialData: { pages: [{ items: tensors.items, nextCursor: tensors.nextCursor }], pageParams: [null] }, staleTime: Infinity },
    ),
  );
  return (
    <Panel title="Tensors" count={all ? tensors.differing + tensors.same : tensors.differing} anchor="part-tensors">
      <FactTable caption="Tensors" one="Tensor" rows={pages.data.pages.flatMap(({ items }) => items)} heads={heads} />
      <Rest same={tensors.same} more={0} all={all} one="tensor" />
      <LoadMore pages={pages}>Show more tensors</LoadMore>
    </Panel>
  );
}
