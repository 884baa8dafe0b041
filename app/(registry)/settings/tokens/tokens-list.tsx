"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LoadMore } from "#app/(registry)/models/load-more.tsx";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { SkeletonTable } from "#app/_ui/skeleton.tsx";
import { tokensInput } from "./tokens-input.ts";
import { TokensTable } from "./tokens-table.tsx";

/** The tokens of one owner, the newest first, without the revoked: one's own, or those of a service account. */
export function TokensList({ caption, origin, account, children }: { caption: string; origin: string; account?: string; /** Shown when there is none. */ children: ReactNode }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(trpc.tokens.list.infiniteQueryOptions(tokensInput(account), { getNextPageParam: (page) => page.nextCursor }));
  const { data, error, refetch, isFetching } = list;
  if (!data) {
    return error
      ? <Notice tone="refuse" title={messageOf(error)} action={<Button pending={isFetching} onClick={() => void refetch()}>Try again</Button>} live />
      : <SkeletonTable rows={3} widths={["20%", "14%", "26%", "12%", "12%"]} />;
  }
  const tokens = data.pages.flatMap((page) => page.items);
  if (tokens.length === 0) return children;
  return (
    <>
      <TokensTable caption={caption} tokens={tokens} origin={origin} />
      <LoadMore pages={list}>Older tokens</LoadMore>
    </>
  );
}
