"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { toast } from "#app/_ui/toast.tsx";

/** Brings a discarded draft back. */
export function RestoreDraft({ draft, onRestored }: { draft: string; onRestored?: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const restore = useMutation(
    trpc.deletions.restoreDraft.mutationOptions({
      onSuccess: async () => {
        toast({ title: "The draft was restored", tone: "allow" });
        onRestored?.();
        await queries.invalidateQueries();
      },
      onError: (error) => toast({ title: "The draft was not restored", detail: messageOf(error), tone: "refuse" }),
    }),
  );
  return <Button size="small" icon="undo" pending={restore.isPending} onClick={() => restore.mutate({ draft })}>Restore the draft</Button>;
}
