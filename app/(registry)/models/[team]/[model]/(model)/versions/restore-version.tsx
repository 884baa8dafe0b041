"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { toast } from "#app/_ui/toast.tsx";

/** Brings a deleted version back, with its number and everything that it was. */
export function RestoreVersion({ model, number }: { model: string; number: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const restore = useMutation(
    trpc.deletions.restoreVersion.mutationOptions({
      onSuccess: async () => {
        toast({ title: `v${number} is back`, tone: "allow" });
        router.refresh();
        await queries.invalidateQueries();
      },
      onError: (error) => toast({ title: `v${number} was not restored`, detail: messageOf(error), tone: "refuse" }),
    }),
  );
  return (
    <Button size="small" icon="undo" pending={restore.isPending || restore.isSuccess} onClick={() => restore.mutate({ model, version: number })}>
      Restore<span className="sr-only"> v{number}</span>
    </Button>
  );
}
