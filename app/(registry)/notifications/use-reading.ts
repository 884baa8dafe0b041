"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { toast } from "#app/_ui/toast.tsx";

/** What a reader does with notifications: the lists and the count follow. */
export function useReading() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const follow = { onSettled: () => queries.invalidateQueries({ queryKey: trpc.notifications.pathKey() }), onError: (error: unknown) => toast({ title: messageOf(error), tone: "refuse" }) };
  const read = useMutation(trpc.notifications.markRead.mutationOptions(follow));
  const unmute = useMutation(trpc.notifications.unmute.mutationOptions(follow));
  const mute = useMutation(
    trpc.notifications.mute.mutationOptions({
      ...follow,
      onSuccess: (_, muted) => toast({ title: `You hear no more of this ${"model" in muted ? "model" : "promotion"}`, action: { label: "Undo", onSelect: () => unmute.mutate(muted) } }),
    }),
  );
  return {
    read: (id: string) => read.mutate({ id }),
    readUpTo: (id: string) => read.mutate({ upTo: id }),
    isReading: read.isPending,
    mute: (promotion: string) => mute.mutate({ promotion }),
  };
}
