"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { toast } from "#app/_ui/toast.tsx";

const lookEveryMs = 300;
/** Longer than a receiver has to answer. */
const patienceMs = 20_000;

/** Sends a test, and says what came of it. */
export function TestWebhook({ id }: { id: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const send = useMutation(trpc.webhooks.test.mutationOptions());
  const test = useMutation({
    mutationFn: async () => {
      const { delivery } = await send.mutateAsync({ id });
      const end = Date.now() + patienceMs;
      for (;;) {
        const found = await queries.fetchQuery({ ...trpc.webhooks.delivery.queryOptions({ id: delivery }), staleTime: 0 });
        if (found.delivery.state !== "pending" || Date.now() > end) return found;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
    onSuccess: ({ delivery, tries: [last] }) => {
      if (delivery.state === "delivered") toast({ title: "The test has arrived", detail: `The receiver answered ${last?.status} after ${last?.durationMs} ms.`, tone: "allow" });
      else toast({ title: "The test has not arrived", detail: last?.error ?? "Nothing has come of it yet.", tone: "refuse" });
    },
    onError: (error) => toast({ title: "The test was not sent", detail: messageOf(error), tone: "refuse" }),
    onSettled: () => router.refresh(),
  });
  return <Button icon="upload" pending={test.isPending} onClick={() => test.mutate()}>Send a test</Button>;
}
