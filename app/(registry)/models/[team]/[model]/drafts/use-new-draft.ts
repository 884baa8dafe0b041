"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { toast } from "#app/_ui/toast.tsx";
import type { Dropped } from "./dropped.ts";
import { queueOf } from "./live-drafts.ts";

/** Begins a draft of a model's next version, with what was dropped if anything was, and goes there. */
export function useNewDraft(model: string): { begin: (dropped?: readonly Dropped[]) => void; isPending: boolean } {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const draft = useMutation(
    trpc.versions.draft.mutationOptions({
      onError: (error) => toast({ title: "No draft was begun", detail: messageOf(error), tone: "refuse" }),
    }),
  );
  function begin(dropped: readonly Dropped[] = []) {
    if (draft.isPending) return;
    draft.mutate({ model }, {
      onSuccess: (begun) => {
        queueOf(begun.draft).offer(dropped);
        router.push(`/models/${model}/drafts/${begun.draft}`);
        void queries.invalidateQueries({ queryKey: trpc.drafts.list.queryKey() });
      },
    });
  }
  return { begin, isPending: draft.isPending };
}
