"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { toast } from "#app/_ui/toast.tsx";
import { useDesk } from "../desk.tsx";
import { useSettled } from "../use-settled.ts";

/** Asks somebody, or a team, for their review; asked before, they are reminded. */
export function AskButton({ people = [], teams = [], label, of }: { people?: readonly string[]; teams?: readonly string[]; label: "Ask" | "Remind"; of: string }) {
  const { subject } = useDesk();
  const trpc = useTRPC();
  const settled = useSettled();
  const ask = useMutation(
    trpc.reviews.ask.mutationOptions({
      onSuccess: async () => {
        toast({ title: label === "Ask" ? `${of} was asked for a review` : `${of} was reminded` });
        await settled();
      },
      onError: (error) => toast({ tone: "refuse", title: `${of} was not asked`, detail: messageOf(error) }),
    }),
  );
  return <Button size="small" aria-label={`${label} ${of}`} pending={ask.isPending} onClick={() => ask.mutate({ id: subject.id, people: [...people], teams: [...teams] })}>{label}</Button>;
}
