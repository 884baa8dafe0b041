"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { IconButton } from "#app/_ui/button.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Muted } from "#server/notifications/schema.ts";

/** Says that one wants to hear no more of a promotion or a model, and takes it back. */
export function MuteButton({ of }: { of: Muted }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.notifications.muteState.queryOptions(of));
  const what = "model" in of ? "model" : "promotion";
  const change = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.notifications.muteState.pathKey() }),
    onError: (error: unknown) => toast({ title: messageOf(error), tone: "refuse" as const }),
  };
  const mute = useMutation(trpc.notifications.mute.mutationOptions({ ...change, onSuccess: () => toast({ title: `You hear no more of this ${what}` }) }));
  const unmute = useMutation(trpc.notifications.unmute.mutationOptions({ ...change, onSuccess: () => toast({ title: `You hear of this ${what} again` }) }));
  const isMuted = data?.muted ?? false;
  const label = isMuted ? `Hear of this ${what} again` : data?.byModel ? `Mute this ${what}: its model is muted already` : `Mute this ${what}`;
  return <IconButton variant="secondary" icon={isMuted ? "bell-off" : "bell"} label={label} aria-pressed={isMuted} disabled={!data || mute.isPending || unmute.isPending} onClick={() => (isMuted ? unmute : mute).mutate(of)} />;
}
