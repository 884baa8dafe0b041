"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSettled } from "#app/(registry)/policies/use-settled.ts";
import { useTRPC } from "#app/_trpc/client.tsx";
import type { Completions } from "#server/search/schema.ts";

/** What is typed, and where the cursor stands in it. */
export interface Typed {
  text: string;
  at: number;
}

const none: Completions = { from: 0, to: 0, items: [] };

/**
 * What may be meant where the cursor stands, once typing pauses. Answers to older words stay until the next.
 * @param typed the same object as long as nothing is typed
 */
export function useCompletions(typed: Typed, enabled: boolean): Completions {
  const trpc = useTRPC();
  const { text, at } = useSettled(typed, 90);
  const { data } = useQuery({ ...trpc.search.complete.queryOptions({ query: text, at }), enabled, placeholderData: keepPreviousData, staleTime: 60_000 });
  return enabled && data ? data : none;
}
