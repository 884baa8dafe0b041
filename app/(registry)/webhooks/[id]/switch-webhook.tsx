"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "#app/_trpc/client.tsx";
import { messageOf } from "#app/_trpc/faults.ts";
import { Button } from "#app/_ui/button.tsx";
import { toast } from "#app/_ui/toast.tsx";
import type { WebhookState } from "#server/webhooks/schema.ts";

/** Pauses a webhook that sends, and resumes one that does not. */
export function SwitchWebhook({ id, state }: { id: string; state: WebhookState }) {
  const trpc = useTRPC();
  const router = useRouter();
  const options = { onSuccess: () => router.refresh(), onError: (error: unknown) => toast({ title: "Nothing was changed", detail: messageOf(error), tone: "refuse" as const }) };
  const pause = useMutation(trpc.webhooks.pause.mutationOptions(options));
  const resume = useMutation(trpc.webhooks.resume.mutationOptions(options));
  return state === "active"
    ? <Button pending={pause.isPending} onClick={() => pause.mutate({ id })}>Pause</Button>
    : <Button variant="primary" pending={resume.isPending} onClick={() => resume.mutate({ id })}>Resume</Button>;
}
