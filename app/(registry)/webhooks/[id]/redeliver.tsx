"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { Delivery } from "#server/webhooks/schema.ts";

/** Sends a delivery again; one that waits is tried at once. */
export function Redeliver({ delivery: { id, type, state }, onSent }: { delivery: Pick<Delivery, "id" | "type" | "state">; onSent?: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const send = useMutation(
    trpc.webhooks.redeliver.mutationOptions({
      onSuccess: () => {
        toast({ title: state === "pending" ? `${type} is tried now` : `${type} is sent again`, detail: "It goes out behind what waits." });
        onSent?.();
        router.refresh();
      },
      onError: (error) => toast({ title: "It was not sent", detail: messageOf(error), tone: "refuse" }),
    }),
  );
  return <Button size="small" icon="undo" pending={send.isPending} onClick={() => send.mutate({ delivery: id })}>{state === "pending" ? "Try now" : "Redeliver"}<span className="sr-only"> {type}</span></Button>;
}
