"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useTRPC } from "#app/_trpc/client.tsx";

/** What follows an act that has arrived: the page is read anew, and so are the lists of promotions. */
export function useSettled(): () => Promise<void> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  return useCallback(async () => {
    router.refresh();
    await queries.invalidateQueries({ queryKey: trpc.promotions.list.queryKey() });
  }, [trpc, queries, router]);
}
